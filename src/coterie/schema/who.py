"""Who the customer is: the id of a table, the column of purchases that says who bought, or the question which it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import is_nested, nested_cells
from coterie.remarks import say
from coterie.schema.keys import Key, buyer_of, choose_key, key_of, numbers_something, repeats
from coterie.schema.purchases import day_of, is_summarised, looks_bought
from coterie.schema.vocabulary import meanings, says
from coterie.schema.words import key_rank, personal, sensitive, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coterie.schema.choices import Choices
    from coterie.schema.facts import Facts
    from coterie.schema.kinds import Kind

_A_PERSONS = 4
_PLAIN = 3
_OTHERS = 2
_VARY = 0.8
_OFFERED = 3
_TELLING = 2
_NOBODYS = frozenset(
    ("event", "thing", "date", "quantity", "measure", "part", "status", "currency", "price", "total", "amount")
)


@dataclass(frozen=True)
class Who:
    """Who the customer is.

    Attributes
    ----------
    key : Key or None
        The id; where there is a question, what it is without an answer.
    keys : dict of str to Key
        Every column that is a key of any sort.
    question : coterie.errors.NeedsAnswer or None
        What decides and only a person knows.
    """

    key: Key | None
    keys: dict[str, Key]
    question: errors.NeedsAnswer | None = None

    @property
    def named(self) -> bool:
        """Whether the id is named as a customer's, or as what stands in for one."""
        return self.key is not None and self.key.rank > _PLAIN


def who_is(frame: pl.DataFrame, pairs: Sequence[tuple[Facts, Kind]], choices: Choices) -> Who:
    """Find out who the customer is, leaving alone the columns whose use was said.

    A customer's number that repeats is the id before a number that is different in every row, where rows are
    purchases. Without one, an e-mail address, a name or a card may say who bought.

    Parameters
    ----------
    frame : polars.DataFrame
        The table.
    pairs : sequence of (Facts, Kind)
        Its columns.
    choices : Choices
        What a person said.

    Examples
    --------
    >>> from coterie.schema.choices import Choices
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> n = range(60)
    >>> orders = pl.DataFrame({"id": [i * 37 % 97 for i in n], "customer_id": [i % 15 for i in n],
    ...                        "created_at": [f"2024-{i % 12 + 1:02}-05" for i in n], "total": [i % 11 for i in n]})
    >>> who_is(orders, [(fact, kind_of(fact)) for fact in facts_of(orders)], Choices()).key.name
    'customer_id'
    """
    said = {*(choices.features or ()), *choices.describe, *choices.ignore, *choices.types}
    free = [(fact, kind) for fact, kind in pairs if fact.name not in said]
    keys = {key.name: key for key in (key_of(*each) for each in free) if key is not None}
    names = [fact.name for fact, _ in pairs]
    if is_summarised(names) and names[0] not in said and choices.id is None:
        return Who(Key(names[0], _A_PERSONS, unique=True, reason=say("key.summarised")), keys)
    if choices.id is not None:
        return Who(_chosen(choices.id, pairs), keys | _others(frame, free, choices.id))
    types = {fact.name: kind.type for fact, kind in pairs}
    named = _repeating(keys, free)
    bought = looks_bought(types, named=named is not None) or _only_days(free, types)
    key = choose_key(list(keys.values()), bought=bought)
    if not bought:
        return Who(key, keys, _two_ids(key, named or _second(keys, free), len(frame)))
    if key is not None and (key.rank >= _A_PERSONS or not key.unique):
        return Who(key, keys)
    buyers = [found for each in free if (found := buyer_of(*each)) is not None]
    if buyers:
        return Who(max(buyers, key=lambda found: found.rank), keys)
    nobody = _day_of_sale(free) if key is None and not choices.ignore else None
    return _unknown(frame, free, Who(key, keys), types, nobody=nobody)


def _chosen(name: str, pairs: Sequence[tuple[Facts, Kind]]) -> Key:
    """Return the column that a person named as the id."""
    fact, kind = next(each for each in pairs if each[0].name == name)
    if is_nested(fact.dtype):
        option = "--id"
        raise errors.columns.unusable_cells(option, name, nested_cells(fact.dtype))
    found = key_of(fact, kind)
    unique = fact.distinct >= 0.9 * fact.rows
    cut, alike = (found.cut, found.alike) if found else ("", ())
    return Key(name, _A_PERSONS, unique=unique, reason=say("key.by_option"), cut=cut, alike=alike)


def _others(frame: pl.DataFrame, free: Sequence[tuple[Facts, Kind]], key: str) -> dict[str, Key]:
    """Return the numbers of somebody beside the id that a person named: of purchases they measure nothing."""
    types = {fact.name: kind.type for fact, kind in free}
    if not looks_bought(types):
        return {}
    days = [name for name, kind in types.items() if kind == "date" and day_of(name) not in {"life", "later"}]
    rest = (fact for fact, kind in free if fact.name != key and _may_be_buyer(fact, kind, texts=False))
    found = [fact.name for fact in rest if fact.dtype.is_numeric() and _varies(frame, fact.name, days)]
    return {name: Key(name, 0, unique=False, reason="") for name in found}


def _repeating(keys: dict[str, Key], free: Sequence[tuple[Facts, Kind]]) -> Facts | None:
    """Return the customer's number that repeats, where no other customer's number is different in every row."""
    people = [key for key in keys.values() if key.rank >= _A_PERSONS]
    if not people or any(key.unique for key in people):
        return None
    return next((fact for fact, _ in free if fact.name == people[0].name and repeats(fact)), None)


