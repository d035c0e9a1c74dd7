"""A real master, two workers and a server of Spark Connect: the same bytes as in batches here, whatever goes wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import driving
import polars as pl
import pytest
from standing import Cluster, environment

from coterie.datasets import bank_customers

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17 (openjdk-17-jre-headless)"),
    pytest.mark.xdist_group("spark"),
]
DRIVER = Path(driving.__file__)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a table of 12,012 customers in three files, some of whom are there again."""
    made = tmp_path_factory.mktemp("spark")
    customers = bank_customers(n=12_000)
    changed = customers[100:105].with_columns(pl.col("age") + 1)
    (made / "table").mkdir()
    for number, part in enumerate(pl.concat([customers, customers[:7], changed]).iter_slices(4500)):
        part.write_parquet(made / "table" / f"{number}.parquet")
    return made


@pytest.fixture(scope="module")
def expected(folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driving.sampling, "HELD_ROWS", driving.HELD)
        return driving.streamed(str(folder / "table"))


@pytest.fixture(scope="module")
def cluster(folder):
    running = Cluster(folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()


def driven(address, folder, how, *, on_line=None):
    """Run a driver to its end; what it tells of progress is heard line by line."""
    program = [sys.executable, "-W", "ignore", str(DRIVER), address, str(folder / "table"), how]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()) as one:
        told = []
        for line in one.stderr:
            told.append(line)
            if on_line is not None:
                on_line(line.strip())
        out = one.stdout.read()
    assert one.returncode == 0, "".join(told)[-3000:]
    return json.loads(out.splitlines()[-1])


def same(found, expected):
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("how", ["as it lies", "seven parts", "backwards and skewed", "even tasks fail"])
def test_a_cluster_comes_to_the_same_bytes(cluster, folder, expected, how):
    same(driven(cluster.master, folder, how), expected)


def test_a_machine_that_is_lost_in_the_middle_of_a_pass_changes_nothing(cluster, folder, expected):
    lost = []

    def lose(line):
        if line == "Preparing" and not lost:
            cluster.add_worker("another")
            cluster.kill("worker1")
            lost.append(line)

    same(driven(cluster.master, folder, "seven parts", on_line=lose), expected)
    assert lost


def test_spark_connect_comes_to_the_same_bytes(cluster, folder, expected):
    cluster.start_connect()
    same(driven(cluster.connect, folder, "as it lies"), expected)
