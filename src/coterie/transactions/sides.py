"""Marks of debit and credit beside amounts: which side of an account is a purchase is said by no amount alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie.parsing.beside_numbers import are_credits, are_debits
from coterie.parsing.cells import is_texty
from coterie.parsing.units import are_sides, units_of, without_units

if TYPE_CHECKING:
    from coterie.schema.facts import Facts

DEBIT, CREDIT, UNMARKED = "debit", "credit", "unmarked"
"""In place of words, of a column of amounts with such marks."""


def bare_amounts(fact: Facts) -> tuple[str, ...]:
    """Return the letters behind the amounts of a column that say debit and credit; empty where there are none.

    Examples
    --------
    >>> from coterie.schema.facts import facts_of
    >>> [bare_amounts(fact) for fact in facts_of(pl.DataFrame({"a": ["12,50 S", "7,00 H"], "b": ["12,50", "7,00"]}))]
    [('h', 's'), ()]
    """
    units = units_of(fact.values) if is_texty(fact.dtype) else ()
    return units if are_sides(units) else ()


def are_marked(fact: Facts) -> bool:
    """Return whether amounts bear marks of credit, so that these and the others are two sides.

    Marks of debit alone are a way to write a minus.

    Examples
    --------
    >>> from coterie.schema.facts import facts_of
    >>> [are_marked(fact) for fact in facts_of(pl.DataFrame({"a": ["12 CR", "7"], "b": ["12 DR", "7"]}))]
    [True, False]
    """
    if not is_texty(fact.dtype):
        return False
    cells = without_units(fact.values, bare_amounts(fact))
    marked = are_credits(cells)
    return bool(marked.any()) and not bool(marked.all())


def side(cells: pl.Series, letters: tuple[str, ...]) -> pl.Series:
    """Return the side of each amount as a word.

    Examples
    --------
    >>> side(pl.Series(["12 Dr", "7CR", "5", None]), ()).to_list()
    ['debit', 'credit', 'unmarked', None]
    """
    plain = without_units(cells, letters)
    found = pl.DataFrame({"cell": plain, "debit": are_debits(plain), "credit": are_credits(plain)})
    word = pl.when("debit").then(pl.lit(DEBIT)).when("credit").then(pl.lit(CREDIT)).otherwise(pl.lit(UNMARKED))
    return found.select(pl.when(pl.col("cell").is_not_null()).then(word)).to_series().alias(cells.name)
