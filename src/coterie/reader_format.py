"""Numbers and days as the reader's country writes them: the digits that this package chose, between its marks."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel import Locale

_NUMBER = re.compile(r"([<+−-]*)(\d[\d,]*)(?:\.(\d+))?(e[+−-]?\d+)?(%|bn|M|k)?")
_IN_TEXT = r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?:(?:bn|M|k)\b|%|(?!\w))"
_DECIMALS = re.compile(r"0(?:\.[0#]+)?")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_LARGE = {"bn": 10**9, "M": 10**6}

_locale: ContextVar[str | None] = ContextVar("locale", default=None)


def locale_named(name: str) -> str | None:
    """Return a locale as it is kept; None for one that is not known.

    Examples
    --------
    >>> locale_named("de-at"), locale_named("xx")
    ('de_AT', None)
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - loaded only by who names one

    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def locale_names() -> list[str]:
    """Return the locales that are known.

    Examples
    --------
    >>> {"de", "en_GB", "pt_BR"} <= set(locale_names())
    True
    """
    from babel.localedata import locale_identifiers  # noqa: PLC0415 - as above

    return locale_identifiers()


@contextmanager
def reading_in(locale: str | None) -> Iterator[None]:
    r"""Write numbers and days as a country does within a `with` block.

    Parameters
    ----------
    locale : str or None
        Such as "de" or "en_GB"; None leaves what is in use.

    Examples
    --------
    >>> with reading_in("de"):
    ...     as_read("1,234.50"), as_read("<0.1%"), as_read("−7"), as_read("no number")
    ('1.234,50', '<0,1\xa0%', '−7', 'no number')
    """
    if locale is None:
        yield
        return
    token = _locale.set(locale)
    try:
        yield
    finally:
        _locale.reset(token)


def locale_in_use() -> str | None:
    """Return the locale in use; None where none was named.

    Examples
    --------
    >>> locale_in_use() is None
    True
    """
    return _locale.get()


def as_read(text: str) -> str:
    r"""Return a number as the reader writes it; it is rounded by who wrote it, and other text stays as it is.

    Examples
    --------
    >>> as_read("1,234.50")
    '1,234.50'
    >>> with reading_in("fr"):
    ...     as_read("12.3M")
    '12,3\xa0M'
    """
    locale = _locale.get()
    return text if locale is None else _number(text, locale)


def numbers_as_read(text: str, keep: Iterable[str] = ()) -> str:
    r"""Return a sentence whose numbers are written as the reader writes them: one that nothing but its text is kept of.

    Parameters
    ----------
    text : str
    keep : iterable of str
        Names that stay as they are, however their letters are written.

    Examples
    --------
    >>> with reading_in("de"):
    ...     numbers_as_read("Score 1.5 is 33,300, type2 0.9 sd above (12%).", ["score 1.5"])
    'Score 1.5 is 33.300, type2 0,9 sd above (12\xa0%).'
    """
    if _locale.get() is None:
        return text
    names = "|".join(re.escape(name) for name in sorted(keep, key=len, reverse=True) if name)
    found = re.compile(f"({names})|{_IN_TEXT}" if names else f"(?!)()|{_IN_TEXT}", re.IGNORECASE)
    return found.sub(lambda token: token[0] if token[1] else as_read(token[0]), text)


def day_as_read(text: str) -> str:
    """Return an ISO day or month as the reader writes it; other text as it is.

    Examples
    --------
    >>> day_as_read("2024-02-29")
    '2024-02-29'
    >>> with reading_in("de"):
    ...     day_as_read("2024-02-29"), day_as_read("2024-02")
    ('29.02.2024', 'Feb. 2024')
    """
    locale = _locale.get()
    return text if locale is None else _day(text, locale)


@lru_cache(maxsize=4096)
def _number(text: str, name: str) -> str:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    sign, whole, part, power, unit = found.groups(default="")
    value = Decimal(f"{whole.replace(',', '')}.{part or 0}")
    return f"{sign}{_marked(value, len(part), unit, name, grouped=',' in whole)}{power}"


def _marked(value: Decimal, places: int, unit: str, name: str, *, grouped: bool) -> str:
    from babel.numbers import format_compact_decimal, format_decimal, format_percent  # noqa: PLC0415 - loaded only here

    locale = _known(name)
    if unit in _LARGE:
        return format_compact_decimal(value * _LARGE[unit], format_type="short", locale=locale, fraction_digits=2)
    if unit == "%":
        form = _with_places(locale.percent_formats[None].pattern, places)
        return format_percent(value / 100, format=form, locale=locale, group_separator=grouped)
    form = _with_places(locale.decimal_formats[None].pattern, places)
    return format_decimal(value, format=form, locale=locale, group_separator=grouped) + unit


def _with_places(pattern: str, places: int) -> str:
    """Return a locale's pattern with so many decimals."""
    return _DECIMALS.sub(f"0.{'0' * places}" if places else "0", pattern)


@lru_cache(maxsize=4096)
def _day(text: str, name: str) -> str:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - as above

    found = _DAY.fullmatch(text)
    if found is None:
        return text
    try:
        day = date.fromisoformat(text if found[1] else f"{text}-01")
    except ValueError:
        return text
    return format_date(day, locale=_known(name)) if found[1] else format_skeleton("yMMM", day, locale=_known(name))


@lru_cache(maxsize=8)
def _known(name: str) -> Locale:
    from babel import Locale  # noqa: PLC0415 - as above

    return Locale.parse(name)
