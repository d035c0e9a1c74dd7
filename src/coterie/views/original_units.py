"""Single values as they stand in the table: numbers with all their digits, words of a scale, yes and no."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coterie.excerpts import excerpt
from coterie.number_format import MISSING, decimals
from coterie.reader_format import as_read
from coterie.remarks import column_label, say
from coterie.schema.days import words_of_days

if TYPE_CHECKING:
    from coterie.schema import Column, Schema

_LATEST = 700_000
"""Days before a date that are a date themselves."""

_LEAST_PARTED = 10_000
"""Smaller numbers are written without a mark between thousands: they may be years."""


def in_words(column: Column, value: float | str | None) -> str:
    """Return a value of a column as people write it; nothing is rounded beyond the sixth decimal.

    Parameters
    ----------
    column : Column
    value : float, str or None
        Cleaned; None becomes a dash.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> income = Column("income", "numeric", "feature", 0, "")
    >>> in_words(income, 1971.0), in_words(income, 52345.6), in_words(income, -0.5), in_words(income, None)
    ('1971', '52,345.6', '−0.5', '–')
    >>> in_words(Column("churned", "boolean", "feature", 0, ""), "true")
    'yes'
    >>> in_words(Column("joined", "numeric", "feature", 0, "", days_before="2024-03-01"), 366.0)
    '366 (2023-03-01)'
    """
    if value is None:
        return MISSING
    if isinstance(value, str):
        return say("explained.flag", it=value) if column.type == "boolean" else excerpt(value)
    word = next((word for word, number in column.words if number == value), None)
    if column.days_before and abs(value) < _LATEST:
        return say("explained.days", days=_written(value), day=day_of(column, value))
    return _written(value) if word is None else word


def day_of(column: Column, days: float) -> str:
    """Return the day that lies so many days before the one that a column of dates counts from.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> day_of(Column("joined", "numeric", "feature", 0, "", days_before="2024-03-01"), 1.0)
    '2024-02-29'
    """
    return str(date.fromisoformat(column.days_before) - timedelta(days=round(days)))


def called(schema: Schema, name: str) -> str:
    """Return what to call a column in sentences with its values; dates that build segments are numbers of days there.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> called(Schema((Column("joined", "numeric", "feature", 0, "", days_before="2024-02-29"),)), "joined")
    'number of days since joined'
    """
    return words_of_days(schema).get(name) or column_label(name)


def signed(number: float) -> str:
    """Return a difference with two decimals and its sign; none where it is as good as nothing.

    Examples
    --------
    >>> signed(1.234), signed(-0.5), signed(-0.001)
    ('+1.23', '−0.50', '0.00')
    """
    text = decimals(abs(number), 2)
    if not float(f"{abs(number):.2f}"):
        return text
    return f"−{text}" if number < 0 else f"+{text}"


def _written(number: float) -> str:
    text = f"{number:,.6f}".rstrip("0").rstrip(".") or "0"
    text = text.replace(",", "") if abs(number) < _LEAST_PARTED else text
    seen = text if not number or float(text.replace(",", "")) else f"{number:.3g}"
    return as_read((seen if number else "0").replace("-", "−"))
