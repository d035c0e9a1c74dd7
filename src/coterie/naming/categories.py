"""Categories in words: what a segment mostly is, has, or has not."""

from __future__ import annotations

import re

from coterie.naming.direction import without_direction
from coterie.naming.wording import bare, is_quoted, label, negated, quoted
from coterie.remarks import say

FLAGS = ("true", "false")
"""How yes and no stand in a profile."""

_CODES = {"true": "1", "false": "0"}
_PLACES = {"geography", "country", "region", "city", "state", "province", "nation", "county", "location"}
_STATES = {"gender", "sex", "status", "language", "nationality", "job", "occupation", "profession"}
_PERSONS = {
    *("citizen", "member", "customer", "vip", "user", "subscriber", "holder", "owner", "client", "student", "resident"),
    *(
        "male",
        "female",
        "man",
        "woman",
        "single",
        "active",
        "inactive",
        "senior",
        "adult",
        "parent",
        "foreign",
        "urban",
    ),
    *("rural", "new", "homeowner", "pensioner", "employee"),
}
_SHORT = re.compile(r"\bcr (?=card)")
_LONGEST = 40


def held(column: str, category: str, *, answer: bool = False) -> str:
    """Say that customers belong to a category.

    Parameters
    ----------
    column : str
        Its name.
    category : str
        The category; "true" and "false" are yes and no.
    answer : bool, default False
        Whether it is one of many answers: what people say, not what they have.

    Returns
    -------
    str

    Examples
    --------
    >>> held("Geography", "Germany"), held("Contract", "Month-to-month"), held("HasCrCard", "false")
    ('Germany', 'month-to-month contract', 'no credit card')
    >>> held("IsActiveMember", "false"), held("Partner", "true"), held("card", "Gold")
    ('not active member', 'has partner', 'Gold card')
    >>> held("tasty", "true", answer=True), held("tasty", "false", answer=True)
    ('says tasty', 'not tasty')
    >>> held("kauft_online", "true", answer=True), held("buys_online", "false", answer=True)
    ('kauft online = yes', 'buys online = no')
    >>> held("is_not_active", "false"), held("no_email", "true"), held("sex", "false"), held("Male", "false")
    ('"is_not_active" = no', '"no_email" = yes', 'sex = 0', 'not male')
    """
    if category in FLAGS:
        return _flag(column, said=category == "true", answer=answer)
    said, last = label(column), bare(column).split()[-1]
    value = category if len(category) <= _LONGEST else f"{category[: _LONGEST - 1]}…"
    if is_quoted(said) or re.match(r"no[ -]\S", value, re.IGNORECASE):
        return say("name.code", column=said, category=value)
    if last in _PLACES:
        return value
    if last in _STATES:
        return _lowered(value)
    if re.fullmatch(r"[\d.,+\-\u2013 ]+", value):
        return say("name.number", column=said, category=value)
    value = _lowered(value) if re.search(r"[ \-]", value) else value
    return value if last.casefold() in value.casefold().split() else say("name.category", column=said, category=value)


def answered(column: str, category: str) -> str:
    """Return yes and no as a table of codes has them, and every other category as it is.

    Examples
    --------
    >>> answered("Sex", "true"), answered("HasCrCard", "true"), answered("Sex", "Female")
    ('1', 'true', 'Female')
    """
    return _CODES[category] if category in FLAGS and is_coded(column) else category


def is_coded(column: str) -> bool:
    """Return whether a yes or no stands for a code, as 0 and 1 do in a column of sexes.

    Examples
    --------
    >>> is_coded("Sex"), is_coded("Marital status"), is_coded("HasCrCard"), is_coded("Married")
    (True, True, False, False)
    """
    return without_direction(column) and bare(column).split()[0] not in {"is", "was", "has", "have", "had"}


def _flag(column: str, *, said: bool, answer: bool) -> str:
    """Say yes or no to a column: as the table has it where a word before it could change what it means."""
    if is_coded(column):
        return say("name.code", column=label(column), category=_CODES["true" if said else "false"])
    if negated(column) or is_quoted(column):
        column = column if is_quoted(column) else quoted(column)
        return say("name.answer", column=column, category="true" if said else "false")
    first, _, rest = _SHORT.sub("credit ", label(column)).partition(" ")
    thing = rest if rest and first in {"has", "have", "is", "was"} else f"{first} {rest}".strip()
    if first in {"is", "was"} or thing.split()[-1] in _PERSONS or thing.endswith("ed"):
        return say("name.is" if said else "name.is_not", column=thing)
    if answer and first not in {"has", "have"}:
        if " " in thing:  # "not buys online" is no English, and "not kauft online" no language
            return say("name.answer", column=thing, category="true" if said else "false")
        return say("name.says" if said else "name.is_not", column=thing)
    return say("name.has" if said else "name.has_not", column=thing)


def _lowered(value: str) -> str:
    """Return words that begin small, unless the first is written in capitals."""
    first = value.split(" ", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return value[:1].lower() + value[1:] if first[1:].islower() else value
