"""The case: everything evidence says of all K's, gathered once, before one of them is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # it comes without types

from coterie.clustering import Silhouette, Sweep
from coterie.clustering.content import content_order
from coterie.evidence import cautions
from coterie.evidence.audit import Audit, Audits
from coterie.evidence.card import KCard, k_card
from coterie.evidence.gathered import Gathered, gather, weigh
from coterie.evidence.inputs import Customers
from coterie.evidence.outliers import of_outliers
from coterie.evidence.plans import PLANS
from coterie.evidence.recommendation import recommend
from coterie.evidence.seeds import seeds_agreement
from coterie.evidence.slsa import Step, stability_across
from coterie.evidence.support import Support
from coterie.threads import parallel_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from coterie.evidence.cautions import Caution

Effort = Literal["quick", "full", "none"]


@dataclass(frozen=True, eq=False)
class Case:
    """What a judgement of any K rests on.

    What only some judgements ask for is found when it is first asked for, and kept.

    Attributes
    ----------
    customers : Customers
        All customers that are held.
    sweep : Sweep
        Their clusterings.
    silhouettes : mapping of int to Silhouette
        By K.
    effort : {"quick", "full", "none"}
        How much was gathered.
    seed : int
        Seed.
    rows : ndarray of shape (n_samples,)
        The customers in the sample on which refits were made.
    card : KCard
        What every criterion says of every K.
    gathered : Gathered or None
        The refits and the borders; None without effort.
    support : Support or None
        What speaks for every K; None without effort.
    """

    customers: Customers
    sweep: Sweep
    silhouettes: Mapping[int, Silhouette]
    effort: Effort
    seed: int
    rows: NDArray[np.intp]
    card: KCard
    gathered: Gathered | None
    support: Support | None
    _audited: dict[tuple[int, bool | None], Audit | None] = field(default_factory=dict, init=False, repr=False)
    _agreed: dict[int, float] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def sample(self) -> NDArray[np.float64]:
        """The customers in the sample."""
        return self.customers.X[self.rows]

    @cached_property
    def recommended_k(self) -> int:
        """The K that the evidence recommends where nothing is asked; 1 where it recommends none."""
        return recommend(self.card, support=self.support).recommended_k

    @cached_property
    def across(self) -> tuple[Step, ...]:
        """Which segment splits into which as K grows."""
        return stability_across([each.compact_labels for each in self.sweep.clusterings])

    @cached_property
    def outliers(self) -> tuple[Caution, ...]:
        """Customers far from all others, and the segments that they own."""
        customers = self.customers
        found = of_outliers(customers.X, columns=customers.columns, sweep=self.sweep, values=customers.values or None)
        return tuple(found)

    @cached_property
    def skew(self) -> tuple[Caution, ...]:
        """Columns that are skewed or heavy-tailed as they are clustered."""
        return tuple(cautions.of_skew(self.sample, self.customers.columns))

    @cached_property
    def _audits(self) -> Audits:
        return Audits(self.sample, features=self.customers.features, random_state=self.seed)

    def audit(self, k: int, *, search: bool | None) -> Audit | None:
        """Look at every feature's part in the segments of a K; None where the sample shows one segment."""
        if (k, search) not in self._audited:
            labels = np.unique(self.sweep[k].labels[self.rows], return_inverse=True)[1].astype(np.int32)
            found = self._audits.audit(labels, search=search) if labels.max() > 0 else None
            self._audited[k, search] = found
        return self._audited[k, search]

    def seeds(self, k: int) -> float:
        """Return how far other seeds come to the same segments of a K."""
        if k not in self._agreed:
            found = seeds_agreement(self.customers.X, self.sweep, k, rows=self.rows, random_state=self.seed)
            self._agreed[k] = found
        return self._agreed[k]

    def complete(self) -> None:
        """Find out everything now that hangs on no K, or would take long at some, so that no judgement waits for it."""
        _ = self.across, self.recommended_k
        if self.effort == "none":
            return
        with ThreadpoolController().limit(limits=1, user_api="blas"):  # the last bit must not depend on threads
            _ = self.outliers, self.skew
            self._audits.complete()
            parallel_map(self.seeds, [row.k for row in self.card.rows if cautions.asks_seeds(row)])


def build_case(
    customers: Customers,
    sweep: Sweep,
    *,
    silhouettes: Mapping[int, Silhouette],
    effort: Effort = "quick",
    random_state: int = 0,
    on_progress: Callable[[str], None] | None = None,
) -> Case:
    """Gather the evidence on every K.

    Parameters
    ----------
    customers : Customers
        All customers.
    sweep : Sweep
        Their clusterings.
    silhouettes : mapping of int to Silhouette
        By K.
    effort : {"quick", "full", "none"}
        How much to do: see `PLANS`. "none": nothing is refitted.
    random_state : int
        Seed.
    on_progress : callable or None
        Called with what is done next.

    Returns
    -------
    Case

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> from coterie.evidence.inputs import take_in
    >>> X = np.random.default_rng(0).normal(size=(90, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 30, axis=0)
    >>> case = build_case(take_in(X), sweep(X, range(1, 7)), silhouettes={})
    >>> case.recommended_k, case.support.natural
    (3, (3,))
    """
    with ThreadpoolController().limit(limits=1, user_api="blas"):  # the last bit must not depend on threads
        if effort == "none":
            rows = content_order(customers.X)[: PLANS["quick"].rows]
            card = k_card(customers.X[rows], sweep, rows=rows, silhouettes=silhouettes)
            return Case(customers, sweep, silhouettes, effort, random_state, rows, card, None, None)
        tell = on_progress or (lambda _: None)
        found = gather(customers, sweep, PLANS[effort], seed=random_state, tell=tell)
        card, supported = weigh(customers, sweep, found, silhouettes=silhouettes, seed=random_state)
        return Case(customers, sweep, silhouettes, effort, random_state, found.rows, card, found, supported)
