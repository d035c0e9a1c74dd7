"""Which features earn their place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.clustering import sweep
from coterie.clustering.compacting import compact, compacted
from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.borders import find_borders
from coterie.evidence.effects import between_share, eta_squared
from coterie.evidence.groups import groups_by_k
from coterie.evidence.halving import halve
from coterie.evidence.prediction_strength import ENOUGH
from coterie.evidence.refits import possible, refit, resample
from coterie.evidence.search import backward, standing, together
from coterie.evidence.stability import agreements
from coterie.evidence.structure import structure_test
from coterie.evidence.treatment import treat
from coterie.remarks import retold, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.clustering.compacting import Compacted
    from coterie.evidence.halving import Halvings
    from coterie.evidence.indices import Labels
    from coterie.evidence.search import Standing
    from coterie.evidence.treatment import Treated

Floats = NDArray[np.float64]

_REDUNDANT = 0.9
_DOMINATES = 0.5
_IDLE = 0.1  # share of its own variance between segments below which a feature builds nothing
_CLEARER = 0.05  # silhouette: structure without a feature must gain as much to blame it
_MOST_SEARCHED = 12
_MOST_LEFT_OUT = 60  # of more features, one is too small a part for more of them to be left out in turn
_ROWS = 500  # in the search
_PAIRS = 4


@retold("advice")
@dataclass(frozen=True)
class FeatureAudit:
    """What one feature does to the segments.

    Attributes
    ----------
    feature : str
        Its name.
    share : float
        Its share of what lies between segments, all features together.
    eta_squared : float
        Share of its own variance that lies between segments.
    structure_without : float or None
        Change of the structure (silhouette above placebo) when it is left out: positive, clearer without it.
    agreement_without : float or None
        Change of the agreement of refits when it is left out.
    same_without : float or None
        Adjusted Rand index of the segments with and without it.
    same_reweighted : float or None
        The least adjusted Rand index of the segments with those where it counts twice, or half, as much: how the answer
        leans on its scale. None, as the three before, beyond the 60 features with the largest shares.
    redundant_with : tuple of str
        Features with which it correlates beyond 0.9.
    noise : bool
        Whether structure is clearer without it, or segments hardly differ in it.
    dominates : bool
        Whether it makes up more than half of what lies between segments, of at least three features.
    advice : str
        What to do about it; empty when nothing.
    """

    feature: str
    share: float
    eta_squared: float
    structure_without: float | None
    agreement_without: float | None
    same_without: float | None
    same_reweighted: float | None
    redundant_with: tuple[str, ...]
    noise: bool
    dominates: bool
    advice: str


@retold("sentence")
@dataclass(frozen=True)
class ClearerSubset:
    """Features in which structure is clear.

    Attributes
    ----------
    features, left_out : tuple of str
        Those kept, and those not.
    k : int
        Natural segments in them.
    p : float
        Of the test against both placebos. The set was searched for, so it is too small a number.
    prediction_strength : float
        At `k`.
    gain : float
        How much further the silhouettes stand above placebos than with all features.
    sentence : str
        What was found.
    """

    features: tuple[str, ...]
    left_out: tuple[str, ...]
    k: int
    p: float
    prediction_strength: float
    gain: float
    sentence: str


@dataclass(frozen=True)
class Audit:
    """Every feature, and the set of features in which structure is clear, if there is one to be found."""

    features: tuple[FeatureAudit, ...]
    clearer: ClearerSubset | None


def audit(
    X: Floats,
    labels: Labels,
    *,
    features: Sequence[str],
    search: bool | None = True,
    n_clusters: Sequence[int] = range(2, 8),
    random_state: int = 0,
) -> Audit:
    """Look at every feature's part in the segments.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    labels : ndarray of shape (n_samples,)
        Their segments.
    features : sequence of str
        The feature each column belongs to; a category has several columns.
    search : bool or None
        Whether to look for a set of features in which structure is clear; None: if a feature turns out to be noise.
    n_clusters : sequence of int
        K's above 1 in which structure is looked for.
    random_state : int
        Seed.

    Returns
    -------
    Audit

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> labels = np.repeat([0, 1, 2], 30)
    >>> X = rng.normal(size=(90, 2)) + np.array([[0, 0], [0, 9], [9, 0]])[labels]
    >>> found = audit(np.column_stack([X / 4, rng.uniform(-2, 2, 90)]), labels, features=["a", "b", "c"])
    >>> [each.feature for each in found.features if each.noise]
    ['c']
    """
    shared = Audits(X, features=features, n_clusters=n_clusters, random_state=random_state)
    return shared.audit(labels, search=search)


class Audits:
    """What the audits of all segments of one table share: whatever no segment takes part in, measured once when needed.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The rows.
    features : sequence of str
        The feature each column belongs to; a category has several columns.
    n_clusters : sequence of int
        K's above 1 in which structure is looked for.
    random_state : int
        Seed.
    """

    def __init__(
        self, X: Floats, *, features: Sequence[str], n_clusters: Sequence[int] = range(2, 8), random_state: int = 0
    ) -> None:
        self.X, self.seed = X, random_state
        self._n_clusters = tuple(n_clusters)
        self.place: dict[str, list[int]] = {}
        for j, feature in enumerate(features):
            self.place.setdefault(feature, []).append(j)
        self.rows = np.sort(np.random.default_rng([random_state, 16]).permutation(len(X))[:_ROWS])
        self.some = X[self.rows]
        self._standings: dict[tuple[str, ...], Standing] = {}

    def audit(self, labels: Labels, *, search: bool | None = True) -> Audit:
        """Look at every feature's part in segments: see `audit`."""
        case = _Case(self, labels)
        found = [_describe(case.feature(name), len(self.place)) for name in self.place]
        wanted = any(each.noise for each in found) if search is None else search
        clear = self.clearer if wanted else None
        return Audit(tuple(_but_needed(each, clear) for each in found), clear)

    def complete(self) -> None:
        """Measure everything now, so that no audit has to."""
        for names in () if self.many else (tuple(self.place), *map(self.without, self.place)):
            self.distance(names)
        _ = self.redundant, self.clearer

    @property
    def many(self) -> bool:
        """Whether the features are too many to look for structure without each."""
        return len(self.place) > _MOST_SEARCHED

    @cached_property
    def compact(self) -> Compacted:
        """The sample of rows, in as few columns as tell them apart."""
        return compacted(self.some)

    @cached_property
    def clearer(self) -> ClearerSubset | None:
        """The features in which structure is clear, where few enough are there to look for them."""
        if self.many or len(self.place) <= 2:
            return None
        return _search(self.parts, self._n_clusters, self.seed, known=self._standings)

    @cached_property
    def parts(self) -> dict[str, Treated]:
        """Every feature's columns, skew and tails treated."""
        return {name: treat(self.some[:, columns]) for name, columns in self.place.items()}

    @cached_property
    def redundant(self) -> dict[str, tuple[str, ...]]:
        """The features that correlate with others, with those."""
        return _redundant(self.X, self.place)

    def without(self, name: str) -> tuple[str, ...]:
        """Return all features but one."""
        return tuple(other for other in self.place if other != name)

    def distance(self, names: tuple[str, ...]) -> float | None:
        """Measure structure in some features; not where there are none, or too many to leave out one by one."""
        if not names or self.many:
            return None
        if names not in self._standings:
            treated = together(self.parts, names)
            self._standings[names] = standing(treated, self._n_clusters, random_state=self.seed)
        return self._standings[names].distance


