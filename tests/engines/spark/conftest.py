"""One cluster for all tests that need one."""

from __future__ import annotations

import driving
import polars as pl
import pytest
from standing import Cluster

from coterie.datasets import bank_customers


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Return a folder with a table of 12,012 customers in three files, some of whom are there again."""
    made = tmp_path_factory.mktemp("spark")
    customers = bank_customers(n=12_000)
    changed = customers[100:105].with_columns(pl.col("age") + 1)
    (made / "table").mkdir()
    for number, part in enumerate(pl.concat([customers, customers[:7], changed]).iter_slices(4500)):
        part.write_parquet(made / "table" / f"{number}.parquet")
    return made


@pytest.fixture(scope="session")
def expected(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driving.sampling, "HELD_ROWS", driving.HELD)
        return driving.streamed(str(folder / "table"))


@pytest.fixture(scope="session")
def cluster(folder):
    running = Cluster(folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()
