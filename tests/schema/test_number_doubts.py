"""What is said of numbers that nothing proves."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.remarks import say
from coterie.schema.facts import facts_of
from coterie.schema.kinds import Kind, kind_of
from coterie.schema.number_doubts import half_numbers, quoted


def kind(values: list[str], prior: str | None = None) -> Kind:
    numbered = pl.DataFrame({"x": values, "row": range(len(values))})
    return kind_of(facts_of(numbered)[0], prior)


def test_open_ends_are_numbers_until_most_cells_are_such():
    few = kind(["5+"] * 4 + [str(n) for n in range(6)])
    assert few.type == "numeric"
    assert few.doubt == say("doubt.open_ended", percent=40.0, example='"5+"', column="x")
    assert kind(["5+"] * 6 + [str(n) for n in range(4)]).type == "categorical"
    assert kind(["5+", "10+", "20+"] * 5).type == "categorical"


def test_debits_are_said():
    said = say("doubt.debits", percent=100 / 3, example='"12.50 DR"')
    assert kind(["12.50 DR", "3.00 CR", "7.25"] * 4).doubt == said
    assert kind(["12.50 CR", "3.00 CR"] * 4).doubt == ""


@pytest.mark.parametrize(("cell", "prior", "read"), [("2.037 €", ",", 2037), ("5,037%", None, 5037)])
def test_a_mark_in_doubt_is_said_with_any_suffix(cell, prior, read):
    doubt = kind([cell, cell.replace("7", "8")], prior=prior).doubt
    other = "," if prior is None else "."
    assert doubt == say("doubt.mark", text=cell, number=read, other=other)


@pytest.mark.parametrize(("numbers", "doubted"), [(4, False), (5, True), (6, True), (9, True)])
def test_five_different_numbers_among_words_are_doubtful(numbers, doubted):
    values = [*map(str, range(10, 10 + numbers)), *(["high", "low"] * 3)]
    [fact, _] = facts_of(pl.DataFrame({"x": values, "row": range(len(values))}))
    assert bool(half_numbers(fact)) is doubted


def test_values_are_quoted_whole_up_to_thirty_letters():
    assert quoted(pl.Series(["a" * 30, "b" * 31, "c"]), 2) == [f'"{"a" * 30}"', f'"{"b" * 30}…"']
