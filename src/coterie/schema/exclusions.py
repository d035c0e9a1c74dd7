"""Why a column is left out: it says nothing, or it says who a customer is instead of how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import capital, say
from coterie.schema.words import personal

if TYPE_CHECKING:
    from coterie.schema.facts import Facts
    from coterie.schema.keys import Key
    from coterie.schema.kinds import Kind

_NEAR_CONSTANT = 0.995
_FEW = 10


def left_out(fact: Facts, kind: Kind, key: Key | None = None, *, typed: bool = False) -> str:
    """Return why a column is left out, as a sentence, or an empty string when it is not.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    kind : Kind
        Its type.
    key : Key, optional
        What is known about it as a key.
    typed : bool, default False
        Whether a person gave its type: then its name and its look say nothing any more.

    Returns
    -------
    str

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> [fact] = facts_of(pl.DataFrame({"country": ["US"] * 9, "n": range(9)}).select("country", "n"))[:1]
    >>> left_out(fact, kind_of(fact))
    'The same value in every row.'
    """
    if reason := _says_nothing(fact, kind):
        return reason
    if typed:
        return say("schema.text_by_type") if kind.type == "text" else ""
    return _another_key(fact, kind, key) or _nearly_constant(fact) or _says_who(fact, kind)


def _says_nothing(fact: Facts, kind: Kind) -> str:
    """Say why a column without differences is left out."""
    if not fact.distinct:
        return say("schema.nothing") if kind.content == "nothing" else say("schema.left_out", says=kind.says)
    if fact.distinct > 1:
        return ""
    if fact.top_share == 1:
        return say("schema.same_value")
    return say("schema.same_number") if kind.type == "numeric" else ""


def _another_key(fact: Facts, kind: Kind, key: Key | None) -> str:
    """Say why a key that is not the id is left out; codes of a few kinds describe."""
    if key is None:
        return ""
    if key.unique:
        return key.reason
    if kind.type == "categorical" and fact.distinct <= _FEW:
        return ""
    return say("schema.like_a_code", values=fact.distinct, rows=fact.rows)


def _nearly_constant(fact: Facts) -> str:
    """Say why a column with next to no differences is left out."""
    return say("schema.nearly_constant", percent=100 * fact.top_share) if fact.top_share >= _NEAR_CONSTANT else ""


def _says_who(fact: Facts, kind: Kind) -> str:
    """Say why a column that tells one customer from another, and no more, is left out."""
    what = personal(fact.name)
    if what and (kind.type in {"text", "categorical"} or kind.whole):
        return say("schema.personal", what=what)
    if kind.type in {"text", "categorical"} and _is_phone(fact):
        return say("schema.personal", what="phone_numbers")
    if kind.type != "text":
        return ""
    if kind.content == "free_text":
        return say("schema.free_text")
    if kind.doubt:
        return capital(say("schema.doubted", says=kind.says, doubt=kind.doubt))
    return capital(say("schema.too_many", says=kind.says))


def _is_phone(fact: Facts) -> bool:
    """Return whether text is written as phone numbers are, another in most rows."""
    if fact.distinct <= 0.5 * fact.present or fact.wordy:
        return False
    written = fact.values.str.contains(r"^\+?[\d(][\d ()./\-]{5,}\d$") & (fact.values.str.count_matches(r"\d") >= 7)
    return fact.share(written) >= 0.9
