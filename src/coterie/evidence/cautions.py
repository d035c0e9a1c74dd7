"""What a careful analyst would warn of, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coterie.evidence.agreement import adjusted_rand
from coterie.evidence.card import DISSOLVES
from coterie.evidence.criteria.refits import STEADY
from coterie.evidence.effects import eta_squared
from coterie.evidence.refits import refit
from coterie.evidence.seeds import SAME
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.evidence.support import found_again
from coterie.evidence.treatment import FEW_VALUES, excess_kurtosis, has_few_values
from coterie.order_statistics import in_order
from coterie.preparation.humps import humps, within
from coterie.preparation.preparation import skewness
from coterie.remarks import joined, retold, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.evidence.audit import Audit, FeatureAudit
    from coterie.evidence.card import KRow
    from coterie.evidence.indices import Labels
    from coterie.evidence.stability import Stability
    from coterie.evidence.verdict import Verdict

Floats = NDArray[np.float64]

CODES = {
    "no_structure": "The customers form no natural groups.",
    "few_customers": "Too few customers for so many features.",
    "flat_optimum": "Few starts reach the best solution.",
    "seed_sensitive": "Another seed gives different segments.",
    "unstable_segment": "A segment is not found again when customers are resampled.",
    "small_segment": "A segment is too small to be used.",
    "beyond_limits": "The number of segments asked for breaks a limit that was given with it.",
    "outlier": "A few customers lie far from all others.",
    "outlier_segment": "Outliers have a segment to themselves.",
    "skewed_feature": "A feature is skewed or heavy-tailed in the matrix that is clustered.",
    "noise_feature": "Structure is clearer without a feature.",
    "clearer_features": "Clearer segments appear when some features are left out.",
    "redundant_feature": "Two features are highly correlated.",
    "dominating_feature": "One feature dominates the segments.",
    "response_style": "Segments follow how people answer, not what they answer.",
    "imputation": "Filling in missing values changes the segments.",
}
"""Every code, with what it means."""

_PER_FEATURE = (70, 100)  # customers a feature: warn below the first, caution below the second
_FLAT = 0.1
_ONE_PERCENT = 0.01
_SMALL = 0.02
_SKEWED, _HEAVY = 1.0, 3.0  # skewness; excess kurtosis
_STYLE = 0.5  # share of the variance of a person's mean answer between segments


@retold("message", "advice")
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
    '200 customers for 4 features: studies of sample size ask for at least 280 and advise 400.'
    >>> sample_size(1000, 4)
    []
    """
    least, advised = (times * n_features for times in _PER_FEATURE)
    if customers >= advised:
        return []
    message = say("caution.few_customers", customers=customers, features=n_features, least=least, advised=advised)
    return [Caution("few_customers", message, say("caution_advice.few_customers"))]


def of_verdict(verdict: Verdict) -> list[Caution]:
    """Warn where there are no groups."""
    if verdict.kind != "constructed" or verdict.supported_k > 1:
        return []
    return [Caution("no_structure", verdict.sentence, verdict.meaning)]


def of_starts(row: KRow, seeds_agree: Callable[[], float]) -> list[Caution]:
    """Warn of an optimum that many starts miss, and of seeds that disagree.

    There is no warning of segments that come back in refits or in the other half of the customers: each of these began
    from another seed, on other customers. Seeds are compared only where there may be something to warn of.
    """
    if not asks_seeds(row):
        return []
    found = []
    if row.same_answer < _FLAT:
        code = "flat_optimum" if row.same_answer >= _ONE_PERCENT else "very_flat_optimum"
        message = say(f"caution.{code}", share=row.same_answer, k=row.k)
        found.append(Caution("flat_optimum", message, say("caution_advice.flat_optimum")))
    least = seeds_agree()
    if least < SAME:
        message = say("caution.seed_sensitive", k=row.k, agreement=least)
        found.append(Caution("seed_sensitive", message, say("caution_advice.seed_sensitive")))
    return found


def seeds_differ(row: KRow, starts: Sequence[Caution]) -> bool:
    """Return whether other seeds, or nearly all other starts, give other segments: no such verdict is natural.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> flat = [Caution("flat_optimum", "", "")]
    >>> [seeds_differ(SimpleNamespace(same_answer=share), flat) for share in (0.0099, 0.01)]
    [True, False]
    """
    codes = {each.code for each in starts}
    return "seed_sensitive" in codes or ("flat_optimum" in codes and row.same_answer < _ONE_PERCENT)


def asks_seeds(row: KRow) -> bool:
    """Return whether there may be something to warn of, so that seeds are compared.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = {"k": 3, "agreement": 0.84, "replication": 0.5, "prediction_strength": 0.5}
    >>> [asks_seeds(SimpleNamespace(**row | other)) for other in ({}, {"agreement": 0.85}, {"k": 1})]
    [True, False, False]
    """
    return row.k > 1 and (row.agreement or 0.0) < STEADY and not found_again(row)


