"""A table on a cluster is opened, or a line says why it cannot be."""

from __future__ import annotations

import os
import sys
import time

import numpy as np
import polars as pl
import pytest
from pretending import PretendedJobs, parted
from standing import free_port

import coterie
from coterie import errors
from coterie.engines.spark import opening
from coterie.options import Options

QUIET = lambda *_: None  # noqa: E731 - nobody listens


class Parts(list):
    """A Spark DataFrame, as far as opening looks at it."""

    sparkSession = "session"  # noqa: N815 - as Spark calls it


Parts.__module__ = "pyspark.sql.dataframe"  # it chooses Spark by itself


@pytest.fixture
def pretended(monkeypatch):
    monkeypatch.setattr(opening, "Jobs", lambda session: PretendedJobs())
    monkeypatch.setattr(opening, "check_executors", lambda jobs: None)
    monkeypatch.setattr(opening, "_table", lambda given, options: (given, "customers"))


def planned(frame):
    return opening.planned(Parts(parted(frame, 4)), Options(), QUIET, held=50)


@pytest.mark.usefixtures("pretended")
def test_customers_are_planned_from_those_held():
    random = np.random.default_rng(0)
    looked = planned(pl.DataFrame({"client": [f"c{n}" for n in range(300)], "age": random.integers(20, 70, 300)}))
    assert (looked.job.engine.rows, looked.job.engine.columns, looked.sample.frame.height) == (300, 2, 50)
    assert looked.infer().schema.id == "client"
    assert not looked.job.whole, "also where all are held: they stay on the cluster"


@pytest.mark.usefixtures("pretended")
def test_a_table_is_inspected_by_a_sample_of_it(monkeypatch):
    monkeypatch.setattr(opening, "rows_held", lambda rows, columns: 60)
    random = np.random.default_rng(0)
    frame = pl.DataFrame({"client": [f"c{n}" for n in range(300)], "age": random.integers(20, 70, 300)})
    found = coterie.inspect(Parts(parted(frame, 4)))
    assert found.status == "ready"
    assert (found.plan.source.rows, found.plan.source.columns) == (300, 2)
    assert found.columns["role"].to_list() == ["id", "feature"]
    assert "from_sample" in [remark.code for remark in found.readiness.cleaning.remarks]
    with pytest.raises(errors.DataRefused, match="The rows of 'customers' are purchases"):
        coterie.inspect(Parts(parted(bought(), 4)))


def bought():
    n = range(300)
    days = [f"2024-01-{day % 28 + 1:02}" for day in n]
    return pl.DataFrame({"client_id": [i % 20 for i in n], "day": days, "amount": [i * 7 % 11 for i in n]})


@pytest.mark.usefixtures("pretended")
def test_purchases_are_refused():
    with pytest.raises(errors.DataRefused, match="The rows of 'customers' are purchases: 'client_id' repeats"):
        planned(bought())


@pytest.mark.usefixtures("pretended")
def test_a_table_without_rows_is_refused():
    with pytest.raises(errors.EmptySource):
        planned(pl.DataFrame({"age": [1]}).clear())


@pytest.mark.parametrize(
    ("option", "value"), [("query", "SELECT 1"), ("customers", "crm.csv"), ("currency", "EUR"), ("returns", {"a": "b"})]
)
def test_an_option_that_spark_does_not_have_is_refused(option, value):
    with pytest.raises(errors.OptionError, match=f"`{option}` is not there for tables on Spark"):
        coterie.segment("a.b.c", engine="spark", **{option: value})


def test_a_server_that_is_down_is_told_at_once(monkeypatch):
    address = f"sc://127.0.0.1:{free_port()}"
    monkeypatch.setenv("SPARK_REMOTE", f"{address}/;user_id=me")
    since = time.monotonic()
    with pytest.raises(errors.SourceUnreachable, match=f"No Spark Connect server answers at {address}"):
        coterie.segment("catalog.schema.customers", engine="spark")
    assert time.monotonic() - since < 30


def test_what_spark_cannot_read_is_refused():
    with pytest.raises(errors.OptionError, match="which reads Spark DataFrames, tables and Parquet, not DataFrame"):
        coterie.segment(pl.DataFrame({"age": [1]}), engine="spark")


def test_without_its_client_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "coterie.engines.spark.opening", None)
    with pytest.raises(errors.LibraryMissing, match="pip install 'coterie\\[spark\\]'"):
        coterie.segment("catalog.schema.customers", engine="spark")


@pytest.mark.parametrize(
    ("named", "python"),
    [
        ({}, sys.executable),
        ({"MASTER": "local[2]"}, sys.executable),
        ({"MASTER": "local[2]", "PYSPARK_PYTHON": "python9"}, "python9"),
        ({"MASTER": "spark://there:7077"}, None),
        ({"SPARK_HOME": "/opt/spark"}, None),
    ],
)
def test_executors_on_this_machine_run_this_python(monkeypatch, named, python):
    for name in ("MASTER", "SPARK_CONF_DIR", "SPARK_HOME", "SPARK_REMOTE", "PYSPARK_PYTHON"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(opening, "SparkSession", Begun())
    opening.session()
    assert os.environ.get("PYSPARK_PYTHON") == python


class Begun:
    """Begins a session that is none."""

    @property
    def builder(self):
        return self

    def getActiveSession(self):  # noqa: N802 - as Spark calls it
        return None

    def appName(self, _):  # noqa: N802 - as above
        return self

    def config(self, *_):
        return self

    def getOrCreate(self):  # noqa: N802 - as above
        return self
