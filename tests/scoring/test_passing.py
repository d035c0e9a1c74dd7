"""Customers who pass by get what customers get who are held, and never are all there at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import coterie
from coterie.assignment_files import assignments_written
from coterie.errors import Drifted
from coterie.scoring import Passing, passing

PEAK = """
import sys
from pathlib import Path
import coterie
from coterie.assignment_files import assignments_written
from coterie.scoring import Passing
customers = Passing(coterie.load(sys.argv[1]), sys.argv[2])
with assignments_written(customers.lazy(), Path(sys.argv[3])):
    customers.stop()
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


@pytest.fixture(scope="module")
def found(bank):
    return coterie.segment(bank, features=["age", "income", "card_type"], k=4, evidence="none").segmentation


@pytest.fixture
def few_cells(monkeypatch):
    """Let small tables pass by, in many batches."""
    monkeypatch.setattr("coterie.scoring.passing.CELLS", 100)
    monkeypatch.setattr("coterie.sources.batches.CELLS", 7)
    monkeypatch.setattr("coterie.scoring.passing.LARGE", 100)
    monkeypatch.setattr("coterie.sources.text.large._BLOCK", 20_000)
    monkeypatch.setattr("coterie.scoring.passing.ROWS", 300)


def many(bank):
    """Return enough customers for several batches, with a gap and a column that is carried along."""
    all_ = pl.concat([bank] * 4)
    ages = pl.when(pl.int_range(pl.len()) % 7 > 0).then(pl.col("age"))
    return all_.with_columns(ages.alias("age"), customer_id=pl.format("C{}", pl.int_range(pl.len())))


def written(customers, path):
    frame = customers.lazy() if customers.passes else customers.held()
    with assignments_written(frame, path):
        customers.stop()
    return path.read_bytes()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("source", ["csv", "parquet"])
def test_the_same_bytes_whether_held_or_passing(found, bank, tmp_path, few_cells, ending, source):
    customers, path = many(bank), tmp_path / f"customers.{source}"
    customers.write_csv(path) if source == "csv" else customers.write_parquet(path)
    how = {"keep": ["gender"], "holdout": 0.3}
    held = Passing(found, coterie.sources.read(path), **how)
    by = Passing(found, path, **how)
    assert (held.passes, by.passes) == (False, True)
    assert written(held, tmp_path / f"held.{ending}") == written(by, tmp_path / f"by.{ending}")
    assert held.counts == by.counts
    assert sum(by.counts.values()) == customers.height
    assert held.doubts == by.doubts


def test_rows_without_an_id_are_numbered_on_and_the_table_passes_as_often_as_asked(found, bank, tmp_path, few_cells):
    customers = many(bank).drop("customer_id")
    customers.write_parquet(tmp_path / "x.parquet")
    by = Passing(found, tmp_path / "x.parquet")
    for _ in range(2):
        assert pl.concat(by.frames())["row"].to_list() == list(range(1, customers.height + 1))
        assert sum(by.counts.values()) == customers.height
    assert coterie.score(found, tmp_path / "x.parquet").equals(pl.concat(by.frames()))


def test_batches_of_a_scorer_are_numbered_on(found, bank):
    customers = bank.drop("customer_id")
    scores = pl.concat(coterie.Scorer(found).batches(customers.iter_slices(70)))
    assert scores.equals(coterie.Scorer(found).many(customers).frame)


def test_what_stops_the_work_leaves_no_file(found, bank, tmp_path, few_cells):
    customers = many(bank).with_columns(pl.col("income") / 1000)
    customers.write_parquet(tmp_path / "x.parquet")
    with pytest.raises(Drifted, match="income: .*1,000"):
        written(Passing(found, tmp_path / "x.parquet"), tmp_path / "out.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["x.parquet"]
    customers.with_columns(age=pl.lit(value=True)).write_parquet(tmp_path / "x.parquet")
    with pytest.raises(Drifted, match="age"):
        written(Passing(found, tmp_path / "x.parquet"), tmp_path / "out.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["x.parquet"]


def test_what_cannot_pass_is_read_whole(found, bank, tmp_path, few_cells):
    customers = many(bank)
    customers.with_columns(gender=pl.lit('a "quoted" one')).write_csv(tmp_path / "quoted.csv")
    customers.write_csv(tmp_path / "named.csv")
    assert not Passing(found, tmp_path / "quoted.csv").passes
    assert not Passing(found, tmp_path / "named.csv", encoding="utf-8").passes
    assert not Passing(found, customers).passes
    assert passing.incoming(tmp_path / "named.csv").passes


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the most memory that was used")
def test_memory_does_not_grow_with_the_rows(bank, tmp_path):
    small = bank.select("age", "income")
    coterie.save(coterie.segment(small, k=3, evidence="none"), tmp_path / "a.coterie")
    peaks = []
    for rows in (1_100_000, 4_400_000):
        customers = pl.concat([small] * (rows // small.height + 1))[:rows]
        customers.write_parquet(tmp_path / "x.parquet")
        command = [sys.executable, "-c", PEAK, tmp_path / "a.coterie", tmp_path / "x.parquet", tmp_path / "out.parquet"]
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
        peaks.append(int(done.stdout) / 1024)
    assert pl.scan_parquet(tmp_path / "out.parquet").select(pl.len()).collect().item() == rows
    assert peaks[1] - peaks[0] < 100, peaks  # the answer held, 200 MB more


def test_the_first_rows_are_scored_once_when_a_table_is_written(found, bank, tmp_path, few_cells, monkeypatch):
    many(bank).write_parquet(tmp_path / "new.parquet")
    scored = []
    batches = coterie.Scorer.batches

    def counted(self, parts, doubting=None, **told):
        for each in batches(self, parts, doubting, **told):
            scored.append(each.height)
            yield each

    monkeypatch.setattr(coterie.Scorer, "batches", counted)
    customers = Passing(found, tmp_path / "new.parquet")
    assert customers.passes
    frame = customers.lazy()
    with assignments_written(frame, tmp_path / "scored.csv"):
        pass
    assert sum(scored) == pl.read_csv(tmp_path / "scored.csv").height == many(bank).height
    assert frame.collect().height == many(bank).height
