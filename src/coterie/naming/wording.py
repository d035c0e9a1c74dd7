"""Columns and numbers in words."""

from __future__ import annotations

import re
from functools import lru_cache

_BRACKETS = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]\s*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COUNT = re.compile(r"^(?:num|nb|no|number)(?: of)? (?=\w)")
_NOT_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)  # wide tables compare every column with every other
def label(column: str) -> str:
    """Return a column's name as one would say it, without units.

    Examples
    --------
    >>> label("Annual Income (k$)"), label("EstimatedSalary"), label("CREDIT_LIMIT"), label("CLV"), label("NumOfCards")
    ('annual income', 'estimated salary', 'credit limit', 'CLV', 'number of cards')
    """
    words = _words(column)
    shouted = column.isupper() and len(words) > 1
    said = " ".join(w if w.isupper() and 1 < len(w) <= 4 and not shouted else w.lower() for w in words)
    return _COUNT.sub("number of ", said) or column


def trait(column: str, *, above: bool) -> str:
    """Say that a column is above or below average.

    Parameters
    ----------
    column : str
        Its name, or the word a catalogue has for it.
    above : bool
        Whether it is above.

    Returns
    -------
    str

    Examples
    --------
    >>> trait("Age", above=True), trait("NumOfCards", above=False), trait("Balance ($)", above=True)
    ('older', 'few cards', 'high balance')
    """
    if is_age(column):
        return "older" if above else "younger"
    said = label(column)
    counted = said.removeprefix("number of ")
    if counted != said:
        return f"{'many' if above else 'few'} {counted}"
    return f"{'high' if above else 'low'} {said}"


def alike(one: str, other: str) -> bool:
    """Tell whether two columns say nearly the same: half of all their words, or more, are in both.

    Examples
    --------
    >>> alike("PURCHASES_FREQUENCY", "ONEOFF_PURCHASES_FREQUENCY"), alike("credit score", "spending score")
    (True, False)
    """
    words, others = set(label(one).split()), set(label(other).split())
    return 2 * len(words & others) >= len(words | others)


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
