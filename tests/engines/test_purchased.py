"""Purchases give way to the customers made of them, whichever engine they were to have."""

from __future__ import annotations

import hashlib
import io

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.assignments import write_csv
from coterie.engines import start
from coterie.engines.memory import InMemory
from coterie.engines.streamed import Streamed
from coterie.options import Options
from coterie.sources import scan, to_polars
from coterie.sources.text import large


@pytest.fixture(scope="module")
def bought():
    chance = np.random.default_rng(4)
    n = 30_000
    days = np.datetime64("2023-01-01") + chance.integers(0, 600, n)
    paid = np.round(chance.lognormal(3, 1, n), 2)
    who = (400 * chance.random(n) ** 2).astype(int) + 1000
    return pl.DataFrame({"order_no": np.arange(n) // 2, "client_id": who, "order_date": days, "amount": paid})


def written(result):
    file = io.BytesIO()
    write_csv(to_polars(result.assignments), file)
    return file.getvalue()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_table_that_is_not_held_makes_the_same_customers(bought, tmp_path, monkeypatch, ending):
    monkeypatch.setattr(scan, "LARGE", 1000)
    monkeypatch.setattr(large, "LARGE", 1000)
    path = tmp_path / f"bought.{ending}"
    (bought.write_csv if ending == "csv" else bought.write_parquet)(path)
    told = []
    streamed = start(path, Options(), lambda *step: told.append(step), engine="streaming", held=4000, folder=tmp_path)
    held = start(path, Options(), lambda *_: None, engine="memory")
    for looked in (streamed, held):
        assert isinstance(looked.job.engine, InMemory)
    one, other = (looked.infer().clean() for looked in (streamed, held))
    for cleaned in (one, other):
        source = cleaned.known.source
        assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (source.rows, source.name) == (bought["client_id"].n_unique(), path.name)
    assert one.frame.equals(other.frame)
    assert one.known.source.purchases == other.known.source.purchases
    assert {stage for stage, *_ in told} <= {"Reading", "Cleaning"}
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_streaming_ends_in_the_same_segments(bought, tmp_path):
    bought.write_parquet(tmp_path / "bought.parquet")
    ways = [
        coterie.segment(tmp_path / "bought.parquet", k=3, evidence="none", engine=engine)
        for engine in ("memory", "streaming")
    ]
    assert written(ways[0]) == written(ways[1])


def test_customers_stay_with_their_engine(bought, tmp_path):
    customers = bought.with_columns(client_id=pl.int_range(pl.len()) * 3 + 1)
    customers.write_parquet(tmp_path / "customers.parquet")
    job = start(tmp_path / "customers.parquet", Options(), lambda *_: None, engine="streaming", held=4000).job
    assert isinstance(job.engine, Streamed)
    assert job.made is None
