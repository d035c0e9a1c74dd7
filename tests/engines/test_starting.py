"""The engine follows from the table's size and the memory there is, or from what was asked for."""

from __future__ import annotations

import shutil
from typing import NamedTuple

import polars as pl
import pytest

from coterie import InputError, OutputError
from coterie.engines import starting
from coterie.engines.memory import InMemory
from coterie.engines.starting import start
from coterie.engines.streamed import Streamed
from coterie.options import Options


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    free: int


@pytest.fixture
def parquet(customers, tmp_path):
    path = tmp_path / "customers.parquet"
    customers.write_parquet(path)
    return path


@pytest.fixture
def text(customers, tmp_path):
    path = tmp_path / "customers.csv"
    customers.write_csv(path)
    return path


def begun(customers, engine="auto", **options):
    return type(start(customers, Options(**options), lambda *_: None, engine=engine, held=4000).job.engine)


@pytest.fixture
def little_memory(monkeypatch):
    monkeypatch.setattr(starting, "memory_there_is", lambda: 4_000_000)


def test_what_fits_is_held(parquet, text, customers):
    assert [begun(each) for each in (parquet, str(text), customers)] == [InMemory] * 3


@pytest.mark.usefixtures("little_memory")
def test_what_does_not_fit_is_streamed(parquet, text):
    assert [begun(each) for each in (parquet, str(text))] == [Streamed] * 2
    assert begun(parquet, "memory") is InMemory


def test_what_would_take_much_is_streamed_where_it_can_be(parquet, text, monkeypatch, tmp_path):
    monkeypatch.setattr(starting, "_MOST_BYTES", 1_000_000)
    assert [begun(each) for each in (parquet, text)] == [Streamed] * 2
    assert begun(text, encoding="utf-8") is InMemory
    assert begun(parquet, "memory") is InMemory
    with text.open("a") as file:
        file.write("c1,2\n")
    assert begun(text) is InMemory
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1000))
    assert begun(parquet) is InMemory


@pytest.mark.parametrize(
    ("customers", "said"),
    [
        (pl.DataFrame({"age": [20, 30]}), "'customers' cannot be read in batches: only files can be, no frames"),
        ("sqlite:///no-such.db", "'no-such.db' cannot be read in batches: it is a database"),
    ],
)
def test_only_files_can_be_streamed(customers, said):
    with pytest.raises(InputError, match=said):
        begun(customers, "streaming")


def test_what_is_asked_for_is_done(parquet, text):
    assert [begun(each, "streaming") for each in (parquet, text)] == [Streamed] * 2


def test_a_folder_of_parquet_is_streamed(customers, tmp_path):
    (tmp_path / "parts").mkdir()
    for number, part in enumerate(customers.iter_slices(7000)):
        part.write_parquet(tmp_path / "parts" / f"{number}.parquet")
    assert begun(tmp_path / "parts", "streaming") is Streamed


def test_a_table_no_larger_than_the_sample_is_held(parquet):
    assert type(start(parquet, Options(), lambda *_: None, engine="streaming").job.engine) is InMemory


def test_another_engine_is_refused_by_name(parquet):
    with pytest.raises(InputError, match="`engine` is 'stream'.*streaming"):
        begun(parquet, "stream")


def test_what_cannot_be_read_in_batches_is_refused_where_that_was_asked_for(customers, text, tmp_path):
    with text.open("a") as file:
        file.write("c1,2\n")
    with pytest.raises(InputError, match="'customers.csv' cannot be read in batches: a line of it is not in order"):
        begun(text, "streaming")
    with pytest.raises(InputError, match="`encoding` needs the whole of it. Save it as Parquet, or leave `engine` out"):
        begun(text, "streaming", encoding="utf-8")


@pytest.mark.usefixtures("little_memory")
def test_what_neither_fits_nor_can_be_streamed_is_refused(text):
    with text.open("a") as file:
        file.write("c1,2\n")
    message = (
        "'customers.csv' needs about 0.0 GB of memory, of which there are 0.0 GB, and it cannot be read in batches"
    )
    with pytest.raises(InputError, match=message):
        begun(text)


def test_a_full_disk_is_told_before_any_work(parquet, monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1000))
    with pytest.raises(OutputError, match="'customers.parquet' needs about 0.0 GB of disk to work in, but"):
        start(parquet, Options(), lambda *_: None, engine="streaming", folder=tmp_path, held=4000)


def test_a_file_that_is_not_there_is_told_as_ever(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        begun(tmp_path / "customer.csv", "streaming")
