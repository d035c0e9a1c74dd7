"""The query that answers a row for each cell that does not keep to what the segments were made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from coterie.parsing.numbers import LARGEST
from coterie.scoring.spelled import words_of_categories
from coterie.scoring.sql.cells import as_real, days_of, folded, is_missing, is_number, is_one_of
from coterie.scoring.sql.printing import chosen, column, number, size, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.preparation import PreparedFeature
    from coterie.schema import Column
    from coterie.scoring.description import Description
    from coterie.scoring.sql.dialects import Dialect
    from coterie.scoring.sql.printing import Identifiers

PROBLEMS = (
    *("id_missing", "id_repeated", "not_a_number", "number_too_large", "impossible", "category_never_seen"),
    *("date_out_of_reach", "neither_yes_nor_no"),
)
"""What the column `problem` says."""


def contract(description: Description, table: exp.Expr, *, dialect: Dialect, identifiers: Identifiers) -> exp.Expr:
    """Return a query with a row for each violation: the id, the column, the problem."""
    found: exp.Expr | None = None
    for name, problem, where in _all(description, table, dialect, identifiers):
        part = _row(description, name, problem, dialect=dialect, identifiers=identifiers)
        asked = exp.select(*part).from_(table.copy()).where(where)
        found = asked if found is None else exp.Union(this=found, expression=asked, distinct=False)
    return found or exp.Null()


def _all(
    description: Description, table: exp.Expr, dialect: Dialect, identifiers: Identifiers
) -> Iterator[tuple[str, str, exp.Expr]]:
    """Yield every problem that there can be, with the column and what tells it."""
    key = description.key
    if key is not None:
        cell = column(key, identifiers)
        yield key, "id_missing", exp.Is(this=cell, expression=exp.Null())
        yield key, "id_repeated", exp.In(this=cell.copy(), query=exp.Subquery(this=_repeated(cell, table)))
    for plan, feature in zip(description.columns, description.features, strict=True):
        for problem, where in _violations(plan, feature, dialect, identifiers):
            yield plan.name, problem, where


def _row(
    description: Description, name: str, problem: str, *, dialect: Dialect, identifiers: Identifiers
) -> list[exp.Expr]:
    key = description.key
    shown = exp.Null() if key is None else column(key, identifiers)
    return [
        exp.alias_(exp.Cast(this=shown, to=exp.DataType.build("TEXT")), "customer"),
        exp.alias_(text(name, dialect), "column_name"),
        exp.alias_(text(problem, dialect), "problem"),
    ]


def _repeated(cell: exp.Expr, table: exp.Expr) -> exp.Select:
    many = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(1))
    return exp.select(cell.copy()).from_(table.copy()).group_by(cell.copy()).having(many)


def _violations(
    plan: Column, feature: PreparedFeature, dialect: Dialect, identifiers: Identifiers
) -> Iterator[tuple[str, exp.Expr]]:
    cell = column(plan.name, identifiers)
    there = exp.Not(this=exp.Is(this=cell.copy(), expression=exp.Null()))
    if plan.days_before:
        unreached = exp.Is(this=days_of(cell, plan, dialect), expression=exp.Null())
        yield "date_out_of_reach", exp.and_(there, unreached)
    elif feature.transform != "one-hot" and not plan.words:
        yield from _numbers(cell, plan, dialect)
    elif plan.type == "boolean" and not dialect.types_by_cell:
        if dialect.flags_are_numbers:
            flags = [exp.Literal.number(0), exp.Literal.number(1)]
            yield "neither_yes_nor_no", exp.Not(this=exp.In(this=cell.copy(), expressions=flags))
    else:
        listed = words_of_categories(plan, feature) if not plan.words else [[word] for word, _ in plan.words]
        known = [word for words in listed for word in words]
        if plan.type == "boolean":
            known = [*known, "1", "0", "yes", "no", "t", "f", "y", "n"]
        said = folded(cell.copy(), dialect)
        no_gap = exp.Not(this=is_missing(cell, said, plan=plan, dialect=dialect))
        yield "category_never_seen", exp.and_(there, no_gap, exp.Not(this=is_one_of(said, known, dialect)))


def _numbers(cell: exp.Expr, plan: Column, dialect: Dialect) -> Iterator[tuple[str, exp.Expr]]:
    value = as_real(cell, dialect)
    if dialect.types_by_cell:
        gap = exp.Is(this=cell.copy(), expression=exp.Null())
        yield "not_a_number", exp.and_(exp.Not(this=gap), exp.Not(this=is_number(cell)))
    large = exp.LTE(this=size(value.copy()), expression=number(LARGEST, dialect))
    within = chosen([(large, exp.Literal.number(1))], exp.Literal.number(0))
    there = exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))
    yield "number_too_large", exp.and_(there, exp.EQ(this=within, expression=exp.Literal.number(0)))
    if plan.bounds is not None:
        low, high = (number(bound, dialect) for bound in plan.bounds)
        beyond = exp.or_(exp.LT(this=value.copy(), expression=low), exp.GT(this=value.copy(), expression=high))
        counts = [exp.GTE(this=size(value.copy()), expression=number(1 / LARGEST, dialect))]  # what is smaller is 0
        zero_can_be = plan.bounds[0] <= 0.0 <= plan.bounds[1]
        yield "impossible", exp.and_(beyond, large.copy(), *(counts if zero_can_be else ()))
