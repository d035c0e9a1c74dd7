from __future__ import annotations

import polars as pl
import pytest

from coterie.assignment_files import ENDINGS, split_names, write_file, write_split
from coterie.likeness import Likeness

FRAME = pl.DataFrame(
    {"id": ["a", "b", "c", "=d"], "segment_id": [1, 0, None, 1], "segment": ["Größe", "x", None, "Größe"]},
    schema_overrides={"segment_id": pl.Int32},
)
READ = {".csv": pl.read_csv, ".parquet": pl.read_parquet, ".xlsx": pl.read_excel}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lazy", [True, False])
def test_each_segment_has_its_file_and_all_of_them_are_everyone(tmp_path, ending, lazy):
    write_split(FRAME.lazy() if lazy else FRAME, tmp_path, [0, 1, 2], ending=ending[1:])
    parts = {path.name: READ[ending](path) for path in tmp_path.iterdir()}
    assert {name.split(".")[0] for name in parts} == {f"assignments-{name}" for name in ("0", "1", "2", "none")}
    assert parts[f"assignments-1{ending}"].height == 2
    assert parts[f"assignments-2{ending}"].is_empty()
    assert sum(part.height for part in parts.values()) == FRAME.height
    assert set(parts) <= split_names()


def test_without_lost_customers_no_file_is_made_for_them(tmp_path):
    write_split(FRAME.drop_nulls(), tmp_path, [0, 1], ending="csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["assignments-0.csv", "assignments-1.csv"]


def test_a_text_file_takes_the_likeness_of_its_source(tmp_path):
    write_file(FRAME, tmp_path / "a.csv", Likeness(";", "cp1252"))
    lines = (tmp_path / "a.csv").read_bytes().decode("cp1252").splitlines()
    assert lines == ["id;segment_id;segment", "a;1;Größe", "b;0;x", "c;;", "'=d;1;Größe"]


def test_without_a_likeness_nothing_changes(tmp_path):
    write_file(FRAME, tmp_path / "a.csv")
    write_file(FRAME, tmp_path / "b.csv", Likeness())
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
