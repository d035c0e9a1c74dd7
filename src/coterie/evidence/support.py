"""Which K's the customers support, and in what way: natural, partly natural, reproducible or constructed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.card import FEW, KCard, Kind
from coterie.evidence.criteria.halves import AGAIN
from coterie.evidence.groups import GroupsByK

if TYPE_CHECKING:
    from coterie.evidence.card import KRow

KINDS: tuple[Kind, ...] = ("constructed", "reproducible", "partly natural", "natural")
"""The weakest first."""

LEAST = 0.6
"""Natural segments need at least this agreement of halves of the customers."""

DISSOLVED = 0.5
"""A segment whose clusterwise Jaccard is no larger has dissolved (Hennig 2007): its K is not natural."""

FIRM = 0.85
"""From this agreement of halves on, no other K need find the same groups."""

FOUND_BY = 2
"""The number of larger K's that must find two groups before these are natural; with few customers, one."""

NEXT = (3, 4)
"""One of these K's must find two groups, too: a gap that only smaller segments show again came about by chance."""

KEPT = 2
"""Where halves agree less, this many larger K's must keep the borders, or one other K must find the same groups."""

SURELY_AGAIN, SURE_STRENGTH, SURE_SEGMENT = 0.9, 0.8, 0.85
"""Surely found again: agreement of halves, prediction strength and, with few customers, the worst segment's Jaccard."""


@dataclass(frozen=True)
class Support:
    """The evidence for every K, before any limits that the business sets.

    Attributes
    ----------
    kinds : dict of int to Kind
        By K from 2.
    natural : tuple of int
        K's with a gap at every border that halves of the customers find again and no larger K denies.
    again : tuple of int
        K's other than the natural ones, without a crowd at any border, that are surely found again.
    standing : int or None
        The K whose groups stand at several K's: see `coterie.evidence.groups.GroupsByK.standing`.
    groups : dict of int to int
        By K, the groups of segments that gaps keep apart.
    within : tuple of int
        K's whose segments lie within one of the groups that stand.
    long : int or None
        Long groups that K-Means cuts across: see `coterie.evidence.elongated.long_groups`.
    tested : bool
        Whether gaps count: see `support`.
    drawn : bool
        Whether K-Means with as many segments as groups stand draws these groups.
    coarse : tuple of int
        Natural K's that join groups: see `coterie.evidence.groups.GroupsByK.finer`.
    """

    kinds: dict[int, Kind]
    natural: tuple[int, ...]
    again: tuple[int, ...]
    standing: int | None
    groups: dict[int, int]
    within: tuple[int, ...]
    long: int | None = None
    tested: bool = True
    drawn: bool = True
    coarse: tuple[int, ...] = ()

    def standing_at(self, k: int) -> int | None:
        """Return how many groups stand, where segments divide them that are neither natural nor surely again."""
        divides = self.standing is not None and k in self.within and k not in {*self.natural, *self.again}
        return self.groups[self.standing] if divides and self.standing is not None else None


def support(
    card: KCard, groups: GroupsByK, *, tested: bool = True, points: int | None = None, two: bool = True
) -> Support:
    """Find out what the customers support at every K.

    Parameters
    ----------
    card : KCard
        Every K.
    groups : GroupsByK
        The groups of every K.
    tested : bool
        Whether gaps count: where scores, answers and flags of at most ten values hold most of the variance, both
        placebos must be beaten, too.
    points : int or None
        The K at which no customer differs from the centre of their segment, where there is one.
    two : bool
        Whether two segments may be groups: see `coterie.evidence.density.is_sparser`.

    Returns
    -------
    Support

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> import numpy as np
    >>> X = np.random.default_rng(0).normal(size=(300, 2)) + np.repeat([[0, 0], [0, 9], [9, 0]], 100, axis=0)
    >>> found = judge(X, n_clusters=range(1, 7)).support
    >>> found.natural, found.kinds[3], found.kinds[4]
    ((3,), 'natural', 'constructed')
    """
    asking = _Asking(card, groups)
    ks = tuple(groups.by_k) if tested else ()
    asked = [k for k in ks if k > 2 or two]
    natural = tuple(sorted({*(k for k in asked if asking.natural(k)), *([points] if points else [])}))
    again = tuple(k for k in asked if asking.surely_again(k))
    standing = groups.standing if groups.standing in asked else None
    if standing is not None and not two and groups.alike(2, standing):
        standing = None  # the same bend of one cloud, seen from other K's
    within = tuple(k for k in ks if standing is not None and asking.cuts(k, standing))
    divided = {k for k in within if k == min(within) or found_again(card[k])}
    kinds = {
        row.k: _kind(row, natural=row.k in natural, partly=row.k in again or row.k in divided)
        for row in card.rows
        if row.k > 1
    }
    own = {k: groups.by_k[k].n_groups for k in ks}
    drawn = standing is None or groups.draws(standing)
    coarse = tuple(k for k in natural if k != points and groups.finer(k))
    return Support(kinds, natural, again, standing, own, within, tested=tested, drawn=drawn, coarse=coarse)


