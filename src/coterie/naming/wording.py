"""Columns and numbers in words."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORDS = re.compile(r"[\W_]+")


def label(column: str) -> str:
    """Return a column's name as one would say it, without units.

    Examples
    --------
    >>> label("Annual Income (k$)"), label("EstimatedSalary"), label("CREDIT_LIMIT"), label("CLV")
    ('annual income', 'estimated salary', 'credit limit', 'CLV')
    """
    words = _words(column)
    spoken = column.isupper() and len(words) > 1
    return " ".join(w if w.isupper() and 1 < len(w) <= 4 and not spoken else w.lower() for w in words) or column


def _words(column: str) -> list[str]:
    bare = _BRACKETS.sub(" ", column)
    return [word for word in _NOT_WORDS.split(_CAMEL.sub(" ", bare)) if word]


def squeezed(column: str) -> str:
    """Return a column's name by which it is compared: letters and digits alone, in small letters, without units.

    Examples
    --------
    >>> squeezed("Spending Score (1-100)") == squeezed("spending_score") == squeezed("SpendingScore")
    True
    """
    return "".join(_words(column)).casefold()


def capital(text: str) -> str:
    """Make the first letter a capital and leave the others.

    Examples
    --------
    >>> capital("high CLV")
    'High CLV'
    """
    return text[:1].upper() + text[1:]


def is_age(column: str) -> bool:
    """Tell whether a column holds people's ages.

    Examples
    --------
    >>> is_age("Customer Age"), is_age("Age (years)"), is_age("percentage"), is_age("account age")
    (True, True, False, False)
    """
    return squeezed(column) in {"age", "customerage", "clientage", "ageyears", "ageinyears", "currentage"}


def number(value: float) -> str:
    """Write a number with three figures and thousands apart.

    Examples
    --------
    >>> [number(value) for value in (94213.0, 722.4, 44.63, 0.01234, -3.0, 0.0)]
    ['94,200', '722', '44.6', '0.0123', '-3', '0']
    """
    if value == 0:
        return "0"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:.3g}"


def difference(z: float) -> str:
    """Say how far from the average, in standard deviations.

    Examples
    --------
    >>> difference(1.42), difference(-0.31), difference(0.04)
    ('1.4 sd above average', '0.3 sd below average', 'at the average')
    """
    if abs(z) < 0.05:
        return "at the average"
    return f"{abs(z):.1f} sd {'above' if z > 0 else 'below'} average"
