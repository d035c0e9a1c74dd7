"""Which column says who the customer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.parsing.cells import is_texty
from coterie.remarks import say
from coterie.schema.words import key_rank, names_person, personal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.schema.facts import Facts
    from coterie.schema.kinds import Kind

_NEARLY_UNIQUE = 0.98
_CODE_RANK = 1.5
_FEWEST_BUYERS = 10
_BUYERS = 0.002
_REPEATS = 1.2


@dataclass(frozen=True)
class Key:
    """What is known about a column as a key.

    Attributes
    ----------
    name : str
        The column's.
    rank : float
        How much it is a customer's key; 0 for none.
    unique : bool
        Whether it is another one in (nearly) every row.
    reason : str
        Why, as a sentence.
    """

    name: str
    rank: float
    unique: bool
    reason: str


def key_of(fact: Facts, kind: Kind) -> Key | None:
    """Return whether a column is a key of any sort.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    kind : Kind
        Its type.

    Returns
    -------
    Key or None
        None for a column that measures or describes.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> [fact] = facts_of(pl.DataFrame({"CustomerID": [7, 3, 9]}))
    >>> key_of(fact, kind_of(fact)).reason
    'Named like an id and different in every row.'
    """
    if not fact.distinct or kind.type in {"boolean", "date"} or (kind.type == "numeric" and not kind.whole):
        return None
    rank: float = key_rank(fact.name)
    unique = fact.distinct >= _NEARLY_UNIQUE * fact.rows and fact.present >= _NEARLY_UNIQUE * fact.rows
    if rank == 0 or (rank == 1 and not unique):
        return _nameless(fact, kind, unique=unique)
    if rank == 1:
        return Key(fact.name, 1, unique=True, reason=say("key.row_number"))
    if unique:
        code = "key.named_unique" if fact.distinct == fact.rows else "key.named"
        return Key(fact.name, rank, unique=True, reason=say(code, values=fact.distinct, rows=fact.rows))
    return Key(fact.name, rank, unique=False, reason="")


def _nameless(fact: Facts, kind: Kind, *, unique: bool) -> Key | None:
    """Recognise a key by its values alone."""
    if not unique or fact.rows < 10:
        return None
    if fact.in_order and fact.rows >= 20:
        return Key(fact.name, 1, unique=True, reason=say("key.counts_rows"))
    fact = fact.sample()
    if kind.type == "numeric":
        digits = len(fact.values[0])
        alike = bool(fact.values.str.contains(rf"^\d{{{digits}}}$").all())
        reason = say("key.digits", digits=digits)
        return Key(fact.name, 0, unique=True, reason=reason) if alike and digits >= 8 and fact.rows >= 50 else None
    code_like = fact.values.str.contains(r"^[A-Za-z0-9][A-Za-z0-9_\-./:]*$") & fact.values.str.contains(r"\d")
    if is_texty(fact.dtype) and code_like.all() and not personal(fact.name):
        return Key(fact.name, _CODE_RANK, unique=True, reason=say("key.codes"))
    return None


def buyer_of(fact: Facts, kind: Kind) -> Key | None:
    """Return whether a column that is named after persons, and like no key, says in a table of purchases who bought.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    kind : Kind
        Its type.

    Returns
    -------
    Key or None
        None where it does not repeat, or where it has so few values that it says what kind of customer bought.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> [fact, _] = facts_of(pl.DataFrame({"Customer": [f"Person {n % 12}" for n in range(30)], "row": range(30)}))
    >>> buyer_of(fact, kind_of(fact)).unique
    False
    """
    if not _names_buyer(fact.name) or kind.type in {"boolean", "date"} or (kind.type == "numeric" and not kind.whole):
        return None
    enough = fact.distinct >= max(_FEWEST_BUYERS, _BUYERS * fact.rows)
    repeats = fact.present >= _REPEATS * fact.distinct
    return Key(fact.name, 4, unique=False, reason="") if enough and repeats else None


def _names_buyer(name: str) -> bool:
    return names_person(name) or personal(name) in {"email", "phone"}


def is_persons(name: str) -> bool:
    """Return whether a column is named as one that says who a customer is.

    Examples
    --------
    >>> [is_persons(name) for name in ("Customer ID", "Client", "email", "Invoice No")]
    [True, True, True, False]
    """
    return key_rank(name) >= 4 or _names_buyer(name)


def choose_key(keys: Sequence[Key], *, bought: bool = False) -> Key | None:
    """Return the best key of a table: a customer's before any other, a unique one before one that repeats.

    A customer's key that repeats wins over the unique key of something else: then the rows are transactions. A unique
    column that is plainly called "ID" wins over it, unless the table has what purchases have (`bought`).
    """
    people = [key for key in keys if key.rank >= 4]
    candidates = (
        [key for key in people if key.unique] or people or [key for key in keys if key.unique and key.rank >= 1]
    )
    plain = [key for key in keys if key.rank == 3 and key.unique]
    if people and not any(key.unique for key in people) and plain and not bought:
        candidates = plain
    return max(candidates, key=lambda key: key.rank, default=None)