def found_again(row: KRow) -> bool:
    """Return whether the same segments come back: in the other half of the customers, or in refits.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = {"replication": 0.79, "prediction_strength": 0.8, "k": 3}
    >>> found_again(SimpleNamespace(**row)), found_again(SimpleNamespace(**row | {"prediction_strength": 0.79}))
    (True, False)
    >>> found_again(SimpleNamespace(**row | {"replication": 0.59})) # one large segment and a few customers
    False
    """
    strong = (row.prediction_strength or 0.0) >= AGAIN and replication(row) >= LEAST
    return replication(row) >= AGAIN or strong


@dataclass(frozen=True)
class _Asking:
    """The evidence of one table on its K's."""

    card: KCard
    groups: GroupsByK

    def natural(self, k: int) -> bool:
        """Return whether gaps lie at all borders of a K, halves find it again and no larger K denies it."""
        row = self.card[k]
        return self.groups.by_k[k].apart and _holds_together(row) and replication(row) >= LEAST and self._stands(k)

    def surely_again(self, k: int) -> bool:
        """Return whether a K with gaps and without crowds is surely found again, at a peak of agreement."""
        row, own = self.card[k], self.groups.by_k[k]
        agreement = replication(row)
        peak = all(agreement >= replication(self._row(near)) for near in (k - 1, k + 1))
        several = own.n_groups > 2 or (own.n_groups > 1 and (row.few or bool(self.groups.shared_with(k))))
        apart = own.n_unjoined == k and several
        return apart and peak and agreement >= SURELY_AGAIN and is_strong(row) and self._stands(k)

    def cuts(self, k: int, standing: int) -> bool:
        """Return whether the segments of a K cut the groups that stand into several, within their borders."""
        return k >= self.groups.by_k[standing].n_groups and (k == standing or self.groups.within(k, standing))

    def _stands(self, k: int) -> bool:
        """Return whether larger K's, and the groups that stand, bear out the segments of a K."""
        standing = self.groups.standing
        if standing not in {None, k} and not self.groups.related(k, standing or k):
            return False
        sure = self.groups.sure(k)
        denied = sum(not self.groups.related(k, other) for other in sure)
        if k == 2:
            finding = self.groups.finding(k)
            enough = len(finding) >= (FOUND_BY if self.card.customers >= FEW else 1)
            return enough and finding[0] in NEXT and len(finding) > denied
        firm = (
            replication(self.card[k]) >= FIRM or len(self.groups.keeping(k)) >= KEPT or bool(self.groups.shared_with(k))
        )
        return firm and len(sure) - denied >= denied

    def _row(self, k: int) -> KRow | None:
        return next((row for row in self.card.rows if row.k == k and k > 1), None)


def _kind(row: KRow, *, natural: bool, partly: bool) -> Kind:
    if natural:
        return "natural"
    if partly:
        return "partly natural"
    return "reproducible" if found_again(row) else "constructed"


def replication(row: KRow | None) -> float:
    """Return how far halves of the customers agree; 0 where this is not known.

    Examples
    --------
    >>> replication(None)
    0.0
    """
    return 0.0 if row is None else row.replication or 0.0


def _holds_together(row: KRow) -> bool:
    """Return whether no segment dissolves when customers are resampled."""
    return row.worst_segment is None or row.worst_segment > DISSOLVED


def is_strong(row: KRow) -> bool:
    """Return whether no segment is weak: by prediction strength, or by its Jaccard where halves are small.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> is_strong(SimpleNamespace(few=True, worst_segment=0.85))
    True
    """
    if row.few:
        return (row.worst_segment or 0.0) >= SURE_SEGMENT
    return (row.prediction_strength or 0.0) >= SURE_STRENGTH and _holds_together(row)
