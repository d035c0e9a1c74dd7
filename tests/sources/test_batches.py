"""Tables read batch by batch are the tables that are read as a whole."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl
import pytest

from coterie import errors
from coterie.sources import batches, read
from coterie.sources.batches import open_parquet, spool_text
from coterie.sources.text import large
from coterie.spool import Spool


@pytest.fixture
def table():
    random = np.random.default_rng(0)
    return pl.DataFrame(
        {"id": np.arange(5000), " income ": random.lognormal(size=5000).round(4), "city": ["Ulm", "Bonn"] * 2500}
    )


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(batches, "CELLS", 3 * 1024)


@pytest.mark.usefixtures("small_batches")
def test_a_parquet_file_in_batches_is_the_file(tmp_path, table):
    path = tmp_path / "customers.parquet"
    table.write_parquet(path)
    found, whole = open_parquet(path), read(path)
    parts = list(found.frames())
    assert len(parts) == 5
    assert pl.concat(parts).equals(whole.frame)
    assert (found.rows, list(found.types), found.name) == (5000, whole.frame.columns, whole.name)
    assert found.digest() == whole.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert pl.concat(found.frames(["city"])).columns == ["city"]
    assert pl.concat(found.frames()).equals(whole.frame), "it can be read again"


@pytest.mark.usefixtures("small_batches")
def test_a_partitioned_folder_in_batches_is_the_folder(tmp_path, table):
    for country, part in (("DE", table[:3000]), ("FR", table[3000:])):
        (tmp_path / f"country={country}").mkdir()
        part.write_parquet(tmp_path / f"country={country}" / "part.parquet")
    found, whole = open_parquet(tmp_path), read(tmp_path)
    assert pl.concat(found.frames()).equals(whole.frame)
    assert found.digest() == whole.sha256


def test_records_become_columns_of_their_own(tmp_path):
    path = tmp_path / "nested.parquet"
    pl.DataFrame({"id": [1, 2], "at": [{"city": "Ulm"}, {"city": "Bonn"}]}).write_parquet(path)
    found = open_parquet(path)
    assert list(found.types) == ["id", "at.city"]
    assert next(found.frames(["at.city"])).to_series().to_list() == ["Ulm", "Bonn"]


def test_what_is_no_parquet_and_what_is_empty_is_refused(tmp_path):
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(errors.InputError, match="'broken.parquet' cannot be read: it is no Parquet"):
        open_parquet(tmp_path / "broken.parquet")
    pl.DataFrame({"id": []}).write_parquet(tmp_path / "empty.parquet")
    with pytest.raises(errors.InputError, match="has a header but no rows"):
        open_parquet(tmp_path / "empty.parquet")


def test_spooled_text_is_the_text(tmp_path, table, monkeypatch):
    monkeypatch.setattr(large, "_BLOCK", 2**14)
    path = tmp_path / "customers.csv"
    table.write_csv(path)
    found = spool_text(path, Spool(tmp_path))
    whole = large.read_large(path)
    assert found is not None
    assert whole is not None
    parts = list(found.frames())
    assert len(parts) > 3
    assert (
        pl.concat(parts)
        .rename({"income": " income "}, strict=False)
        .equals(whole[0].rename({"income": " income "}, strict=False))
    )
    assert pl.concat(found.frames(["city"])).equals(whole[0].select("city"))
    assert list(tmp_path.iterdir()) == [path], "the spool has no name"
    assert (found.rows, found.digest()) == (5000, hashlib.sha256(path.read_bytes()).hexdigest())


def test_gaps_and_words_come_back_as_they_were(tmp_path):
    path = tmp_path / "customers.csv"
    rows = [f"{i},{'' if i % 7 else i},{i + 0.25},{'' if i % 5 else 'Ulm'}" for i in range(2000)]
    path.write_text("id,visits,paid,city\n" + "\n".join(rows) + "\n")
    found = spool_text(path, Spool(tmp_path))
    whole = large.read_large(path)
    assert found is not None
    assert whole is not None
    assert pl.concat(found.frames()).equals(whole[0])
    assert whole[0]["visits"].null_count() > 0


@pytest.mark.parametrize("line", ["7,'=SUM(A1)", "7,'@x"])
def test_text_that_stands_behind_an_apostrophe_is_not_spooled(tmp_path, line):
    path = tmp_path / "customers.csv"
    path.write_text("id,name\n" + "1,Ann\n" * 50 + line + "\n" + "1,Bob\n" * 50)
    assert spool_text(path, Spool(tmp_path)) is None
    path.write_text("id,'=name\n" + "1,Ann\n" * 50)
    assert spool_text(path, Spool(tmp_path)) is None


def test_text_that_has_to_be_mended_is_not_spooled(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_text("id,age\n" + "1,20\n" * 50 + "2,30,oops\n" + "1,20\n" * 50)
    assert spool_text(path, Spool(tmp_path)) is None
