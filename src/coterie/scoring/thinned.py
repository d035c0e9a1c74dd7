"""Numbers of a column that comes in batches: all of them while they are few, and then an even part of them."""

from __future__ import annotations

import polars as pl

MOST = 2**17


class Thinned:
    """Keeps every value up to `MOST` of them, then every second one, every fourth and so on; an accumulator.

    Examples
    --------
    >>> kept = Thinned()
    >>> kept.add(pl.Series([1.0, 2.0]))
    >>> kept.add(pl.Series([3.0]))
    >>> kept.finish().to_list()
    [1.0, 2.0, 3.0]
    """

    def __init__(self) -> None:
        self._parts: list[pl.Series] = []
        self._held, self._met, self._step = 0, 0, 1

    def add(self, values: pl.Series) -> None:
        """Look at more values, none of them missing."""
        start = -self._met % self._step
        self._met += len(values)
        self._keep(values.gather_every(self._step, start) if self._step > 1 else values)
        while self._held > MOST:
            self._step *= 2
            part = self.finish().gather_every(2)
            self._parts, self._held = [part], len(part)

    def merge(self, other: Thinned) -> None:
        """Keep the values of another one as well, in an order of their own: while all are few, none hangs on theirs."""
        self.add(other.finish())
        self._parts = [self.finish().sort()]

    def finish(self) -> pl.Series:
        """Return those that are kept, in their order."""
        return pl.concat(self._parts) if self._parts else pl.Series([], dtype=pl.Float64)

    def _keep(self, values: pl.Series) -> None:
        self._parts.append(values.alias(""))
        self._held += len(values)
