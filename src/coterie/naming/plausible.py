"""Whether a column's values can be what its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.direction import direction, without_direction
from coterie.naming.wording import squeezed
from coterie.profiling import NumericProfile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.naming.claims import Role, Values
    from coterie.profiling import Profiles

_TOGETHER = 0.3
"""Correlation of recency and frequency over segments from which recency is taken for a lifetime."""

_AGE_OF_CUSTOMER = "T"
"""What tables of customers' lifetimes call the time since the first purchase."""


def plausible(role: Role, column: str, overall: NumericProfile) -> bool:
    """Return whether a column that bears a role's name can play it.

    Parameters
    ----------
    role : Role
        With what it asks of values.
    column : str
        Its name.
    overall : NumericProfile
        Of all customers.

    Examples
    --------
    >>> from coterie.naming.catalogue import load_catalogue
    >>> from coterie.profiling import NumericProfile
    >>> credit = load_catalogue("bank").roles[3]
    >>> scores, grades = (NumericProfile(m, m, s, a, b) for m, s, a, b in [(690, 80, 300, 850), (2.2, 1, 1, 6)])
    >>> plausible(credit, "credit score", scores), plausible(credit, "credit score", grades)
    (True, False)
    """
    if named(column, role.unsure) and not _meet(role.unsure_values, overall):
        return False
    if direction(column, overall) in {"unknown", "negative"} and not without_direction(column):
        return False
    return _meet(role.values, overall)


def is_lifetime(profiles: Profiles, recency: str, frequency: str | None) -> bool:
    """Return whether a recency column means a customer's age at the last purchase, which grows with every purchase.

    Parameters
    ----------
    profiles : Profiles
        Of the segments and of all customers.
    recency, frequency : str
        The columns; None where purchases are not counted.

    Notes
    -----
    It does where the table has a column T, where purchases are counted from 0 (those after the first), and where
    segments with more purchases have larger numbers: the time since the last purchase runs the other way.
    """
    if _AGE_OF_CUSTOMER in profiles.overall.columns:
        return True
    counted = profiles.overall.columns.get(frequency or "")
    if not isinstance(counted, NumericProfile) or frequency is None:
        return False
    repeats = counted.min is not None and counted.min < 1
    return repeats or _correlation(profiles, recency, frequency) > _TOGETHER


def named(column: str, names: Sequence[str]) -> bool:
    """Return whether a column bears one of some names."""
    return squeezed(column) in {squeezed(name) for name in names}


def _meet(values: Values | None, overall: NumericProfile) -> bool:
    if values is None or overall.min is None or overall.max is None:
        return True
    if (values.low is not None and overall.min < values.low) or (values.high is not None and overall.max > values.high):
        return False
    if values.reaches is not None and overall.max < values.reaches:
        return False
    return not values.whole or all(_is_whole(each) for each in (overall.min, overall.max, 2 * (overall.median or 0)))


def _is_whole(value: float) -> bool:
    return float(value).is_integer()


def _correlation(profiles: Profiles, one: str, other: str) -> float:
    """Return the correlation of two columns' means over segments, weighted by their customers."""
    pairs = [
        (each.size, mean, against)
        for each in profiles.segments
        if (mean := _mean(each.columns, one)) is not None and (against := _mean(each.columns, other)) is not None
    ]
    total = sum(size for size, _, _ in pairs)
    if len(pairs) < 2:
        return 0.0
    centres = [sum(pair[0] * pair[i] for pair in pairs) / total for i in (1, 2)]
    products = [
        sum(pair[0] * (pair[i] - centres[i - 1]) * (pair[j] - centres[j - 1]) for pair in pairs)
        for i, j in ((1, 2), (1, 1), (2, 2))
    ]
    return products[0] / (products[1] * products[2]) ** 0.5 if products[1] * products[2] > 0 else 0.0


def _mean(columns: Mapping[str, object], column: str) -> float | None:
    described = columns.get(column)
    return described.mean if isinstance(described, NumericProfile) else None
