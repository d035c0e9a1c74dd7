"""Numbers as people read them."""

from __future__ import annotations

import math
from datetime import date

from coterie.reader_format import as_read, day_as_read

MISSING = "–"
_MINUS = "−"


def readable(value: object, *, largest: float | None = None) -> str:
    """Write a number with about three digits, in original units.

    Parameters
    ----------
    value : object
        A number; a date is written as the reader writes it, other text as it is; None and nan become a dash.
    largest : float, optional
        The largest number beside it: it sets the decimals, so that a row of numbers has equally many.

    Returns
    -------
    str

    Examples
    --------
    >>> readable(82413.2), readable(41.26), readable(0.184), readable(1969.0), readable(None)
    ('82,400', '41.3', '0.18', '1,969', '–')
    >>> readable(7.26, largest=712.0), readable(-0.00042)
    ('7', '−0.00042')
    >>> readable(12_345_678.0), readable(2.5e9)
    ('12.3M', '2.5bn')
    """
    if isinstance(value, str | date):
        return day_as_read(str(value))
    if not isinstance(value, int | float) or not math.isfinite(value):
        return MISSING
    text = plain(float(value), max(abs(value), largest or 0.0))
    return as_read(text.replace("-", _MINUS))


def plain(value: float, largest: float) -> str:
    """Write a finite number as `readable` does, for no reader in particular: others may still read it.

    Examples
    --------
    >>> plain(1033.4, 2283.3), plain(7.26, 712.0), plain(56.0, 56.0)
    ('1,033', '7', '56.0')
    """
    if abs(value) >= 999_500:
        return _shortened(value)
    if abs(value) >= 10_000:
        return f"{round(value, 2 - math.floor(math.log10(abs(value)))):,.0f}"
    text = f"{value:,.{_decimals(largest)}f}"
    # A number that would read as zero keeps its own digits.
    return f"{value:.2g}" if value and not text.strip("-0.,") else text


def _shortened(value: float) -> str:
    """Write a very large number in millions or billions."""
    if abs(value) >= 1e12:
        return f"{value:.3g}"
    return f"{value / 1e9:.3g}bn" if abs(value) >= 1e9 else f"{value / 1e6:.3g}M"


def _decimals(largest: float) -> int:
    """Return how many decimals numbers up to `largest` are written with."""
    if largest >= 10:
        return 0 if largest >= 100 else 1
    return 2 if largest >= 0.1 or largest == 0 else 1 - math.floor(math.log10(largest))


def decimals(value: float | None, places: int) -> str:
    """Write a number with so many decimals; None and nan become a dash.

    Examples
    --------
    >>> decimals(0.4667, 2), decimals(None, 2)
    ('0.47', '–')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    return as_read(f"{value:,.{places}f}".replace("-", _MINUS))


def count(number: int) -> str:
    """Write a whole number with thousands separated.

    Examples
    --------
    >>> count(12345)
    '12,345'
    """
    return as_read(f"{number:,}")


_NEARLY = 0.995
"""From here on a share that is not all would be written as 100%."""


def percent(share: float) -> str:
    """Write a share as a percentage of two digits.

    Examples
    --------
    >>> percent(0.243), percent(0.034), percent(0.0001), percent(0.0), percent(1.0)
    ('24%', '3.4%', '<0.1%', '0%', '100%')
    >>> percent(0.9956), percent(0.9999), percent(-0.362)
    ('99.6%', '>99.9%', '−36%')
    """
    if share < 0:
        return f"{_MINUS}{percent(-share)}"
    if 0 < share < 0.001:
        return as_read("<0.1%")
    if _NEARLY <= share < 1:  # nobody is told that it is all of them
        return as_read(f"{share:.1%}" if share < 0.9995 else ">99.9%")
    return as_read(f"{share:.0%}" if share >= 0.0995 or share == 0 else f"{share:.1%}")


def spelled(number: int) -> str:
    """Write a small whole number as a word, as running text has it.

    Examples
    --------
    >>> spelled(6), spelled(13)
    ('six', '13')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if 0 <= number < len(words) else count(number)
