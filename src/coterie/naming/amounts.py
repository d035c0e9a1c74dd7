"""What a column's numbers are worth in the unit that a catalogue's bounds are written in, where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.direction import direction
from coterie.naming.units import other_currency, says_currency, says_thousands, time_unit
from coterie.naming.wording import bare, squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.naming.claims import Role
    from coterie.profiling import NumericProfile

THOUSANDS = 1000
"""Yearly amounts that are all smaller than this are taken for thousands: nobody lives on 86 a year ..."""

PERCENTILES = 100
"""... where one is larger than this: otherwise they may as well be percentiles or points."""

MONTHS = 12

LEAST_A_YEAR, MOST_A_YEAR = 5_000, 500_000
"""Between these lies half of a population's income a year in dollars, euros or pounds: others are
of another unit, unless their name says one of these."""

FEWEST_DAYS = 60
"""Times of which one reaches this are taken for days where their name does not say it: they are too long for months."""

YOUNGEST = 10
"""Customers' ages: what lies one and a half standard deviations below their average is at least this."""

_FROM_AVERAGE = 1.5
_YEARLY = {"annual", "annually", "yearly", "year", "pa"}
_OTHER_PERIODS = {
    "week",
    "weekly",
    "day",
    "daily",
    "hour",
    "hourly",
    "quarter",
    "quarterly",
    "fortnightly",
    "percentile",
}


def factor(role: Role, column: str, overall: Mapping[str, NumericProfile]) -> float | None:
    """Return what a column's numbers are multiplied by before bounds are applied; None where no unit is certain.

    Amounts below zero are turned round. Yearly amounts of money are those of a column that says so or says no other
    period, and of such a size as incomes have; monthly ones are multiplied by twelve.

    Parameters
    ----------
    role : Role
        Which the column plays.
    column : str
        Its name.
    overall : mapping of str to NumericProfile
        Every numeric column, over all customers.

    Examples
    --------
    >>> from coterie.naming.claims import Role
    >>> from coterie.profiling import NumericProfile
    >>> income, found = Role("income", "income", (), yearly=True), NumericProfile(60.0, 55.0, 20.0, 15.0, 137.0)
    >>> [factor(income, each, {each: found}) for each in ("Annual Income (k$)", "Annual Income", "Monthly Income")]
    [1000.0, 1000.0, None]
    """
    own = overall[column]
    sign = -1.0 if direction(column, own) == "down" else 1.0
    if role.yearly:
        each = _a_year(column, own)
        return None if each is None else sign * each
    return sign if unit_is_clear(role, column, own) else None


def unit_is_clear(role: Role, column: str, overall: NumericProfile) -> bool:
    """Return whether a column holds days or years, as its role does, by its name or else by the size of its numbers.

    Examples
    --------
    >>> from coterie.naming.claims import Role
    >>> from coterie.profiling import NumericProfile
    >>> recency, months = Role("recency", "days away", (), unit="days"), NumericProfile(6.0, 5.0, 3.0, 1.0, 24.0)
    >>> [unit_is_clear(recency, each, months) for each in ("recency", "recency_days", "Recency (months)")]
    [False, True, False]
    """
    if role.unit is None:
        return True
    said = time_unit(column)
    if said is not None and said != role.unit:
        return False
    if role.unit == "days":
        return said == "days" or (overall.max or 0.0) >= FEWEST_DAYS
    return (overall.mean or 0.0) - _FROM_AVERAGE * (overall.std or 0.0) >= YOUNGEST


def _a_year(column: str, own: NumericProfile) -> float | None:
    """Return what makes money a year of a column's numbers, in a currency whose units buy about what a dollar does."""
    words = set(bare(column.replace("(", " ").replace(")", " ")).split())
    if other_currency(column) or words & _OTHER_PERIODS:
        return None
    monthly = bool({"monthly", "month", "months"} & words) or "monthly" in squeezed(column)
    greatest = max(abs(own.max or 0.0), abs(own.min or 0.0))
    middle = abs(own.median if own.median is not None else own.mean or 0.0)
    thousands = says_thousands(column) or (not monthly and bool(words & _YEARLY) and PERCENTILES < greatest < THOUSANDS)
    found = float((THOUSANDS if thousands else 1) * (MONTHS if monthly else 1))
    most = float("inf") if says_currency(column) else MOST_A_YEAR
    return found if LEAST_A_YEAR <= found * middle <= most else None