class _Case:
    """The segments audited, in the sample of rows."""

    def __init__(self, shared: Audits, labels: Labels) -> None:
        self.shared = shared
        self.labels = np.unique(labels[shared.rows], return_inverse=True)[1].astype(np.int32)
        self.shares, self.etas = between_share(shared.X, labels), eta_squared(shared.X, labels)
        self.steady = _agreement(shared, int(self.labels.max()) + 1)
        self.tried = self._largest()

    def feature(self, name: str) -> FeatureAudit:
        """Measure one feature."""
        shared, columns, tried = self.shared, self.shared.place[name], name in self.tried
        left_out = tried and len(shared.place) > 1
        same, steady = _without(shared, self.labels, columns) if left_out else (None, None)
        base, rest = (None, None) if shared.many else map(shared.distance, (tuple(shared.place), shared.without(name)))
        return FeatureAudit(
            feature=name,
            share=float(self.shares[columns].sum()),
            eta_squared=_own_share(shared.X[:, columns], self.etas[columns]),
            structure_without=None if rest is None or base is None else rest - base,
            agreement_without=None if steady is None else steady - self.steady,
            same_without=same,
            same_reweighted=_reweighted(shared, self.labels, columns) if tried else None,
            redundant_with=shared.redundant.get(name, ()),
            noise=False,
            dominates=False,
            advice="",
        )

    def _largest(self) -> set[str]:
        """Return the features with the largest shares, equals in the table's order."""
        place = self.shared.place
        order = sorted(place, key=lambda name: -float(self.shares[place[name]].sum()))
        return set(order[:_MOST_LEFT_OUT])


def _agreement(shared: Audits, k: int) -> float:
    return _steady(shared.compact.rows, max(possible(shared.some, range(1, k + 1))), shared.seed)


def _steady(X: Floats, k: int, seed: int) -> float:
    found = resample(X, [k], n_resamples=2 * _PAIRS, random_state=seed)
    return float(agreements(found.labels(X, k)).mean())


