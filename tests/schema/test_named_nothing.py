"""When "none" and NA are answers, and when they mean "missing"."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.cleaning import clean
from coterie.remarks import say
from coterie.schema import infer
from coterie.schema.named_nothing import answers_among
from coterie.sources import read


def column(none: int, rest: list[str], word: str = "none") -> pl.Series:
    return pl.Series([word] * none + rest)


@pytest.mark.parametrize(("none", "known"), [(5, True), (4, False)])
def test_one_cell_in_twenty_is_frequent(none, known):
    assert bool(answers_among(column(none, ["gold", "blue"] * ((100 - none) // 2) + ["red"] * (none % 2)))) is known


def test_among_numbers_none_is_missing():
    assert answers_among(column(40, ["10", "20"] * 30)) == ()


@pytest.mark.parametrize("codes", [["EMEA", "APAC"], ["US", "DE", "FR"], ["LATAM", "EU"]])
def test_na_among_codes_is_one(codes):
    assert answers_among(column(1, codes * 20, "NA")) == ("NA",)


@pytest.mark.parametrize("codes", [["gold", "blue"], ["Germany", "US"], ["EMEA"], ["EMEA", "Emea"]])
def test_na_among_words_is_missing(codes):
    assert answers_among(column(30, codes * 20, "NA")) == ()


def test_na_is_missing_where_a_program_wrote_it_so():
    n = range(40)
    age = [20 + i for i in n]
    state = ["NA" if i % 5 == 0 else ("CA", "NY")[i % 2] for i in n]
    income = ["NA" if i % 7 == 0 else str(i) for i in n]
    table = read(pl.DataFrame({"id": [f"C{i}" for i in n], "state": state, "income": income, "age": age}))
    assert infer(table)["state"].missing == 8
    alone = read(pl.DataFrame({"id": [f"C{i}" for i in n], "state": state, "income": [str(i) for i in n], "age": age}))
    assert infer(alone)["state"].missing == 0


def test_an_answer_stays_when_others_are_cleaned_by_the_plan():
    n = range(40)
    card = ["none" if i % 4 == 0 else ("gold", "blue", "-")[i % 3] for i in n]
    table = read(pl.DataFrame({"id": [f"C{i}" for i in n], "age": [20 + i for i in n], "card": card}))
    schema = infer(table)
    assert say("doubt.answer", word="none", percent=100 / 3) in schema["card"].doubt
    frame, _ = clean(table, schema)
    assert (frame["card"] == "none").sum() == 10
    new, _ = clean(read(pl.DataFrame({"id": ["a", "b"], "age": [1, 2], "card": ["None", "n/a"]})), schema)
    assert new["card"].to_list() == ["none", None]
