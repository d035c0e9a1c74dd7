"""What a careful analyst would warn of, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.effects import eta_squared
from coterie.evidence.recommendation import listed
from coterie.evidence.refits import refit
from coterie.evidence.treatment import FEW_VALUES, excess_kurtosis, has_few_values
from coterie.preparation.preparation import skewness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.clustering import Sweep
    from coterie.evidence.audit import Audit, FeatureAudit
    from coterie.evidence.card import KRow
    from coterie.evidence.indices import Labels
    from coterie.evidence.stability import Stability
    from coterie.evidence.verdict import Verdict

Floats = NDArray[np.float64]

CODES = {
    "no_structure": "The customers form no groups of their own.",
    "few_customers": "Too few customers for so many features.",
    "flat_optimum": "Many starts come to as many different answers.",
    "seed_sensitive": "Another seed gives other segments.",
    "unstable_segment": "A segment dissolves when customers are resampled.",
    "small_segment": "A segment is too small to be used.",
    "outlier": "A few customers lie far from all others.",
    "outlier_segment": "Outliers own a segment.",
    "skewed_feature": "A feature is skewed or heavy-tailed in the matrix that is clustered.",
    "noise_feature": "Structure is clearer without a feature.",
    "clearer_features": "Natural segments appear when some features are left out.",
    "redundant_feature": "Two features say the same.",
    "dominating_feature": "One feature makes most of the segments.",
    "response_style": "Segments follow how people answer, not what they answer.",
    "imputation": "Filling in missing values changes the segments.",
}
"""Every code, with what it means."""

_PER_FEATURE = (70, 100)  # customers a feature: warn below the first, caution below the second
_FLAT = 0.1
_ONE_PERCENT = 0.01
_SAME = 0.9  # adjusted Rand index of two seeds
_SMALL = 0.02
_SKEWED, _HEAVY = 1.0, 3.0  # skewness; excess kurtosis
_FAR = 5.0  # robust spreads from the median
_ALONE = 2.0  # robust spreads from the nearest other customer
_FEW_OUTLIERS = 0.005
_STYLE = 0.5  # share of the variance of a person's mean answer between segments
_SEEDS = 3
_RAW_ROWS, _RAW_KS = 2000, range(2, 9)
_DISSOLVES = 0.6  # clusterwise Jaccard below which a segment is not to be trusted (Hennig 2008)


@dataclass(frozen=True)
class Caution:
    """A warning, with what to do.

    Attributes
    ----------
    code : str
        One of `CODES`.
    message : str
        What was seen, in numbers.
    advice : str
        What to do about it.
    about : tuple of str
        The features or segments it is about.
    """

    code: str
    message: str
    advice: str
    about: tuple[str, ...] = ()


def sample_size(customers: int, n_features: int) -> list[Caution]:
    """Compare customers with features (Dolnicar, Grün, Leisch and Schmidt 2014; Dolnicar, Grün and Leisch 2016).

    Examples
    --------
    >>> sample_size(200, 4)[0].message
    '200 customers for 4 features: 280 is the least that studies of sample size ask for, 400 what they advise.'
    >>> sample_size(1000, 4)
    []
    """
    least, advised = (times * n_features for times in _PER_FEATURE)
    if customers >= advised:
        return []
    message = (
        f"{customers} customers for {n_features} features: {least} is the least that studies of sample size ask for, "
        f"{advised} what they advise."
    )
    return [Caution("few_customers", message, "Use fewer features, or gather more customers.")]


def of_verdict(verdict: Verdict) -> list[Caution]:
    """Warn where nothing is there."""
    if verdict.kind != "constructive" or verdict.structure:
        return []
    return [Caution("no_structure", verdict.sentence, verdict.meaning)]


def of_starts(row: KRow, X: Floats, random_state: int) -> list[Caution]:
    """Warn of an optimum that many starts miss, and of seeds that disagree."""
    if row.k < 2:
        return []
    found = []
    if row.same_answer < _FLAT and (row.agreement or 0.0) < 0.8:
        few = f"Only {row.same_answer:.0%}" if row.same_answer >= _ONE_PERCENT else "Fewer than 1%"
        share = f"{few} of the starts for K = {row.k} came to the best answer"
        advice = "Take it as one of several equally good answers, or look at a K on which starts agree."
        found.append(Caution("flat_optimum", f"{share}: many answers are nearly as good.", advice))
    seeds = [refit(X, [row.k], random_state=random_state + 1 + i)[row.k].labels for i in range(_SEEDS)]
    least = min(adjusted_rand(seeds[0], other) for other in seeds[1:])
    if least < _SAME:
        message = f"Two seeds give segments that agree only to {least:.2f} of 1 at K = {row.k}."
        found.append(Caution("seed_sensitive", message, "Use more starts, or a K on which seeds agree."))
    return found


def of_segments(stability: Stability | None, row: KRow, *, sizes: NDArray[np.int64], min_share: float) -> list[Caution]:
    """Warn of segments that dissolve, and of small ones."""
    found = []
    several = stability.segments if stability and row.k > 1 else ()
    weak = {str(number): each for number, each in enumerate(several) if each.jaccard < _DISSOLVES}
    if weak:
        kept = ", ".join(f"segment {number} keeps {each.jaccard:.2f} of 1" for number, each in weak.items())
        message = f"When customers are resampled, {kept} of itself."
        advice = "Do not act on these alone: merge them with a neighbour, or try another K."
        found.append(Caution("unstable_segment", message, advice, tuple(weak)))
    shares = sizes / sizes.sum()
    for number in np.flatnonzero(shares < (min_share or _SMALL)).tolist():
        people = "customer" if sizes[number] == 1 else "customers"
        message = f"Segment {number} has {sizes[number]} {people}, {shares[number]:.1%} of all."
        advice = "Ask for a least share, for fewer segments, or look at these customers one by one."
        found.append(Caution("small_segment", message, advice, (str(number),)))
    return found


def of_outliers(
    X: Floats, *, columns: Sequence[str], sweep: Sweep, values: Mapping[str, NDArray[np.float64]] | None = None
) -> list[Caution]:
    """Warn of customers far from all others in a feature, and of segments that they own.

    Parameters
    ----------
    X : ndarray of shape (n_customers, n_features)
        All customers.
    columns : sequence of str
        Names of the columns.
    sweep : Sweep
        Clusterings of all customers.
    values : mapping of str to ndarray of shape (n_customers,) or None
        Columns in the units that people know, by name.

    Returns
    -------
    list of Caution

    Examples
    --------
    >>> from coterie.clustering import sweep
    >>> X = np.concatenate([np.random.default_rng(0).normal(size=(99, 1)), [[666.0]]])
    >>> [each.code for each in of_outliers(X, columns=["income"], sweep=sweep(X, range(1, 4)))]
    ['outlier', 'outlier_segment']
    """
    found = []
    for j, name in enumerate(columns):
        rows = outlying(X[:, j])
        if not len(rows):
            continue
        shown = X[:, j] if values is None or name not in values else np.asarray(values[name], dtype=np.float64)
        said = ", ".join(f"{shown[row]:,.6g}" for row in rows[np.argsort(-np.abs(X[rows, j]), kind="stable")][:3])
        many = f"{len(rows)} customers lie" if len(rows) > 1 else "One customer lies"
        message = f"{many} far from all others in {name}: {said} (the median is {float(np.nanmedian(shown)):,.6g})."
        advice = "Check the value: correct it if it is wrong, transform the feature, or leave the customer out by name."
        found.append(Caution("outlier", message, advice, (name,)))
        found += _segments_owned(rows, name, sweep, values)
    return found


def of_audit(audit: Audit | None) -> list[Caution]:
    """Warn of features that do not earn their place."""
    found = []
    for code, words in _FEATURE_WORDS.items():
        some = [each for each in (audit.features if audit else ()) if _feature_code(each) == code]
        if some:
            one = len(some) == 1
            shares = listed([f"{each.share:.0%}" for each in some])
            own = f"{'its share' if one else 'their shares'} of the differences between segments: {shares}"
            message = f"{listed([each.feature for each in some])} {words[0] if one else words[1]} ({own})."
            advice = " ".join(each.advice for each in some) if len(some) <= _NAMED else _FEATURE_ADVICE[code]
            found.append(Caution(code, message, advice, tuple(each.feature for each in some)))
    if audit and audit.clearer:
        advice = "Segment on these and let the other features describe, or keep all and know that they blur the groups."
        found.append(Caution("clearer_features", audit.clearer.sentence, advice, audit.clearer.features))
    return found


def of_skew(X: Floats, columns: Sequence[str]) -> list[Caution]:
    """Warn of columns that are skewed or heavy-tailed as they are clustered.

    Examples
    --------
    >>> [each.about for each in of_skew(np.exp(np.linspace(-3, 3, 60))[:, None], ["income"])]
    [('income',)]
    """
    some = []
    for name, column in zip(columns, X.T, strict=True):
        shaped = abs(skewness(column)) > _SKEWED or excess_kurtosis(column) > _HEAVY
        if shaped and not has_few_values(column):
            some.append(name)
    if not some:
        return []
    verb = "is" if len(some) == 1 else "are"
    message = f"{listed(some)} {verb} skewed or heavy-tailed, which looks like groups to every index."
    return [Caution("skewed_feature", message, "Transform before clustering, as --transform auto does.", tuple(some))]


def of_response_style(X: Floats, labels: Labels) -> list[Caution]:
    """Warn where segments of survey scales follow the level of answers (Grün and Dolnicar 2016).

    Only for at least four columns, all with the same number of values, from 3 to 10.

    Examples
    --------
    >>> level = np.repeat([0, 2, 4], 30)
    >>> X = np.clip(level[:, None] + np.random.default_rng(0).integers(0, 2, (90, 6)), 0, 4).astype(float)
    >>> [each.code for each in of_response_style(X, np.repeat([0, 1, 2], 30))]
    ['response_style']
    """
    codes = [np.unique(column, return_inverse=True)[1] for column in X.T]
    levels = {int(code.max()) + 1 for code in codes}
    if len(codes) < 4 or len(levels) > 1 or not 3 <= max(levels) <= FEW_VALUES or labels.max() < 1:
        return []
    mean = np.column_stack(codes).mean(axis=1)
    share = float(eta_squared(mean[:, None], labels)[0])
    # Items that have nothing in common give segments that differ little in the mean of all answers.
    if share < _STYLE:
        return []
    message = (
        f"{share:.0%} of the differences in people's mean answer lie between segments: who says yes to everything."
    )
    advice = "Compare answers with each person's own mean (subtract it) and see whether the segments remain."
    return [Caution("response_style", message, advice)]


def of_imputation(X: Floats, labels: Labels, *, missing: NDArray[np.bool_] | None, random_state: int) -> list[Caution]:
    """Warn where segments of the complete customers alone are others.

    Examples
    --------
    >>> of_imputation(np.eye(3), np.arange(3), missing=None, random_state=0)
    []
    """
    if missing is None or not missing.any():
        return []
    complete = ~missing.any(axis=1)
    k = int(labels.max()) + 1
    if k < 2 or complete.all() or len(np.unique(X[complete], axis=0)) < 10 * k:
        return []
    alone = refit(X[complete], [k], random_state=random_state)[k].labels
    again = refit(X[complete], [k], random_state=random_state + 1)[k].labels
    same, usual = adjusted_rand(alone, labels[complete]), adjusted_rand(alone, again)
    if same >= min(0.8, usual - 0.1):
        return []
    message = (
        f"{(~complete).sum()} customers have values filled in; without them the others' segments agree only to "
        f"{same:.2f} of 1 with these."
    )
    advice = "Leave out the feature with most missing values, or customers who lack several."
    return [Caution("imputation", message, advice)]


def outlying(values: Floats) -> NDArray[np.intp]:
    """Find rows far from the median, and far from everybody nearer to it, in robust spreads; a few rows at most.

    Examples
    --------
    >>> outlying(np.append(np.linspace(-2, 2, 99), 40.0)).tolist()
    [99]
    """
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    unit = (high - low) / 1.349
    if unit == 0 or has_few_values(values):
        return np.empty(0, np.intp)
    far = np.abs(values - middle) > _FAR * unit
    if not far.any():
        return np.empty(0, np.intp)
    out: list[int] = []
    for side in (1.0, -1.0):
        order = np.argsort(side * values, kind="stable")
        away = side * (values[order] - middle) / unit
        jumps = np.flatnonzero((np.diff(away) > _ALONE) & (away[1:] > _FAR))
        if len(jumps) and len(order) - 1 - jumps[0] <= max(3, _FEW_OUTLIERS * len(order)):
            out += order[jumps[0] + 1 :].tolist()
    return np.array(sorted(out), dtype=np.intp)


def _owned(rows: NDArray[np.intp], sweep: Sweep) -> tuple[int, int] | None:
    """Find the smallest K at which outliers have a segment to themselves, and its size."""
    for each in sweep.clusterings:
        for segment in np.unique(each.labels[rows]) if each.n_clusters > 1 else ():
            size = int(each.sizes[segment])
            if size <= 2 * (each.labels[rows] == segment).sum():
                return each.n_clusters, size
    return None


def _segments_owned(
    rows: NDArray[np.intp], name: str, sweep: Sweep, values: Mapping[str, Floats] | None
) -> list[Caution]:
    """Warn of a segment that outliers own, or would own had the feature not been transformed."""
    owned = _owned(rows, sweep)
    message = f"From K = {owned[0]} on, outliers in {name} own a segment of {owned[1]}." if owned else ""
    if not owned and values is not None and name in values:
        owned = _owned_raw(rows, values)
        message = f"Untransformed, outliers in {name} would own a segment from K = {owned[0]} on." if owned else ""
    advice = "Correct the values, or leave these customers out, before you read the segments."
    return [Caution("outlier_segment", message, advice, (name,))] if owned else []


def _owned_raw(rows: NDArray[np.intp], values: Mapping[str, Floats]) -> tuple[int, int] | None:
    """Cluster the values as they came, only standardised, to see what a transform has prevented."""
    n = len(next(iter(values.values())))
    others = np.setdiff1d(np.arange(n), rows)[:_RAW_ROWS]
    kept = np.concatenate([others, rows])
    columns = [np.where(np.isnan(each), np.nanmedian(each), each)[kept] for each in values.values()]
    raw = np.column_stack([(each - each.mean()) / (each.std() or 1.0) for each in columns])
    ks = [k for k in _RAW_KS if k <= len(np.unique(raw, axis=0))]
    return _owned(np.arange(len(others), len(kept)), refit(raw, ks, random_state=0))


def _feature_code(found: FeatureAudit) -> str:
    if not found.advice:
        return ""
    if found.redundant_with:
        return "redundant_feature"
    return "noise_feature" if found.noise else "dominating_feature" if found.dominates else ""


_NAMED = 3  # features whose advice is given one by one
_FEATURE_WORDS = {
    "noise_feature": ("adds no structure", "add no structure"),
    "redundant_feature": ("repeats another feature", "repeat another feature"),
    "dominating_feature": ("makes at least as much of the segments as all others together",) * 2,
}
_FEATURE_ADVICE = {
    "noise_feature": "Leave these out, or let them only describe.",
    "redundant_feature": "Keep one of each pair: together they count twice.",
    "dominating_feature": "Check that the scale is meant to count so much.",
}
