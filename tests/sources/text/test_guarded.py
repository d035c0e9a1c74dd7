from __future__ import annotations

import sys

import pandas as pd
import polars as pl
import pytest

import coterie
from coterie.outputs import write_assignments
from coterie.sources import guard, read
from coterie.sources.text.guarded import as_written

LIVE = ["=HYPERLINK(1)", "+49 30", "-x", "@SUM(A1)", "\tcmd", "\ncmd", "'=1", "''@a"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_assignments_are_read_back_with_the_ids_that_went_in(tmp_path, ending):
    frame = pl.DataFrame({"=id": [*LIVE, "-5", "x"], "segment_id": range(10)})
    write_assignments(frame, tmp_path / f"scored.{ending}")
    back = read(tmp_path / f"scored.{ending}").frame
    assert back.columns == frame.columns
    assert back["=id"].to_list() == frame["=id"].to_list()


def test_no_cell_of_the_csv_is_a_formula(tmp_path):
    write_assignments(pl.DataFrame({"@id": LIVE, "n": [-1] * len(LIVE)}), tmp_path / "scored.csv")
    cells = pl.read_csv(tmp_path / "scored.csv", infer_schema=False)
    assert cells.columns == ["'@id", "n"]
    assert cells["'@id"].str.starts_with("'").all()
    assert cells["n"].unique().to_list() == ["-1"]


def test_unguard_is_for_what_other_programs_read(tmp_path):
    write_assignments(pl.DataFrame({"id": LIVE}), tmp_path / "scored.csv")
    back = coterie.unguard(pd.read_csv(tmp_path / "scored.csv"))
    assert isinstance(back, pd.DataFrame)
    assert back["id"].to_list() == LIVE


def test_a_column_that_holds_both_is_no_written_one():
    frame = pl.DataFrame({"id": ["'=1", "=1"], "'=x": [1, 2]})
    same, remarks = as_written(frame)
    assert same["id"].to_list() == ["'=1", "=1"]
    assert [remark.column for remark in remarks] == ["=x"]


def test_reading_says_so(tmp_path):
    (tmp_path / "x.csv").write_text("id,a\n'=1,2\nb,3\n")
    (remark,) = read(tmp_path / "x.csv").remarks
    assert (remark.column, remark.rows, remark.facts) == ("id", 1, {"example": "'=1"})


def test_large_files_are_read_back_alike(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["coterie.sources.read"], "LARGE", 1)
    monkeypatch.setattr("coterie.sources.text.large._HEAD", 500)
    ids = [f"a{n}" for n in range(2000)] + ["=1", "@2"]
    guard(pl.DataFrame({"id": ids, "x": range(2002)})).write_csv(tmp_path / "large.csv")
    table = read(tmp_path / "large.csv")
    assert table.frame["x"].dtype == pl.Int64
    assert table.frame["id"].to_list() == ids
    assert table.remarks[0].rows == 2


def test_categories_are_guarded_as_words():
    frame = guard(pl.DataFrame({"c": pl.Series(["=a", "b"], dtype=pl.Categorical)}))
    assert frame["c"].to_list() == ["'=a", "b"]


def test_a_formula_that_holds_a_text_is_that_text(tmp_path):
    (tmp_path / "a.csv").write_text('="id",age,said\n"=""0012""",20,"=""x""&A1"\n="0013",30,=1+1\n')
    table = read(tmp_path / "a.csv")
    assert table.frame.to_dict(as_series=False) == {
        "id": ["0012", "0013"],
        "age": ["20", "30"],
        "said": ['="x"&A1', "=1+1"],
    }
    (remark,) = table.remarks
    assert (remark.column, remark.rows, remark.facts) == ("id", 2, {"example": '="0012"'})
