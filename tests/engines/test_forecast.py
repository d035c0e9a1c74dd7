"""What a table will take is found out by the real passes."""

from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.engines import forecast as module
from coterie.engines import starting
from coterie.engines.forecast import forecast
from coterie.engines.size import size_of
from coterie.options import Options


@pytest.fixture
def parquet(customers, tmp_path):
    path = tmp_path / "customers.parquet"
    customers.write_parquet(path)
    return path


@pytest.fixture
def worth_knowing(monkeypatch):
    monkeypatch.setattr(starting, "_LARGE", 0)


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_time_and_memory_grow_with_the_rows(customers, parquet, tmp_path, kind, streamed):
    path = parquet if kind == "parquet" else tmp_path / "customers.csv"
    customers.write_csv(tmp_path / "customers.csv")
    size = size_of(path)
    one = forecast(path, size, Options(), streamed=streamed, folder=tmp_path)
    more = forecast(path, size._replace(rows=10**8), Options(), streamed=streamed, folder=tmp_path)
    assert one.seconds > 0
    assert more.seconds > 10
    assert one.memory < 0.5e9
    batches = 0.28e9 + (0.15e9 if kind == "csv" else 0)
    assert more.memory == pytest.approx(batches + 500_000 * 7 * 90 if streamed else 28.28e9)
    assert more.disk == (0 if not streamed else 10**8 * (107 + (56 if kind == "csv" else 0)))
    assert {each.suffix for each in tmp_path.iterdir()} == {".csv", ".parquet"}, "nothing is left behind"


def test_first_rows_that_allow_no_segments_give_no_forecast(tmp_path):
    path = tmp_path / "same.parquet"
    pl.DataFrame({"age": [30] * 100_000}).write_parquet(path)
    assert forecast(path, size_of(path), Options(), streamed=True, folder=None) is None


def test_text_that_is_not_in_order_gives_none(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_text("id,age\n" + "1,20\n" * 50 + "2,30,oops\n" + "1,20\n" * 50)
    assert forecast(path, size_of(path), Options(), streamed=False, folder=None) is None


@pytest.mark.usefixtures("small_steps", "worth_knowing")
def test_a_large_table_is_announced_before_it_is_read(parquet, tmp_path):
    told = []
    coterie.segment(parquet, k=4, evidence="none", engine="streaming", folder=tmp_path, on_plan=told.append)
    (line,) = told
    assert line.startswith("customers.parquet: 20,000 rows, 7 columns, read in batches. About ")
    assert line.endswith(f", 0.3 GB of memory, and 0.0 GB of disk in {tmp_path} meanwhile.")


@pytest.mark.usefixtures("small_steps", "worth_knowing")
def test_why_a_table_is_read_in_batches_is_told(parquet, monkeypatch):
    monkeypatch.setattr(starting, "memory_there_is", lambda: 5_000_000)
    told = []
    coterie.segment(parquet, k=4, evidence="none", on_plan=told.append)
    assert "read in batches: it would need 0.0 GB in memory, and 0.0 GB is free. About" in told[0]


@pytest.mark.usefixtures("worth_knowing")
@pytest.mark.parametrize("seconds", [0.0, 1e9])
def test_a_table_that_is_held_is_announced_where_it_takes_long(parquet, monkeypatch, seconds):
    monkeypatch.setattr(starting, "_LONG", seconds)
    told = []
    coterie.segment(parquet, k=4, evidence="none", on_plan=told.append)
    assert len(told) == (seconds == 0)
    assert not told or "held in memory. About" in told[0]


def test_a_small_table_is_not_rehearsed(parquet, monkeypatch):
    monkeypatch.setattr(module, "forecast", None)
    told = []
    coterie.segment(parquet, k=4, evidence="none", on_plan=told.append)
    assert told == []


def test_times_are_told_as_people_say_them():
    told = [starting._duration(seconds) for seconds in (0.2, 8.4, 47.0, 252.0, 9000.0)]
    assert told == ["1 second", "8 seconds", "45 seconds", "4 minutes", "2.5 hours"]
