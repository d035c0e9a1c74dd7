"""Units in column names: what brackets may hold that tells no columns apart, and what contradicts a unit."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_]+")
_LONE_NUMBER = re.compile(r"[\d.,\s]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_STRONG = {
    "usd",
    "eur",
    "gbp",
    "chf",
    "cad",
    "aud",
    "nzd",
    "sgd",
    "dollar",
    "dollars",
    "euro",
    "euros",
    "pound",
    "pounds",
}
_WEAK = {
    *("inr", "jpy", "cny", "rmb", "krw", "huf", "czk", "pln", "ron", "rub", "uah", "try", "brl", "mxn", "ars", "clp"),
    *("cop", "idr", "vnd", "thb", "php", "myr", "hkd", "twd", "zar", "ngn", "kes", "egp", "pkr", "bdt", "lkr", "ils"),
    *("sek", "nok", "dkk", "isk", "sar", "aed", "rupee", "rupees", "rs", "yen", "yuan", "forint", "kc", "zloty"),
    *("ruble", "rubles", "lira", "reais", "peso", "pesos", "rand", "naira", "kronor", "kroner", "baht", "lakh"),
    *("lakhs", "crore", "crores", "lpa"),
}
_WEAK_SIGNS = re.compile(r"[₹¥￥₩₽₺₦฿₫₱₴₪]|\b(?:Rs|R\$|Kč|zł|kr|Ft)\b")
_SIZES = {"k", "thousand", "thousands", "m", "mn", "mio", "million", "millions", "bn", "billion", "billions"}
_TIMES = {
    "days": {"day", "days", "d"},
    "weeks": {"week", "weeks", "wk", "wks"},
    "months": {"month", "months", "mo", "mos", "mth", "mths"},
    "years": {"year", "years", "yr", "yrs", "y"},
    "hours": {
        "hour",
        "hours",
        "hr",
        "hrs",
        "h",
        "minute",
        "minutes",
        "min",
        "mins",
        "second",
        "seconds",
        "sec",
        "secs",
        "ms",
    },
}
_OTHERS = {
    *("kg", "g", "lb", "lbs", "km", "mi", "miles", "cm", "mm", "percent", "pct", "point", "points", "pts", "scale"),
    *("in", "of", "to", "out", "from", "and"),
}
_UNITS = {*_STRONG, *_WEAK, *_SIZES, *_OTHERS, *(word for words in _TIMES.values() for word in words)}


def is_unit(inside: str) -> bool:
    """Return whether what stands in brackets is a unit or a scale's ends, and nothing that tells columns apart.

    Examples
    --------
    >>> [is_unit(each) for each in ("k$", "1-100", "years", "EUR", "price", "2022", "3", "1 = best")]
    [True, True, True, True, False, False, False, False]
    """
    if "=" in inside or _YEAR.search(inside) or _LONE_NUMBER.fullmatch(inside):
        return False
    return all(word in _UNITS for word in _WORDS.findall(inside.casefold()))


def other_currency(column: str) -> bool:
    """Return whether a column's name says a currency whose units buy far less than a dollar, or may do so.

    Examples
    --------
    >>> other_currency("Annual Income (INR)"), other_currency("income ¥"), other_currency("Annual Income (k$)")
    (True, True, False)
    """
    return bool(_WEAK & set(_split(column))) or _WEAK_SIGNS.search(column) is not None


def says_currency(column: str) -> bool:
    """Return whether a column's name says dollars, euros, pounds or another currency whose units buy about as much.

    Examples
    --------
    >>> says_currency("Annual Income (k$)"), says_currency("income EUR"), says_currency("income")
    (True, True, False)
    """
    return bool(_STRONG & set(_split(column))) or re.search(r"[$€£]", column) is not None


def says_thousands(column: str) -> bool:
    """Return whether a column's name says that its numbers are thousands.

    Examples
    --------
    >>> says_thousands("Annual Income (k$)"), says_thousands("income in thousands"), says_thousands("kids")
    (True, True, False)
    """
    return bool({"k", "thousand", "thousands"} & set(_split(column))) or re.search(r"\b000s?\b", column) is not None


def time_unit(column: str) -> str | None:
    """Return the unit of time that a column's name says: "days", "weeks", "months", "years" or "hours".

    Examples
    --------
    >>> time_unit("recency_days"), time_unit("Age (months)"), time_unit("recency")
    ('days', 'months', None)
    """
    words = set(_split(column))
    return next((unit for unit, names in _TIMES.items() if words & names), None)


def _split(column: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", column)
    return [word for word in _WORDS.findall(spaced.replace("_", " ").casefold()) if word]