def of_segments(
    stability: Stability | None,
    row: KRow,
    *,
    sizes: NDArray[np.int64],
    min_share: float,
    population: int | None = None,
) -> list[Caution]:
    """Warn of segments that dissolve, and of small ones, each with its number and its customers.

    Parameters
    ----------
    stability : Stability or None
        Of the segments.
    row : KRow
        What the criteria say of their number.
    sizes : ndarray of shape (n_segments,)
        Customers of each that are held.
    min_share : float
        The least share asked for; 0: none.
    population : int or None
        All customers, where those held are a sample of them.
    """
    found = []
    several = stability.segments if stability and row.k > 1 else ()
    shares = sizes / sizes.sum()
    weak = {number: each for number, each in enumerate(several) if each.jaccard < DISSOLVES}
    if weak:
        kept = [
            say(
                "caution.one_unstable",
                segment=number,
                customers=_people(sizes, number, population),
                share=each.jaccard,
            )
            for number, each in weak.items()
        ]
        message = say("caution.unstable_segment", segments=joined(kept, "; "))
        found.append(
            Caution("unstable_segment", message, say("caution_advice.unstable_segment"), tuple(map(str, weak)))
        )
    for number in np.flatnonzero((shares < (min_share or _SMALL)) | (sizes < FEWEST_CUSTOMERS)).tolist():
        people = _people(sizes, number, population)
        message = say("caution.small_segment", segment=number, customers=people, share=shares[number])
        found.append(Caution("small_segment", message, say("caution_advice.small_segment"), (str(number),)))
    return found


def _people(sizes: NDArray[np.int64], segment: int, population: int | None) -> str:
    """Count the customers of a segment; about, where only a sample is held.

    Examples
    --------
    >>> _people(np.array([2000, 1]), 0, None), _people(np.array([2000, 1]), 1, 20_010)
    ('2,000 customers', 'about 10 customers')
    """
    if population is None:
        return say("caution.people", n=int(sizes[segment]))
    return say("caution.about_people", n=round(population * sizes[segment] / sizes.sum()))


def of_audit(audit: Audit | None) -> list[Caution]:
    """Warn of features that do not earn their place."""
    found = []
    for code in _FEATURE_CODES:
        some = [each for each in (audit.features if audit else ()) if _feature_code(each) == code]
        some.sort(key=lambda each: (-each.share, each.feature))
        if some:
            about = tuple(each.feature for each in some)
            shares = [f"{each.share:.0%}" for each in some]
            message = _of_many(code, about)
            message = message or say(f"caution.{code}", n=len(some), features=about, shares=shares)
            each_one = joined(each.advice for each in some)
            advice = each_one if len(some) <= _NAMED else say(f"caution_advice.{code}")
            found.append(Caution(code, message, advice, about))
    if audit and audit.clearer:
        advice = say("caution_advice.clearer_features")
        found.append(Caution("clearer_features", audit.clearer.sentence, advice, audit.clearer.features))
    return found


def _of_many(code: str, features: Sequence[str]) -> str:
    """Return what is said of so many features that only the first are named; empty where all are."""
    if len(features) <= _LISTED:
        return ""
    return say(f"caution.many_{code}s", features=features[:_FIRST], more=len(features) - _FIRST)


def of_skew(X: Floats, columns: Sequence[str]) -> list[Caution]:
    """Warn of columns that are skewed or heavy-tailed as they are clustered, within their humps where they have some.

    Examples
    --------
    >>> [each.about for each in of_skew(np.exp(np.linspace(-3, 3, 60))[:, None], ["income"])]
    [('income',)]
    """
    some = []
    for name, column in zip(columns, X.T, strict=True):
        if has_few_values(column):
            continue
        ordered = in_order(column)
        shape = within(ordered, humps(ordered))
        if abs(skewness(shape)) > _SKEWED or excess_kurtosis(shape) > _HEAVY:
            some.append(name)
    if not some:
        return []
    some.sort()
    message = _of_many("skewed_feature", some) or say("caution.skewed_feature", n=len(some), features=some)
    return [Caution("skewed_feature", message, say("caution_advice.skewed_feature"), tuple(some))]


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
    message = say("caution.response_style", share=share)
    return [Caution("response_style", message, say("caution_advice.response_style"))]


def of_imputation(X: Floats, labels: Labels, *, missing: NDArray[np.bool_] | None, random_state: int) -> list[Caution]:
    """Warn where segments of the complete customers alone are different.

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
    message = say("caution.imputation", customers=int((~complete).sum()), agreement=same)
    return [Caution("imputation", message, say("caution_advice.imputation"))]


def _feature_code(found: FeatureAudit) -> str:
    if not found.advice:
        return ""
    if found.redundant_with:
        return "redundant_feature"
    return "noise_feature" if found.noise else "dominating_feature" if found.dominates else ""


_NAMED = 3  # features whose advice is given one by one
_LISTED, _FIRST = 20, 3  # features that are all named; and of more, those that are
_FEATURE_CODES = ("noise_feature", "redundant_feature", "dominating_feature")
