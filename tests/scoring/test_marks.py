from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.errors import Drifted
from coterie.schema import Column
from coterie.scoring.marks import of_other_mark


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


@pytest.mark.parametrize(
    ("made", "scored", "mark"), [(german, english, "."), (english, german, ","), (german, german, "auto")]
)
def test_a_file_of_another_country_is_scored_alike_where_its_mark_is_said(customers, tmp_path, made, scored, mark):
    found = coterie.segment(written(customers, tmp_path / "made.csv", made), k=3, evidence="none")
    again = coterie.score(found.segmentation, written(customers, tmp_path / "scored.csv", scored), decimal=mark)
    assert again["segment_id"].to_list() == found.assignments["segment_id"].to_list()
    assert again["distance"].to_list() == found.assignments["distance"].to_list()


@pytest.mark.words
@pytest.mark.parametrize(("made", "scored", "mark"), [(german, english, "."), (english, german, ",")])
def test_another_mark_is_refused_with_what_to_say(customers, tmp_path, made, scored, mark):
    found = coterie.segment(written(customers, tmp_path / "made.csv", made), k=3, evidence="none")
    with pytest.raises(Drifted, match=f"written with '{mark}' before the decimals .* say it with"):
        coterie.score(found.segmentation, written(customers, tmp_path / "scored.csv", scored))


def test_the_mark_of_before_reads_a_cell_whatever_stands_beside_it(customers):
    found = coterie.segment(customers, k=3, evidence="none").segmentation
    scorer = coterie.Scorer(found)
    alone = pl.DataFrame({"client": ["a"], "income": ["61.500"], "debt": ["1000"]})
    beside = pl.DataFrame({"client": ["a", "b"], "income": ["61.500", "1.234,5"], "debt": ["1000", "1000"]})
    assert scorer.many(alone).frame.row(0) == scorer.many(beside).frame.row(0)
    assert scorer.many(beside).frame["imputed"].to_list() == [0, 1]
    assert [each.code for each in scorer.many(beside).doubts] == ["other_decimal_mark", "unit_too_small"]


def test_which_cells_are_of_another_mark():
    column = Column("x", "numeric", "feature", 0, "", decimal=",")
    assert of_other_mark(pl.Series(["1.5", "0.25", "high", "1,5"]), column).to_list() == [True, True, False, False]
    assert of_other_mark(pl.Series([1.5]), column).to_list() == [False]