def _without(shared: Audits, labels: Labels, columns: list[int]) -> tuple[float, float]:
    """Return how far segments stay the same without some columns, and how far refits then agree."""
    k = max(possible(np.delete(shared.some, columns, axis=1), range(1, int(labels.max()) + 2)))
    rest = compact(shared.compact.weighed(columns, 0.0))
    return adjusted_rand(labels, refit(rest, [k], random_state=shared.seed)[k].labels), _steady(rest, k, shared.seed)


def _reweighted(shared: Audits, labels: Labels, columns: list[int]) -> float:
    k = int(labels.max()) + 1
    changed = (shared.compact.weighed(columns, factor) for factor in (0.5, 2.0))
    return min(1.0, *(adjusted_rand(labels, refit(rows, [k], random_state=shared.seed)[k].labels) for rows in changed))


def _own_share(X: Floats, etas: Floats) -> float:
    """Share between segments of a feature's variance, its columns weighed by their variance."""
    weights = X.var(axis=0)
    return float(etas @ weights / weights.sum()) if weights.sum() > 0 else 0.0


def _redundant(X: Floats, place: dict[str, list[int]]) -> dict[str, tuple[str, ...]]:
    """Return the features of one column that correlate with others, with those; the same for any number of threads."""
    single = {name: columns[0] for name, columns in place.items() if len(columns) == 1}
    own, names = X[:, list(single.values())], np.array(list(single), dtype=object)
    spread = own.std(axis=0)
    standard = (own - own.mean(axis=0)) / np.where(spread > 0, spread, np.inf)
    alike = (np.einsum("ij,i->j", standard, column) for column in standard.T)
    far = (np.abs(each) > _REDUNDANT * len(X) for each in alike)
    return {
        name: tuple(sorted(other for other in names[others] if other != name))
        for name, others in zip(single, far, strict=True)
    }


def _describe(found: FeatureAudit, n_features: int) -> FeatureAudit:
    """Turn the numbers into findings and advice."""
    clearer = (found.structure_without or 0.0) > _CLEARER
    noise = n_features > 1 and (clearer or found.eta_squared < _IDLE)
    dominates = n_features > 2 and found.share > _DOMINATES
    advice = ""
    if clearer:
        advice = say("audit.try_without", feature=found.feature)
    elif found.redundant_with:
        advice = say("audit.redundant", feature=found.feature, others=found.redundant_with)
    elif noise:
        advice = say("audit.noise", feature=found.feature)
    elif dominates:
        advice = say("audit.dominates", feature=found.feature)
    return replace(found, noise=noise, dominates=dominates, advice=advice)


def _but_needed(found: FeatureAudit, clear: ClearerSubset | None) -> FeatureAudit:
    """Take back the blame of a feature that belongs to the clearer set; the rest of that set's advice is its own."""
    if clear is None or found.feature not in clear.features or not found.noise:
        return found
    return replace(found, noise=False, advice="")


def _search(
    parts: dict[str, Treated], n_clusters: Sequence[int], seed: int, *, known: dict[tuple[str, ...], Standing]
) -> ClearerSubset | None:
    """Find the features in which structure is clearest, and test them as the whole was tested."""
    way = backward(parts, n_clusters, random_state=seed, known=known)
    features, best = max(way, key=lambda pair: pair[1].distance)
    if len(features) == len(parts) or best.distance < way[0][1].distance + _CLEARER:
        return None
    return _confirmed(parts, features, best, gain=best.distance - way[0][1].distance, seed=seed)


def _parted(X: Floats, k: int, halvings: Halvings, seed: int) -> bool:
    """Return whether gaps part some of the segments of a K, and no border of it runs through a crowd."""
    tried = sweep(X, [k], random_state=seed)
    borders = find_borders(X, tried.clusterings)
    own = groups_by_k(tried, borders, placed=halvings.placed, rows=np.arange(len(X))).by_k[k]
    return own.n_groups > 1 and own.n_unjoined == k


def _confirmed(
    parts: dict[str, Treated], features: tuple[str, ...], best: Standing, *, gain: float, seed: int
) -> ClearerSubset | None:
    treated = together(parts, features)
    found = structure_test(treated, possible(treated.X, range(1, 9)), random_state=seed)
    if not found.found:
        return None
    near = [k for k in possible(treated.X, (best.k - 1, best.k, best.k + 1)) if k > 1]
    halvings = halve(treated.X, near, n_splits=8)
    strengths = {k: float(v.mean()) for k, v in halvings.strengths.items()}
    k = max(strengths, key=lambda each: (strengths[each], each == best.k))
    if strengths[k] <= ENOUGH or not _parted(treated.X, k, halvings, seed):
        return None
    left_out = tuple(name for name in parts if name not in features)
    sentence = say("audit.clearer", left_out=left_out, k=k, features=features)
    return ClearerSubset(features, left_out, k, found.p, strengths[k], gain, sentence)
