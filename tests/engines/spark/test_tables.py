"""The command, and tables of a catalog, through a real server of Spark Connect."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from pyspark.sql import SparkSession
from standing import NEEDS_SPARK, environment

import coterie
from coterie import errors
from coterie.engines.spark import tables
from coterie.stamp import COLUMNS

pytestmark = NEEDS_SPARK
COMMAND = Path(sys.executable).with_name("coterie")
ASKED = ("--engine", "spark", "--k", "4", "--k-max", "5", "--evidence", "none")


@pytest.fixture(scope="module")
def spark(cluster, folder):
    """Return a session of Spark Connect, whose catalog holds the table of customers."""
    begun = SparkSession.builder.remote(cluster.start_connect()).getOrCreate()
    begun.read.parquet(str(folder / "table")).write.saveAsTable("customers")
    yield begun
    begun.stop()


@pytest.fixture
def told(cluster, tmp_path):
    """Return a function that runs the command, and returns what it says."""

    def run(*arguments):
        done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False,
                              cwd=tmp_path, env=environment(SPARK_REMOTE=cluster.start_connect()))  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture(scope="module")
def of_parquet(cluster, folder):
    """Return the folder of results for the table as files."""
    out = folder / "of-parquet"
    program = [COMMAND, "segment", folder / "table", "--out", out, *ASKED]
    done = subprocess.run(program, capture_output=True, text=True, check=False,
                          env=environment(SPARK_REMOTE=cluster.start_connect()))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Report: " in done.stdout
    return out


def test_a_folder_of_parquet_leaves_all_that_segment_writes(of_parquet, expected):
    assert sorted(path.name for path in of_parquet.iterdir()) == [
        "assignments.csv", "report.html", "segmentation.coterie", "segments.json"
    ]  # fmt: skip
    assert pl.read_csv(of_parquet / "assignments.csv").height == expected["rows"]


def test_a_table_of_a_catalog_goes_to_a_table(spark, told, tmp_path, of_parquet):
    code, out, error = told("segment", "--table", "customers", "--to-table", "segments", "--out", "out", *ASKED)
    assert (code, error) == (0, "")
    assert "Table: segments on Spark" in out
    assert not (tmp_path / "out" / "assignments.csv").exists(), "they went to the table"
    found = pl.DataFrame(spark.table("segments").toArrow())
    assert set(COLUMNS) <= set(found.columns)
    same = pl.read_csv(of_parquet / "assignments.csv")["segment_id"].value_counts().sort("segment_id")
    assert found["segment_id"].cast(pl.Int64).value_counts().sort("segment_id").equals(same)
    one, other = (json.loads((where / "segments.json").read_text()) for where in (tmp_path / "out", of_parquet))
    assert one["segments"] == other["segments"]


def test_customers_of_a_table_are_scored_where_they_lie(spark, told, folder, of_parquet):
    saved = of_parquet / "segmentation.coterie"
    code, out, error = told("score", saved, "--engine", "spark", "--table", "customers", "--to-table", "scored")
    assert (code, error) == (0, "")
    assert "Table: scored on Spark" in out
    found = pl.DataFrame(spark.table("scored").toArrow()).drop(COLUMNS).sort(pl.all())
    here = coterie.score(coterie.load(saved), folder / "table").sort(pl.all())
    assert found.equals(here.cast(dict(found.schema)))
    lazy = coterie.score(coterie.load(saved), spark.table("customers").limit(500))
    assert lazy.count() == 500


def test_a_table_is_inspected_where_it_lies(told):
    code, out, error = told("inspect", "--engine", "spark", "--table", "customers", "--json")
    assert (code, error) == (0, "")
    assert json.loads(out)["source"] == {"name": "customers", "sha256": "", "rows": 12_012, "columns": 7}


def test_a_table_is_replaced_whole_or_not_at_all(spark, monkeypatch):
    monkeypatch.setattr(tables, "session", lambda: spark)
    stamps = dict.fromkeys(COLUMNS, "a")
    for rows in (3, 5):
        tables.check_table("whole", ours=COLUMNS, replace=False)
        tables.write_table(spark.range(rows), "whole", stamps)
        assert spark.table("whole").count() == rows
    broken = spark.range(9).selectExpr("raise_error('the disk is full') AS id")
    with pytest.raises(errors.OutputError, match="Spark could not write the table 'whole': .*the disk is full"):
        tables.write_table(broken, "whole", stamps)
    assert spark.table("whole").count() == 5
    assert spark.table("whole").columns == ["id", *COLUMNS]


def test_tables_of_others_and_what_is_read_are_refused(spark, monkeypatch):
    monkeypatch.setattr(tables, "session", lambda: spark)
    with pytest.raises(errors.OutputError, match="'customers' on Spark was not written by coterie"):
        tables.check_table("customers", ours=COLUMNS, replace=False)
    tables.check_table("customers", ours=COLUMNS, replace=True)
    tables.check_table("nobody_s", ours=COLUMNS, replace=False)
    with pytest.raises(errors.OutputError, match="'customers' is read from"):
        tables.check_table("customers", ours=COLUMNS, replace=True, reads="customers")
