"""Counts for Prometheus: requests by route and status, how long they took, customers, and what is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.service.served import Served

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What is counted; labels are routes, statuses, aliases and hashes, never anything of a customer.

    Examples
    --------
    >>> metrics = Metrics()
    >>> metrics.request("/v1/score", 200, 0.001)
    >>> 'coterie_requests_total{route="/v1/score",status="200"} 1.0' in metrics.text(()).decode()
    True
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        mine = self._registry
        self._requests = Counter("coterie_requests", "Requests answered.", ["route", "status"], registry=mine)
        self._seconds = Histogram(
            "coterie_request_seconds", "From the request to its answer.", ["route"], buckets=_BUCKETS, registry=mine
        )
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}  # finding them by labels takes its time
        self._customers = Counter("coterie_customers", "Customers placed.", ["alias"], registry=mine)
        self._swaps = Counter(
            "coterie_swaps", "Changed files, by what became of them.", ["alias", "outcome"], registry=mine
        )
        self._served = Gauge("coterie_artefact", "What is served now.", ["alias", "artefact"], registry=mine)

    def request(self, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        counted = self._known.get((route, status))
        if counted is None:
            counted = self._requests.labels(route, str(status)), self._seconds.labels(route)
            self._known[route, status] = counted
        counted[0].inc()
        counted[1].observe(seconds)

    def customers(self, alias: str, number: int) -> None:
        """Count customers who were placed."""
        self._customers.labels(alias).inc(number)

    def swap(self, alias: str, outcome: str) -> None:
        """Count a changed file."""
        self._swaps.labels(alias, outcome).inc()

    def text(self, served: Iterable[Served]) -> bytes:
        """Return all of it as Prometheus reads it."""
        self._served.clear()
        for each in served:
            self._served.labels(each.alias, each.artefact).set(1)
        return generate_latest(self._registry)
