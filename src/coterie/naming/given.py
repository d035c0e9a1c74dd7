"""Names that people give: they stand before any that a catalogue or the numbers would."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from numbers import Integral
from typing import TYPE_CHECKING

from coterie import errors
from coterie.remarks import joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.naming.names import Name, Names

_MOST_LETTERS = 100


def checked_names(given: Mapping[int, str] | None) -> dict[int, str]:
    """Check names that a person gives, as far as they can be checked without the segments.

    Parameters
    ----------
    given : mapping of int to str or None
        Names by segment id.

    Returns
    -------
    dict of int to str
        Without blanks around the names.

    Raises
    ------
    coterie.errors.InputError
        For ids that are no numbers, and names that are empty, longer than 100 letters or a line, or given twice.

    Examples
    --------
    >>> checked_names({0: " Regulars "})
    {0: 'Regulars'}
    """
    if given is None:
        return {}
    if not hasattr(given, "items"):
        raise errors.choosing.bad_value("names", given, 'names by segment id, such as {0: "Regulars"}')
    found = {_id(number): _name(number, text) for number, text in given.items()}
    _all_different({number: text.casefold() for number, text in found.items()}, found)
    return found


def with_given(names: Names, given: Mapping[int, str]) -> Names:
    """Put names that a person gave in the place of others.

    Parameters
    ----------
    names : Names
        Of the segments.
    given : mapping of int to str
        Names by segment id, from `checked_names`.

    Returns
    -------
    Names
        The same numbers under other names; that these were given by hand is marked, and said in the sentence.

    Raises
    ------
    coterie.errors.InputError
        For an id that no segment has, and for a name that another segment bears.

    Examples
    --------
    >>> from coterie.naming.names import Name, Names
    >>> both = Names((Name("More", None, None, "", "", ()), Name("Less", None, None, "", "", ())), "none", {})
    >>> [(each.name, each.given) for each in with_given(both, {1: "Newcomers"}).names]
    [('More', False), ('Newcomers', True)]
    """
    for number in given:
        if number >= len(names.names):
            raise errors.choosing.no_such_segment(number, range(len(names.names)))
    found = tuple(_under(name, given.get(number)) for number, name in enumerate(names.names))
    borne = {number: each.name for number, each in enumerate(found)}
    _all_different({number: text.casefold() for number, text in borne.items()} if given else {}, borne)
    return replace(names, names=found)


def _under(own: Name, given: str | None) -> Name:
    if given is None:
        return own
    by_hand = "" if own.given else say("evidence.by_hand")
    sentence = joined((by_hand, own.sentence))
    return replace(own, name=given, given=True, sentence=sentence)


def _id(number: object) -> int:
    if isinstance(number, bool) or not isinstance(number, Integral) or number < 0:
        raise errors.choosing.bad_value("names", number, "given by segment id, a whole number from 0")
    return int(number)


def _name(number: int, text: object) -> str:
    plain = text.strip() if isinstance(text, str) else ""
    if not plain or not plain.isprintable() or len(plain) > _MOST_LETTERS:
        must = f"a name of 1 to {_MOST_LETTERS} letters on one line"
        raise errors.choosing.bad_value(f"The name of segment {number}", text, must)
    return plain


def _all_different(folded: Mapping[int, str], names: Mapping[int, str]) -> None:
    """Refuse a name that two segments would bear, capitals aside."""
    twice = [name for name, times in Counter(folded.values()).items() if times > 1]
    if twice:
        bearing = [number for number, name in folded.items() if name == twice[0]]
        raise errors.choosing.name_used_twice(names[bearing[0]], bearing)
