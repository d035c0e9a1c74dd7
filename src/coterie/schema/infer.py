"""The verb: decide what each column is used for, and say why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import is_nested, nested_cells
from coterie.remarks import say
from coterie.schema.answers import answers_in, as_steps
from coterie.schema.choices import Choices
from coterie.schema.columns import ColumnType, Schema
from coterie.schema.day_order import as_the_others
from coterie.schema.facts import Facts, facts_of
from coterie.schema.forced import forced
from coterie.schema.keys import Key, buyer_of, choose_key, is_persons, key_of
from coterie.schema.kinds import Kind, from_1904, kind_of, prior_mark
from coterie.schema.purchases import are_certain, columns_of, command, is_summarised, looks_bought
from coterie.schema.roles import Planner
from coterie.threads import TEXT, map_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.parsing.numbers import Mark
    from coterie.sources import Table


_A_PERSONS = 4


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
        The columns to build segments on; other numbers then describe. None or empty: found by itself.
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
    key, keys = _keys(facts, kinds, choices)
    answers = {} if choices.features else answers_in(facts, kinds, keys, said=_spoken_of(choices, key))
    kinds = [as_steps(fact, kind, answers) for fact, kind in zip(facts, kinds, strict=True)]
    customers = next((fact.distinct for fact in facts if key is not None and fact.name == key.name), 0)
    varying = _varying(table.frame, key, facts)
    bought = {fact.name: kind.type for fact, kind in zip(facts, kinds, strict=True) if fact.name in varying}
    following, plainly = _following(table, key, bought)
    planner = Planner(
        choices,
        key,
        keys,
        varying,
        customers,
        table.frame.height,
        following,
        plainly,
        frozenset(table.frame.columns),
        frozenset(answers),
    )
    pairs = zip(facts, kinds, strict=True)
    schema = Schema(tuple(map_columns(lambda pair: planner.column(*pair), pairs, rows=table.frame.height)))
    problem = None if schema.features else _no_features(table, facts, kinds, key=key, following=following)
    purchases = {} if schema.features else _purchases(key, bought, choices)
    return Draft(schema, problem, key is not None and not key.unique, varying, purchases)


def _spoken_of(choices: Choices, key: Key | None) -> frozenset[str]:
    """Return the columns whose use is settled: the id, and those that a person spoke of."""
    return frozenset({*choices.describe, *choices.ignore, *choices.types, *({key.name} if key is not None else ())})


def _following(table: Table, key: Key | None, types: Mapping[str, ColumnType]) -> tuple[str, str]:
    """Return the command to run next where the rows are transactions: with the table's path, and with its name alone.

    The path is for errors; the name for the plan, which is kept and sent on.
    """
    if key is None or key.unique:
        return "", ""
    return command(table.path, key.name, types), command(table.path and table.name, key.name, types)


def _purchases(key: Key | None, types: Mapping[str, ColumnType], choices: Choices) -> dict[str, str]:
    """Return what the columns say of purchases where nothing but that can be meant.

    A person may mean something else: who speaks of columns of the table wants these used; who leaves out the column
    of a person says that every row is a customer.
    """
    spoken = (*choices.describe, *choices.missing)
    if key is None or key.unique or spoken or any(is_persons(name) for name in choices.ignore):
        return {}
    free = {name: kind for name, kind in types.items() if name not in choices.ignore}
    columns = columns_of(key.name, free)
    return columns if are_certain(columns, free) else {}


def _no_features(
    table: Table, facts: Sequence[Facts], kinds: Sequence[Kind], *, key: Key | None, following: str
) -> errors.InputError:
    """Return the error that says why there is nothing to build segments on."""
    if key is not None and not key.unique:
        customers = next(fact.distinct for fact in facts if fact.name == key.name)
        return errors.transactions.looks_like_transactions(key.name, table.frame.height, customers, command=following)
    pairs = zip(facts, kinds, strict=True)
    constant = [fact.name for fact, kind in pairs if kind.type == "numeric" and fact.top_share == 1]
    if table.frame.height < 2:
        return errors.customers.too_few_customers(table.frame.height, 2, "finding segments")
    if constant:
        return errors.customers.identical_customers(table.frame.height, constant)
    return errors.columns.no_features(table.frame.columns)


def _keys(facts: Sequence[Facts], kinds: Sequence[Kind], choices: Choices) -> tuple[Key | None, dict[str, Key]]:
    """Return the id and every other key, leaving alone the columns whose use was said."""
    said = {*(choices.features or ()), *choices.describe, *choices.ignore, *choices.types}
    free = [(fact, kind) for fact, kind in zip(facts, kinds, strict=True) if fact.name not in said]
    keys = {key.name: key for key in (key_of(*each) for each in free) if key is not None}
    if is_summarised([fact.name for fact in facts]) and facts[0].name not in said and choices.id is None:
        return Key(facts[0].name, _A_PERSONS, unique=True, reason=say("key.summarised")), keys
    if choices.id is not None:
        fact = next(fact for fact in facts if fact.name == choices.id)
        if is_nested(fact.dtype):
            option = "--id"
            raise errors.columns.unusable_cells(option, fact.name, nested_cells(fact.dtype))
        unique = fact.distinct >= 0.9 * fact.rows
        return Key(choices.id, 4, unique=unique, reason=say("key.by_option")), keys
    if not looks_bought({fact.name: kind.type for fact, kind in zip(facts, kinds, strict=True)}):
        return choose_key(list(keys.values())), keys
    key = choose_key(list(keys.values()), bought=True)
    if key is None or (key.rank < _A_PERSONS and key.unique):
        key = next(filter(None, (buyer_of(*each) for each in free)), key)
    return key, keys


def _varying(frame: pl.DataFrame, key: Key | None, facts: Sequence[Facts]) -> frozenset[str]:
    """Return the columns that say different things in the rows of one customer, where customers have several rows."""
    if key is None or key.unique:
        return frozenset()
    others = [fact.name for fact in facts if fact.name != key.name and fact.distinct]
    known = frame.filter(pl.col(key.name).is_not_null())
    varies = known.group_by(key.name).agg((pl.col(name).n_unique() > 1) for name in others).select(pl.col(others).any())
    return frozenset(name for name in others if varies[name][0])
