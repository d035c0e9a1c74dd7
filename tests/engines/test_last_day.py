"""Dates that build segments: streamed as in memory, whichever rows a sample holds."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.artefact import to_bytes
from coterie.engines.job import Job
from coterie.engines.last_day import LastDay
from coterie.engines.memory import InMemory
from coterie.engines.steps import look
from coterie.options import Options
from coterie.schema import Column
from coterie.sources import read

QUIET = lambda *_: None  # noqa: E731 - nobody listens
ROWS = 400


def customers() -> pl.DataFrame:
    random = np.random.default_rng(3)
    joined = np.datetime64("2015-01-01") + random.integers(0, 3000, ROWS).astype("timedelta64[D]")
    frame = pl.DataFrame({"client": [f"c{i}" for i in range(ROWS)], "joined": joined})
    return frame.with_columns(pl.col("joined").cast(pl.Date), spent=pl.Series(random.normal(50, 9, ROWS)))


@pytest.mark.parametrize("last", [0, 173, ROWS - 1])
def test_a_sample_counts_back_from_the_last_date_of_all(last: int) -> None:
    frame = customers()
    frame[last, "joined"] = dt.date(2031, 5, 6)
    table, options = read(frame), Options(features=("joined", "spent"))
    cleaned = look(Job(InMemory(table, QUIET), QUIET, 100), options).infer().clean()
    assert cleaned.schema["joined"].days_before == "2031-05-06"


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_in_memory_and_in_batches_the_same_file_is_saved(tmp_path, suffix: str) -> None:
    path = tmp_path / f"customers.{suffix}"
    getattr(customers(), f"write_{suffix}")(path)
    saved = {
        to_bytes(
            coterie.segment(path, features=["joined", "spent"], k=3, evidence="none", engine=engine, folder=tmp_path)
        )
        for engine in ("memory", "streaming")
    }
    assert len(saved) == 1


def test_the_last_day_is_that_of_all_parts() -> None:
    def part(*days: dt.date | None) -> LastDay:
        found = LastDay([Column("joined", "date", "feature", 0, "")])
        found.add(pl.DataFrame({"joined": days}, schema={"joined": pl.Date}))
        return found

    one, other, none = part(dt.date(2024, 1, 1), None), part(dt.date(2023, 1, 1)), part(None)
    other.merge(none)
    other.merge(one.from_arrow(one.to_arrow()))
    assert other.finish() == dt.date(2024, 1, 1)
    assert none.finish() is None
