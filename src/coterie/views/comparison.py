"""How a segment's profile differs from all customers': the one measure that cards and table share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coterie.naming.categories import FLAGS
from coterie.number_format import percent, readable
from coterie.profiling import OTHER
from coterie.remarks import say
from coterie.views.amounts import amount
from coterie.views.summary import Category, Number

if TYPE_CHECKING:
    from coterie.views.summary import Date, Profiled

STEPS = (0.25, 0.75, 1.25)
"""Where the steps of a difference begin, in standard deviations of all customers."""


def deviation(profile: Profiled, overall: Profiled) -> float | None:
    """Return how far a segment's mean lies from all customers', in standard deviations of all customers.

    None for dates, categories, and where a number is missing.

    Examples
    --------
    >>> deviation(Number(52.0, 51.0, 5.0, 40.0, 60.0), Number(40.0, 38.0, 10.0, 20.0, 90.0))
    1.2
    >>> gold = Category("Gold", tie=False, shares={"Gold": 1.0})
    >>> deviation(gold, gold) is None
    True
    """
    if not isinstance(profile, Number) or not isinstance(overall, Number):
        return None
    mean, average, spread = (_known(value) for value in (profile.mean, overall.mean, overall.std))
    if mean is None or average is None or not spread:
        return None
    return (mean - average) / spread


def step(deviation: float | None) -> int:
    """Return the step of a difference: 0 near the average, 1 to 3 above it, −1 to −3 below.

    Examples
    --------
    >>> [step(z) for z in (None, 0.1, 0.3, -0.8, 2.0)]
    [0, 0, 1, -2, 3]
    """
    if deviation is None:
        return 0
    size = sum(abs(deviation) >= start for start in STEPS)
    return size if deviation > 0 else -size


def common(profile: Category) -> str:
    """Return the most common value, or a dash.

    Examples
    --------
    >>> common(Category("Gold", tie=False, shares={"Gold": 1.0})), common(Category(None, tie=False, shares={}))
    ('Gold', '–')
    >>> common(Category("true", tie=False, shares={"true": 1.0}))
    'yes'
    """
    if profile.mode is None:
        return readable(None)
    return say("table.flag", category=profile.mode) if profile.mode in FLAGS else profile.mode


def says_yes(profile: Profiled) -> float | None:
    """Return the share of yes among yes and no; None for other columns.

    Examples
    --------
    >>> says_yes(Category("true", tie=False, shares={"true": 0.82, "false": 0.18}))
    0.82
    """
    if not isinstance(profile, Category) or not profile.shares or not set(profile.shares) <= set(FLAGS):
        return None
    return profile.shares.get("true", 0.0)


def share_of(category: str, profile: Category) -> float | None:
    """Return a category's share; None where it may be among those that are put together.

    Examples
    --------
    >>> pooled, whole = ({"Gold": 0.9, "(other)": 0.1}, {"Gold": 1.0})
    >>> [share_of("Blue", Category("Gold", tie=False, shares=shares)) for shares in (pooled, whole)]
    [None, 0.0]
    """
    return profile.shares.get(category, None if OTHER in profile.shares else 0.0)


def share_of_mode(profile: Category) -> str:
    """Return the most common value's share, and whether another is as common.

    Examples
    --------
    >>> share_of_mode(Category("Gold", tie=True, shares={"Gold": 0.4, "Blue": 0.4}))
    '40%, tied'
    """
    if profile.mode is None or profile.mode not in profile.shares:  # it is put together with others
        return ""
    share = percent(profile.shares[profile.mode])
    return say("card.tied", share=share) if profile.tie else share


def by_median(column: str, profile: Number | Date, *, largest: float | None = None) -> str:
    """Return the median, called by its name: of few customers it stands where otherwise the mean does.

    Examples
    --------
    >>> by_median("age", Number(None, 52.0, None, None, None, 7))
    'median 52.0'
    """
    return say("profile.median", median=amount(column, profile.median, largest=largest))


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