def _second(keys: dict[str, Key], free: Sequence[tuple[Facts, Kind]]) -> Facts | None:
    """Return a customer's number that repeats beside one that is different in every row: of a contact's account."""
    several = {key.name for key in keys.values() if key.rank >= _A_PERSONS and not key.unique}
    return next((fact for fact, _ in free if fact.name in several and repeats(fact)), None)


def _only_days(free: Sequence[tuple[Facts, Kind]], types: Mapping[str, str]) -> bool:
    """Return whether rows can be nothing but visits: they have a day, and no number but those of somebody."""
    measured = any(kind.type == "numeric" and not numbers_something(fact, kind) for fact, kind in free)
    days = (day_of(name) for name, kind in types.items() if kind == "date")
    return not measured and any(day in {"event", "date"} for day in days)


def _two_ids(key: Key | None, named: Facts | None, rows: int) -> errors.NeedsAnswer | None:
    """Ask which of two ids is the customer, where neither dates nor money tell."""
    if key is None or named is None or key.rank < _PLAIN or not key.unique:
        return None
    return errors.questions.two_ids(key.name, named.name, named.distinct, rows=rows)


def _unknown(
    frame: pl.DataFrame, free: Sequence[tuple[Facts, Kind]], who: Who, types: Mapping[str, str], *, nobody: str | None
) -> Who:
    """Ask who bought, where rows are purchases and no column is named as one that says it.

    `nobody` is the day of the sale where there is no key at all.
    """
    orders = who.key is not None and (("event" in says(who.key.name) and who.key.rank == 2) or _are_events(types))
    orders = orders or nobody is not None
    if _measures(free) > _OTHERS:
        return who
    days = [name for name, kind in types.items() if kind == "date" and day_of(name) not in {"life", "later"}]
    found = [fact for fact, kind in free if _may_be_buyer(fact, kind, texts=orders)]
    found = sorted((fact for fact in found if _varies(frame, fact.name, days)), key=lambda fact: -fact.distinct)
    if not found and not orders:
        return who
    names = [fact.name for fact in found[:_OFFERED]]
    keys = who.keys | {
        fact.name: Key(fact.name, 0, unique=False, reason="") for fact in found if fact.dtype.is_numeric()
    }
    unique = who.key if who.key is not None and who.key.unique else None
    day = [("--describe", nobody)] if nobody else []
    every = ("--id", unique.name) if unique else [*(("--ignore", name) for name in names), *day][0]
    question = errors.questions.who_bought(names, every, rows=len(frame))
    return Who(who.key, keys, question)


def _day_of_sale(free: Sequence[tuple[Facts, Kind]]) -> str | None:
    """Return the day that is plainly one of an order or an invoice, as that of a customer never is."""
    days = [fact.name for fact, kind in free if kind.type == "date" and day_of(fact.name) == "event"]
    return next((name for name in days if "event" in says(name)), None)


def _are_events(names: Iterable[str]) -> bool:
    """Return whether several columns tell of one thing that happens, as "Deal Name" and "Deal Stage" do."""
    about = Counter(tokens(name)[0] for name in names if _tells_of_event(name))
    return max(about.values(), default=0) >= _TELLING


def _tells_of_event(name: str) -> bool:
    """Return whether a name begins with what happens, and says its name, state, kind or owner."""
    meant = meanings(name)
    return len(meant) > 1 and "event" in meant[0] and bool(says(name) & {"name", "status", "type", "thing"})


def _measures(free: Sequence[tuple[Facts, Kind]]) -> int:
    """Count the numbers that say something of a person and nothing of a purchase."""
    spoken = {
        "total",
        "amount",
        "revenue",
        "gross",
        "spent",
        "net",
        "value",
        "price",
        "cost",
        "quantity",
        "part",
        "key",
    }
    kept = [
        fact
        for fact, kind in free
        if kind.type == "numeric" and not spoken & says(fact.name) and not numbers_something(fact, kind)
    ]
    aged = sum("measure" in says(fact.name) or bool(sensitive(fact.name)) for fact, _ in free)
    return len(kept) + 3 * aged


def _may_be_buyer(fact: Facts, kind: Kind, *, texts: bool) -> bool:
    """Return whether a column's values repeat as customers do, and its name says nothing that speaks against it."""
    spoken = says(fact.name) & _NOBODYS or key_rank(fact.name) in {1, 2} or sensitive(fact.name) or personal(fact.name)
    if spoken or not repeats(fact) or kind.type in {"boolean", "date"}:
        return False
    if not numbers_something(fact, kind):
        return texts and kind.type == "text" and kind.content == ""
    years = fact.values.str.contains(r"^(?:19|20)\d\d$").all()
    return not years


def _varies(frame: pl.DataFrame, name: str, days: Sequence[str]) -> bool:
    """Return whether most values that repeat stand beside several days each."""
    if not days:
        return False
    counted = frame.lazy().filter(pl.col(name).is_not_null()).group_by(name)
    found = counted.agg(pl.len().alias("rows"), pl.col(list(days)).n_unique().name.prefix("days "))
    several = found.filter(pl.col("rows") > 1).select(pl.max_horizontal(pl.exclude(name, "rows")) > 1).collect()
    return several.height > 0 and float(several.to_series().mean() or 0) >= _VARY  # type: ignore[arg-type]  # a Boolean's mean
