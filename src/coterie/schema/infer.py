"""The verb: decide what each column is used for, and say why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.schema.answers import answers_in, as_steps
from coterie.schema.choices import Choices
from coterie.schema.columns import ColumnType, Schema
from coterie.schema.day_order import as_the_others
from coterie.schema.days import is_without_year, with_days
from coterie.schema.facts import Facts, facts_of
from coterie.schema.forced import forced
from coterie.schema.keys import Key, is_persons, numbers_something
from coterie.schema.kinds import Kind, from_1904, kind_of, prior_mark
from coterie.schema.purchases import are_certain, columns_of, in_currencies, in_two_columns, spelled
from coterie.schema.repeated import are_few, as_customers
from coterie.schema.roles import Planner
from coterie.schema.who import Who, who_is
from coterie.threads import TEXT, map_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.parsing.numbers import Mark
    from coterie.sources import Table


def infer(
    table: Table,
    *,
    id: str | None = None,
    features: Sequence[str] | None = None,
    describe: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    types: Mapping[str, ColumnType] | None = None,
    missing: Mapping[str, Sequence[float]] | None = None,
    decimal: Mark | None = None,
) -> Schema:
    """Decide what each column of a customer table is: its type, its role, and the reason for both.

    Numbers become features; categories, yes and no, and dates describe; keys, row numbers, constants, personal data and
    free text are left out; sensitive attributes describe only. What a person names overrides what is found.

    Parameters
    ----------
    table : Table
        From `coterie.sources.read`.
    id : str, optional
        The column that says who the customer is.
    features : sequence of str, optional
        The columns to build segments on; other numbers then describe. None or empty: chosen automatically.
    describe, ignore : sequence of str, optional
        Columns that only describe, and columns left out.
    types : mapping of str to {"numeric", "categorical", "boolean", "date", "text"}, optional
        Corrected types.
    missing : mapping of str to sequence of float, optional
        Numbers that stand for "missing", by column.
    decimal : {".", ","}, optional
        The mark before decimals, where the cells of a column leave it open.

    Returns
    -------
    Schema
        A column for each of the table's, in its order.

    Raises
    ------
    coterie.errors.InputError
        When an option names no column or a column that cannot be what it is to be, and when no feature is left.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.sources import read
    >>> schema = infer(read(pl.DataFrame({"CustomerID": [7, 3, 9], "Age": [20, 31, 45], "VIP": ["y", "n", "y"]})))
    >>> [(column.name, column.type, column.role) for column in schema.columns]
    [('CustomerID', 'numeric', 'id'), ('Age', 'numeric', 'feature'), ('VIP', 'boolean', 'descriptor')]
    >>> schema["Age"].reason
    'Numbers: a feature.'
    """
    found = draft(
        table, id=id, features=features, describe=describe, ignore=ignore, types=types, missing=missing, decimal=decimal
    )
    if found.problem is not None:
        raise found.problem
    return found.schema


@dataclass(frozen=True)
class Draft:
    """A plan before anybody asks whether it can be carried out.

    Attributes
    ----------
    schema : Schema
        What each column is.
    problem : coterie.errors.InputError or None
        Why no segments can be built by it.
    transactions : bool
        Whether the table has many rows a customer.
    varying : frozenset of str
        The columns that then differ between the rows of one customer.
    purchases : dict of str to str
        What each column says of a purchase, for `coterie transactions`; empty where that is not certain, and where
        columns that stay the same for a customer can build segments.
    """

    schema: Schema
    problem: errors.InputError | None
    transactions: bool
    varying: frozenset[str] = frozenset()
    purchases: dict[str, str] = field(default_factory=dict)


def draft(
    table: Table,
    *,
    id: str | None = None,
    features: Sequence[str] | None = None,
    describe: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    types: Mapping[str, ColumnType] | None = None,
    missing: Mapping[str, Sequence[float]] | None = None,
    decimal: Mark | None = None,
) -> Draft:
    """Decide as `infer` does, also for a table that no segments can be built on.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.sources import read
    >>> found = draft(read(pl.DataFrame({"name": ["x", "y"]})))
    >>> [column.role for column in found.schema.columns], type(found.problem).__name__
    (['ignored'], 'NoFeatures')
    """
    named = tuple(features) if features else None
    choices = Choices(id, named, tuple(describe or ()), tuple(ignore or ()), dict(types or {}), dict(missing or {}))
    choices.check(table.frame.columns)
    facts = facts_of(table.frame)
    prior = decimal or prior_mark(facts, table.delimiter)
    kinds = map_columns(
        lambda fact: forced(fact, choices.types.get(fact.name), prior) or kind_of(fact, prior),
        facts,
        rows=TEXT * table.frame.height,
    )
    kinds = as_the_others(kinds)
    if table.since_1904:
        kinds = [from_1904(fact, kind) for fact, kind in zip(facts, kinds, strict=True)]
    who = who_is(table.frame, list(zip(facts, kinds, strict=True)), choices)
    key = who.key
    answers = {} if choices.features else answers_in(facts, kinds, who.keys, said=_spoken_of(choices, key))
    kinds = [as_steps(fact, kind, answers) for fact, kind in zip(facts, kinds, strict=True)]
    pairs = list(zip(facts, kinds, strict=True))
    customers = next((fact.distinct for fact in facts if key is not None and fact.name == key.name), 0)
    varying = _varying(table.frame, key, facts)
    bought = {fact.name: kind.type for fact, kind in pairs if fact.name in varying}
    columns = _columns(who, bought, pairs)
    following, plainly = (spelled(path, columns) if columns else "" for path in (table.path, table.path and table.name))
    planner = Planner(
        choices,
        key,
        who.keys,
        varying,
        customers,
        table.frame.height,
        following,
        plainly,
        frozenset(table.frame.columns),
        frozenset(answers),
    )
    schema = planner.schema(pairs)
    certain = _purchases(who, bought, pairs, choices)
    if key is not None and are_few(key, facts) and (not certain or (schema.features and "invoice" not in certain)):
        key, varying, bought = as_customers(key, facts), frozenset(), {}
        schema = replace(planner, key=key, varying=varying, following="", plainly="").schema(pairs)
    schema = with_days(schema, table.frame)
    problem: errors.InputError | None = who.question
    if problem is None and not schema.features:
        sides = _sides(table.path, columns)
        problem = _no_features(table, facts, kinds, key=key, following=following, sides=sides)
    purchases = {} if schema.features or who.question or not bought else certain
    if found := _in_currencies(purchases, bought, choices):
        problem, purchases = errors.questions.which_amount(found), {}
    return Draft(schema, problem, key is not None and not key.unique, varying, purchases)


def _spoken_of(choices: Choices, key: Key | None) -> frozenset[str]:
    """Return the columns whose use is settled: the id, and those that a person spoke of."""
    return frozenset({*choices.describe, *choices.ignore, *choices.types, *({key.name} if key is not None else ())})


def _columns(who: Who, types: Mapping[str, ColumnType], pairs: Sequence[tuple[Facts, Kind]]) -> dict[str, str]:
    """Return what each column says where the rows are transactions; nothing where they are not."""
    if who.key is None or who.key.unique:
        return {}
    codes = [fact.name for fact, kind in pairs if fact.name in types and _is_code(fact, kind)]
    return columns_of(who.key.name, types, codes)


def _is_code(fact: Facts, kind: Kind) -> bool:
    """Return whether text numbers something: "#1001"."""
    bare = replace(fact, values=fact.values.str.strip_chars_start("#"))
    return kind.type in {"text", "categorical"} and numbers_something(bare, kind)


def _purchases(
    who: Who, types: Mapping[str, ColumnType], pairs: Sequence[tuple[Facts, Kind]], choices: Choices
) -> dict[str, str]:
    """Return what the columns say of purchases where nothing but that can be meant.

    A person may mean something else: who speaks of columns of the table wants these used; who leaves out the column
    of a person says that every row is a customer.
    """
    spoken = (*choices.describe, *choices.missing)
    if who.key is None or who.key.unique or spoken or any(is_persons(name) for name in choices.ignore):
        return {}
    free = {name: kind for name, kind in types.items() if name not in choices.ignore}
    columns = _columns(who, free, pairs)
    return columns if are_certain(columns, free, named=who.named) else {}


def _in_currencies(purchases: Mapping[str, str], types: Mapping[str, ColumnType], choices: Choices) -> dict[str, str]:
    """Return the columns that say the amount of purchases in several currencies."""
    free = [name for name, kind in types.items() if kind == "numeric" and name not in choices.ignore]
    return in_currencies(purchases["amount"], free) if "amount" in purchases else {}


def _sides(path: str, columns: dict[str, str]) -> list[tuple[str, str]]:
    """Return both ways to understand amounts in two columns, each with its command; none where there are no such."""
    pair = [columns[what] for what in ("amount", "refunded") if what in columns]
    if in_two_columns(pair) is None and in_two_columns(pair[::-1]) is None:
        return []
    ways = (columns | {"amount": paid, "refunded": back} for paid, back in (pair, pair[::-1]))
    return [(way["amount"], spelled(path, way)) for way in ways]


def _no_features(
    table: Table,
    facts: Sequence[Facts],
    kinds: Sequence[Kind],
    *,
    key: Key | None,
    following: str,
    sides: Sequence[tuple[str, str]],
) -> errors.InputError:
    """Return the error that says why there is nothing to build segments on."""
    if key is not None and not key.unique:
        if key.cut:
            return errors.transactions.ids_cut(key.name, key.cut)
        if undated := next((fact for fact in facts if is_without_year(fact)), None):
            return errors.transactions.days_without_year(undated.name, undated.values[0])
        customers = next(fact.distinct for fact in facts if fact.name == key.name)
        counted = (key.name, table.frame.height, customers)
        return errors.transactions.looks_like_transactions(*counted, command=following, sides=sides)
    pairs = zip(facts, kinds, strict=True)
    constant = [fact.name for fact, kind in pairs if kind.type == "numeric" and fact.top_share == 1]
    if table.frame.height < 2:
        return errors.customers.too_few_customers(table.frame.height, 2, "finding segments")
    if constant:
        return errors.customers.identical_customers(table.frame.height, constant)
    return errors.columns.no_features(table.frame.columns)


def _varying(frame: pl.DataFrame, key: Key | None, facts: Sequence[Facts]) -> frozenset[str]:
    """Return the columns that say different things in the rows of one customer, where customers have several rows."""
    if key is None or key.unique:
        return frozenset()
    others = [fact.name for fact in facts if fact.name != key.name and fact.distinct]
    known = frame.filter(pl.col(key.name).is_not_null())
    varies = known.group_by(key.name).agg((pl.col(name).n_unique() > 1) for name in others).select(pl.col(others).any())
    return frozenset(name for name in others if varies[name][0])
