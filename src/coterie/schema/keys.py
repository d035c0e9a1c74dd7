"""Which column says who the customer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.parsing.cells import is_texty
from coterie.remarks import say
from coterie.schema.vocabulary import says
from coterie.schema.words import key_rank, names_person, personal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from coterie.schema.facts import Facts
    from coterie.schema.kinds import Kind

_NEARLY_UNIQUE = 0.98
_CODE_RANK = 1.5
_ADDRESS_RANK = 2.5
_ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_FEWEST_BUYERS = 10
_BUYERS = 0.002
_REPEATS = 1.2
_RECORDS = {"record id", "record number", "record no"}  # the rows' own numbers, or a system's: values tell
_POINTED = r"^\d{4,}\.\d{6,}$"
_CUT = r"^\s*\d(?:[.,]\d+)?[eE]\+\d{2,}\s*$"
_ZEROS = r"^0+(\d+)$"
_MOSTLY = 0.5
_LETTERS = r"[\p{L}\p{M}]+"
"""Letters of any script, with the marks that belong to them."""
_WORD = r"[[\p{L}\p{M}]--[A-Za-z]]{5}"
"""A word rather than a code, in scripts that may write sentences without blanks."""
_CODED = r"^[\p{L}\d][\p{L}\p{M}\d_\p{Pd}./:|]*$"


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
    cut : str
        One of its values, where a spreadsheet has cut most of them; otherwise empty.
    alike : tuple of str
        Two of its values that differ in zeros before them alone, where there are such.
    """

    name: str
    rank: float
    unique: bool
    reason: str
    cut: str = ""
    alike: tuple[str, ...] = ()

    @property
    def doubt(self) -> str:
        """Why it may not tell customers apart, as a sentence; empty where nothing speaks against it."""
        if self.cut:
            return say("key.cut", example=self.cut)
        return say("key.alike", one=self.alike[0], other=self.alike[1]) if self.alike else ""


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
    rank = _rank(fact, kind)
    if not fact.distinct or kind.type in {"boolean", "date"} or (kind.type == "numeric" and not _whole(fact, kind)):
        return None
    unique = fact.distinct >= _NEARLY_UNIQUE * fact.rows and fact.present >= _NEARLY_UNIQUE * fact.rows
    if rank == 0 or (rank == 1 and not unique):
        return _nameless(fact, kind, unique=unique)
    if rank == 1:
        return Key(fact.name, 1, unique=True, reason=say("key.row_number"))
    if unique:
        code = "key.named_unique" if fact.distinct == fact.rows else "key.named"
        said = say(code, values=fact.distinct, rows=fact.rows)
        return Key(fact.name, rank, unique=True, reason=said, cut=_cut(fact), alike=zeros_apart(fact))
    return Key(fact.name, rank, unique=False, reason="", cut=_cut(fact))


def _rank(fact: Facts, kind: Kind) -> float:
    """Say how much a column's name sounds like a customer's key; where it is a person's word alone, values decide."""
    rank = key_rank(fact.name)
    if rank == 1 and " ".join(fact.name.lower().replace("_", " ").split()) in _RECORDS and not fact.in_order:
        return 3
    if rank == 0 and names_person(fact.name):
        numbered = numbers_something(fact, kind) or (kind.whole and fact.distinct == fact.rows)
        return 4 if numbered else _ADDRESS_RANK if _are_addresses(fact) else rank
    return rank


def _are_addresses(fact: Facts) -> bool:
    """Return whether values are e-mail addresses."""
    return is_texty(fact.dtype) and fact.distinct > 0 and bool(fact.sample().values.str.contains(_ADDRESS).all())


def _whole(fact: Facts, kind: Kind) -> bool:
    """Return whether numbers can be a key: whole ones, and two long ones with a point between, as browsers get them."""
    return kind.whole or (is_texty(fact.dtype) and fact.share(fact.values.str.contains(_POINTED)) >= _MOSTLY)


def _cut(fact: Facts) -> str:
    """Return one of the ids that a spreadsheet wrote in powers of ten, where most are: their last digits are gone."""
    if not is_texty(fact.dtype) or not fact.distinct:
        return ""
    cut = fact.values.str.contains(_CUT)
    return str(fact.values.filter(cut).min()) if fact.share(cut) >= _MOSTLY else ""


