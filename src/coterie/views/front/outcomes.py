"""Columns that say what became of customers: who left, answered, owed."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coterie.views.comparison import says_yes
from coterie.views.labels import named
from coterie.views.summary import Category

if TYPE_CHECKING:
    from coterie.views.summary import Segment, Summary

LEAST_EFFECT = 0.1
"""Cramér's V from which segments differ enough for a headline (Rea and Parker 1992: weak)."""

_SURE = 0.05
_Z = 1.959963984540054


@dataclass(frozen=True)
class Rate:
    """How many of a segment's customers did it: a share and its 95 % interval (Wilson 1927)."""

    segment: int
    name: str
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Outcome:
    """Where an outcome is rarest, and where most common."""

    column: str
    label: str
    least: Rate
    most: Rate


def outcome_of(summary: Summary) -> Outcome | None:
    """Return the outcome in which segments differ most, where they differ enough; it must not have built them.

    Parameters
    ----------
    summary : Summary

    Returns
    -------
    Outcome or None

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> outcome_of(found) is None
    True
    """
    tests = [each for each in summary.descriptors if is_outcome(each.descriptor) and _differs(each.effect, each.p_holm)]
    for test in sorted(tests, key=lambda each: -(each.effect or 0.0)):
        rates = [rate for segment in summary.segments if (rate := _rate(segment, test.descriptor)) is not None]
        if len(rates) == len(summary.segments):
            ranked = sorted(rates, key=lambda rate: rate.share)
            return Outcome(test.descriptor, named(summary, test.descriptor), ranked[0], ranked[-1])
    return None


def is_outcome(column: str) -> bool:
    """Return whether a column's name says what became of customers.

    Examples
    --------
    >>> is_outcome("Churn_Label"), is_outcome("hasResponded"), is_outcome("left_handed"), is_outcome("gender")
    (True, True, False, False)
    """
    parts = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-zß-ÿ])(?=[A-Z])", " ", column))
    return any(part.casefold() in _words() for part in parts)


@cache
def _words() -> frozenset[str]:
    text = (Path(__file__).parent / "outcomes.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text)["words"].values() for word in words)


def _differs(effect: float | None, p: float | None) -> bool:
    return effect is not None and effect >= LEAST_EFFECT and p is not None and p < _SURE


def _rate(segment: Segment, column: str) -> Rate | None:
    own = segment.profile.get(column)
    share = None if own is None else says_yes(own)
    if share is None or not isinstance(own, Category) or not own.known:
        return None
    return Rate(segment.id, segment.name, share, *interval(share, own.known))


def interval(share: float, customers: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, given the number of customers that it is a share of.

    Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22:209-212.

    Examples
    --------
    >>> [round(end, 3) for end in interval(0.5, 100)], [round(end, 3) for end in interval(0.0, 50)]
    ([0.404, 0.596], [0.0, 0.071])
    """
    shrunk = 1 + _Z**2 / customers
    middle = (share + _Z**2 / (2 * customers)) / shrunk
    half = _Z / shrunk * math.sqrt(share * (1 - share) / customers + _Z**2 / (4 * customers**2))
    return max(middle - half, 0.0), min(middle + half, 1.0)
