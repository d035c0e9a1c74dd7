"""What cells mean beside numbers and yes or no: "don't know", words and letters of gender, numbers among words."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.cleaning import clean
from coterie.options import Options
from coterie.readiness import examine
from coterie.schema import infer
from coterie.sources import read

N = 240


def customers(**columns):
    own = {name: [cells[i * 13 % len(cells)] for i in range(N)] for name, cells in columns.items()}
    return pl.DataFrame({"customer_id": [f"K{i:04}" for i in range(N)], **own})


SAID = {
    "don't know": ("yes", "no"), "weiß nicht": ("ja", "nein"), "Ne sait pas": ("oui", "non"), "no sabe": ("sí", "no"),
    "не знаю": ("да", "нет"), "nie wiem": ("tak", "nie"), "わからない": ("はい", "いいえ"),
}  # fmt: skip


@pytest.mark.parametrize("word", SAID)
def test_who_does_not_know_has_no_answer_and_the_column_builds(word):
    yes, no = SAID[word]
    table = read(customers(a=[yes, no, no, word, yes], b=[yes, no], c=[no, no, yes, yes, no, word, yes]))
    schema = infer(table)
    assert [(each.name, each.type) for each in schema.features] == [(name, "boolean") for name in "abc"]
    frame, report = clean(table, schema)
    assert frame["a"].null_count() == schema["a"].missing == N // 5
    assert {each.column for each in report.remarks if each.code == "neither_yes_nor_no"} == {"a", "c"}


@pytest.mark.parametrize("odd", [["maybe"], ["don't know", "sometimes"], ["don't know"] * 9])
def test_another_word_or_too_many_who_do_not_know_leave_it_a_category(odd):
    schema = infer(read(customers(a=["yes", "no", *odd], b=["yes", "no"], c=["no", "yes"], d=["no", "no", "yes"])))
    assert schema["a"].type == "categorical"


@pytest.mark.parametrize(
    ("name", "cells", "kept"),
    [
        ("gender", ["Female", "f", "F", "female", "Male", "Male", "m"], {"Male", "Female"}),
        ("Geschlecht", ["weiblich", "w", "männlich", "M", "d", "divers"], {"weiblich", "männlich", "divers"}),
        ("sexo", ["hombre", "H", "mujer", "M"], {"hombre", "mujer"}),
        ("gender", ["f", "m", "F"], {"f", "m"}),
    ],
)
def test_words_of_gender_and_their_letters_are_one_and_said(name, cells, kept):
    frame = customers(**{name: cells}, income=[float(n) for n in range(20, 31)])
    table = read(frame)
    schema = infer(table)
    cleaned, report = clean(table, schema)
    assert {word.lower() for word in cleaned[name].unique()} == {word.lower() for word in kept}
    assert len(schema[name].categories) == len(kept)
    assert [each.code for each in report.remarks if each.column == name]


def test_letters_of_other_columns_stay():
    frame = customers(size=["s", "small", "m", "medium"], income=[float(n) for n in range(20, 31)])
    assert len(infer(read(frame))["size"].categories) == 4


@pytest.mark.parametrize("name", ["score", "points"])
def test_a_column_half_of_whose_cells_are_numbers_is_told_and_not_lost_in_silence(name):
    cells = [*map(str, range(60)), *["high", "low", "ask Tom"] * 15]
    found = examine(read(customers(**{name: cells}, income=[float(n) for n in range(20, 31)])), Options())
    (said,) = (each for each in found.checks if each.column == name and each.grade == "warn")
    doubt = found.schema[name].doubt
    assert (doubt.code, doubt.facts["column"]) == ("doubt.half_numbers", name)
    assert said.remark.code == "doubtful_cells"
    assert infer(read(customers(**{name: cells})), types={name: "numeric"})[name].role == "feature"


def test_words_with_few_numbers_and_numbers_of_things_are_not():
    frame = customers(grade=["a", "b", "c", "1", "2"], ticket_no=[f"{'A' * (n % 2)}{n}" for n in range(N)],
                      income=[float(n) for n in range(20, 31)])  # fmt: skip
    assert [column.doubt for column in infer(read(frame)).columns] == [""] * 4


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1971 or later", 1971), ("<1950", 1950), ("before 1950", 1950), ("vor 1950", 1950), ("1971 oder später", 1971)],
)
def test_years_with_bounds_are_years(cell, number):
    table = read(customers(year_built=[*map(str, range(1950, 1972)), cell]))
    frame, _ = clean(table, infer(table))
    assert frame["year_built"].null_count() == 0
    assert frame["year_built"].is_in([float(number)]).any()


def test_a_unique_address_in_a_column_called_customer_is_the_id():
    frame = pl.DataFrame({"customer": [f"p{n}@x.org" for n in range(N)], "age": [20 + n % 40 for n in range(N)]})
    assert infer(read(frame)).id == "customer"
    assert infer(read(frame.with_columns(customer_id=pl.int_range(pl.len()) * 7 + 5003))).id == "customer_id"


def test_a_customers_number_is_no_feature_where_a_person_names_another_id():
    frame = pl.DataFrame({
        "order_no": [30_000 + 3 * n for n in range(N)], "x7": [7001 + 37 * (n * n % 59) for n in range(N)],
        "order_date": [f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(N)],
        "amount": [n * 7 % 31 + 5.5 for n in range(N)],
    })  # fmt: skip
    assert "x7" not in [each.name for each in infer(read(frame), id="order_no").features]