def zeros_apart(fact: Facts) -> tuple[str, ...]:
    """Return two ids that differ in zeros before them alone; none where no two do.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [zeros_apart(fact) for fact in facts_of(pl.DataFrame({"a": ["7", "12", "007"], "b": ["01", "02", "10"]}))]
    [('007', '7'), ()]
    """
    if not is_texty(fact.dtype) or not fact.values.str.contains(_ZEROS).any():
        return ()
    bare = fact.values.str.replace(_ZEROS, "$1")
    twice = fact.values.filter(bare.is_duplicated())
    first = twice.str.replace(_ZEROS, "$1").min()
    return tuple(twice.filter(twice.str.replace(_ZEROS, "$1") == first).sort().head(2)) if len(twice) else ()


def numbers_something(fact: Facts, kind: Kind) -> bool:
    """Return whether values look like somebody's numbers: whole numbers of one length, or texts of one pattern.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    kind : Kind
        Its type.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> frame = pl.DataFrame({"a": [1043, 2251, 7730], "b": [7, 12, 1950], "c": ["K-01", "K-77", "L-03"]})
    >>> [numbers_something(fact, kind_of(fact)) for fact in facts_of(frame)]
    [True, False, True]
    """
    if kind.type in {"boolean", "date"} or not fact.distinct:
        return False
    values = fact.sample().values.str.strip_chars()
    if kind.type == "numeric":
        return kind.whole and _are_numbers(values)
    forms = values.str.replace_all(r"\d+", "9").str.replace_all(_LETTERS, "a")
    coded = values.str.contains(_CODED) & values.str.contains(r"\d")
    return bool(coded.all()) and forms.n_unique() <= _FORMS


def _are_numbers(values: pl.Series) -> bool:
    """Return whether whole numbers are of one length, or nearly, and no round ones."""
    bare = values.str.replace(r"\.0+$", "")
    if not bare.str.contains(r"^\d{3,}$").all():
        return False
    lengths = bare.str.len_chars().unique().to_list()
    rounded = bare.str.contains("0$").mean()
    return max(lengths) - min(lengths) <= (1 if min(lengths) > 4 else 0) and float(rounded or 0) < _MOSTLY  # type: ignore[arg-type]  # a Boolean's mean


_FORMS = 3


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
    if is_texty(fact.dtype) and _are_codes(fact.values) and not personal(fact.name):
        return Key(fact.name, _CODE_RANK, unique=True, reason=say("key.codes"))
    return None


def _are_codes(values: pl.Series) -> bool:
    """Return whether texts look like codes, whatever they are called."""
    return bool((values.str.contains(_CODED) & values.str.contains(r"\d") & ~values.str.contains(rf"\||{_WORD}")).all())


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
        None where it does not repeat, or where it has so few values that it says what kind of customer bought. An
        e-mail address ranks before a name, a name before a card or a household, these before a phone number.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> [fact, _] = facts_of(pl.DataFrame({"Customer": [f"Person {n % 12}" for n in range(30)], "row": range(30)}))
    >>> buyer_of(fact, kind_of(fact)).unique
    False
    """
    rank = _buyers_rank(fact.name)
    if not rank or kind.type in {"boolean", "date"} or (kind.type == "numeric" and not kind.whole):
        return None
    return Key(fact.name, rank, unique=False, reason="") if repeats(fact) else None


def repeats(fact: Facts) -> bool:
    """Return whether a column has many different values, and each of them several times, as customers have purchases.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [repeats(fact) for fact in facts_of(pl.DataFrame({"a": [n % 12 for n in range(30)], "b": range(30)}))]
    [True, False]
    """
    enough = fact.distinct >= max(_FEWEST_BUYERS, _BUYERS * fact.rows)
    return enough and fact.present >= _REPEATS * fact.distinct


def _buyers_rank(name: str) -> float:
    """Say how much a name sounds like one that says who bought; 0 where it does not."""
    said, what = says(name), personal(name)
    if what == "email":
        return 0 if "thing" in said else 3.9
    if names_person(name):
        return 3.8
    if "card" in said and ("key" in said or len(said) == 1) and "event" not in said:
        return 3.7
    return 3.6 if what == "phone" and "thing" not in said else 0


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
