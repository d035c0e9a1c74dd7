from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.schema import Column, Schema
from coterie.scoring.marks import with_own_marks


@pytest.fixture(scope="module")
def customers():
    rows = 200
    return pl.DataFrame(
        {
            "client": [f"c{n}" for n in range(rows)],
            "income": [12_000.25 + 400.5 * (n * 37 % rows) for n in range(rows)],
            "debt": [1_000 + 37 * (n * 53 % rows) for n in range(rows)],
        }
    )


def german(value: float) -> str:
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def english(value: float) -> str:
    return f"{value:,.2f}"


def written(customers, path, write):
    texts = customers.with_columns(
        pl.col("income").map_elements(write, return_dtype=pl.String),
        pl.col("debt").map_elements(lambda value: write(value)[:-3], return_dtype=pl.String),
    )
    texts.write_csv(path, separator=";")
    return path


@pytest.mark.parametrize(("made", "scored"), [(german, english), (english, german), (german, german)])
def test_a_file_of_another_country_is_scored_alike(customers, tmp_path, made, scored):
    found = coterie.segment(written(customers, tmp_path / "made.csv", made), k=3, evidence="none")
    again = coterie.score(found.segmentation, written(customers, tmp_path / "scored.csv", scored))
    assert again["segment_id"].to_list() == found.assignments["segment_id"].to_list()
    assert again["distance"].to_list() == found.assignments["distance"].to_list()


def test_what_nothing_proves_stays_as_it_was():
    old = Schema((Column("x", "numeric", "feature", 0, "", decimal=","), Column("y", "numeric", "feature", 0, "")))
    new = with_own_marks(old, pl.DataFrame({"x": ["15.000"], "y": ["15,000"]}))
    assert [column.decimal for column in new.columns] == [",", "."]
    mixed = with_own_marks(old, pl.DataFrame({"x": ["1,5"], "y": ["1.5"]}))
    assert [column.decimal for column in mixed.columns] == [",", "."]
