"""Small pieces of a query: numbers to the last bit, text, names, choices."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from sqlglot import exp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coterie.scoring.sql.dialects import Dialect

Identifiers = Literal["as-is", "upper", "lower", "unquoted"]

_READ_EXACTLY = 15
"""Digits that every database reads to the last bit."""
_LARGEST_POWER = 62


def name(text: str, identifiers: Identifiers = "as-is") -> exp.Identifier:
    """Return a name of the customers' table as the database has it.

    Examples
    --------
    >>> name("my age").sql("postgres"), name("age", "upper").sql("snowflake"), name("age", "unquoted").sql("oracle")
    ('"my age"', '"AGE"', 'age')
    """
    said = {"upper": text.upper(), "lower": text.lower()}.get(identifiers, text)
    return exp.to_identifier(said, quoted=identifiers != "unquoted")


def column(text: str, identifiers: Identifiers = "as-is") -> exp.Column:
    """Return a column of the customers' table."""
    return exp.Column(this=name(text, identifiers))


def own(text: str) -> exp.Column:
    """Return a column that the query itself makes."""
    return exp.Column(this=exp.to_identifier(text, quoted=False))


def number(value: float, dialect: Dialect) -> exp.Expr:
    """Return a number that the database holds to the last bit.

    Examples
    --------
    >>> from coterie.scoring.sql.dialects import DIALECTS
    >>> number(0.5, DIALECTS["postgres"]).sql("postgres"), number(0.1 + 0.2, DIALECTS["sqlite"]).sql("sqlite")
    ('CAST(0.5 AS DOUBLE PRECISION)', '(CAST(5404319552844596 AS REAL) / CAST(18014398509481984 AS REAL))')
    """
    if dialect.types_by_cell and len(repr(abs(value)).replace(".", "").split("e")[0].strip("0")) > _READ_EXACTLY:
        return _fraction(value)
    if value < 0:
        return exp.Paren(this=exp.Neg(this=number(-value, dialect)))
    said = f"{value!r}" if dialect.printer != "mysql" or "e" in repr(value) else f"{value!r}e0"
    return as_double(exp.Literal(this=said, is_string=False), dialect)


def _fraction(value: float) -> exp.Expr:
    """Return a number as a whole one over, or times, powers of two: SQLite misreads one in ten thousand decimals."""
    mantissa, exponent = math.frexp(value)
    whole, power = int(mantissa * 2**53), exponent - 53
    found: exp.Expr = _real(abs(whole))
    while power:
        step = max(-_LARGEST_POWER, min(_LARGEST_POWER, power))
        kind = exp.Div if step < 0 else exp.Mul
        found = exp.Paren(this=binary(kind, found, _real(2 ** abs(step))))
        power -= step
    return exp.Paren(this=exp.Neg(this=found)) if value < 0 else found


def _real(whole: int) -> exp.Expr:
    return exp.Cast(this=exp.Literal.number(whole), to=exp.DataType.build("DOUBLE"))


def as_double(value: exp.Expr, dialect: Dialect) -> exp.Expr:
    """Return a value as the database's IEEE double."""
    kind = "BINARY_DOUBLE" if dialect.name == "oracle" else "DOUBLE"
    if dialect.name == "oracle":
        return exp.Cast(this=value, to=exp.DataType.build(kind, udt=True))
    return exp.Cast(this=value, to=exp.DataType.build(kind))


def text(said: str, dialect: Dialect) -> exp.Expr:
    """Return text as the database writes it.

    Examples
    --------
    >>> from coterie.scoring.sql.dialects import DIALECTS
    >>> text("Amèx", DIALECTS["tsql"]).sql("tsql"), text("it's", DIALECTS["sqlite"]).sql("sqlite")
    ("N'Amèx'", "'it''s'")
    """
    if dialect.wide_text and not said.isascii():
        return exp.National(this=said)
    return exp.Literal.string(said)


def binary(kind: type[exp.Binary], one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return one of the four ways of arithmetic, of doubles: nothing is added that would change its type."""
    if kind is exp.Div:
        return exp.Div(this=one, expression=other, typed=True, safe=False)
    return kind(this=one, expression=other)


def added(parts: Sequence[exp.Expr]) -> exp.Expr:
    """Return a sum, added from the left."""
    found = parts[0]
    for part in parts[1:]:
        found = exp.Add(this=found, expression=part)
    return found


def chosen(cases: Iterable[tuple[exp.Expr, exp.Expr]], default: exp.Expr | None = None) -> exp.Case:
    """Return a CASE; without a default nothing comes of what fits no case."""
    return exp.Case(ifs=[exp.If(this=when, true=then) for when, then in cases], default=default)


def every(conditions: Sequence[exp.Expr]) -> exp.Expr:
    """Return that all conditions hold."""
    return exp.and_(*conditions)


def size(value: exp.Expr) -> exp.Expr:
    """Return the absolute value."""
    return exp.Abs(this=value)
