"""Segments a table on a cluster, as a program of its own: ``driving.py ADDRESS PARQUET HOW`` prints what came of it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time

import polars as pl
from pyspark import TaskContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from standing import SETTINGS

import coterie
from coterie.engines import sampling

HELD = 3000
ASKED = {"k": 4, "k_max": 5, "evidence": "none"}


def came_to(result, assignments):
    """Return the segments to the last digit, and a fingerprint of the assignments by id."""
    found = result.segmentation
    told = (found.schema, found.preparation, found.profiles, found.inertia, found.centers, found.names,
            [trial.inertia for trial in found.sweep], [each.size for each in found.segments])  # fmt: skip
    ordered = assignments.sort(assignments.columns[0])
    return {
        "segments": hashlib.sha256(repr(told).encode()).hexdigest(),
        "assignments": hashlib.sha256(ordered.write_csv().encode()).hexdigest(),
        "rows": ordered.height,
        "inertia": found.inertia,
    }


def streamed(path):
    """Return what the same table comes to, read in batches here."""
    sampling.HELD_ROWS = HELD
    result = coterie.segment(path, engine="streaming", **ASKED)
    return came_to(result, result.scan_assignments().collect())


def session(address):
    if address.startswith("sc://"):
        return SparkSession.builder.remote(address).getOrCreate()
    made = SparkSession.builder.master(address)
    for each in SETTINGS:
        made = made.config(*each.split("=", 1))
    return made.getOrCreate()


def lying(table, how):
    """Return the rows of a table in other parts and another order."""
    key = table.columns[0]
    if how == "seven parts":
        return table.repartition(7)
    if how == "backwards and skewed":
        return table.orderBy(F.col(key).desc()).coalesce(1).unionByName(table.limit(0).repartition(3))
    if how == "even tasks fail":
        return table.repartition(6, key).mapInArrow(failing, table.schema)
    return table


def failing(batches):
    """Fail at first in every task of an even number, when it has yielded something."""
    context = TaskContext.get()
    for batch in batches:
        yield batch
        if context.partitionId() % 2 == 0 and context.attemptNumber() == 0:
            raise RuntimeError("this task fails at first")


failing.__module__ = "__main__"


def main(address, path, how):
    sampling.HELD_ROWS = HELD
    since = time.monotonic()
    spark = session(address)
    begun = time.monotonic()
    table = lying(spark.read.parquet(path), how)
    told = lambda stage, done, total: sys.stderr.write(f"{stage}\n")  # noqa: E731 - it is only given on
    result = coterie.segment(table, on_progress=told, **ASKED)
    found = came_to(result, pl.from_arrow(result.assignments.toArrow()))
    sys.stdout.write(json.dumps(found | {"session": begun - since, "seconds": time.monotonic() - begun}) + "\n")
    spark.stop()


if __name__ == "__main__":
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    main(*sys.argv[1:])
