"""Customers clustered and placed: any K, as often as asked."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.engines.clustered import cluster
from coterie.engines.job import Job
from coterie.engines.memory import InMemory
from coterie.engines.steps import look
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.sources import read

QUIET = lambda *_: None  # noqa: E731 - nobody listens


@pytest.fixture(params=[100, 300], ids=["sample", "whole"])
def clustered(request):
    random = np.random.default_rng(0)
    table = read(
        pl.DataFrame({"id": np.arange(300) * 3 + 1, "age": random.normal(40, 9, 300), "paid": random.random(300)})
    )
    job = Job(InMemory(table, QUIET), QUIET, request.param)
    prepared = look(job, Options(id="id")).infer().clean().prepare(Preparation())
    return cluster(prepared, [2, 3], n_starts=5, random_state=0)


def test_segments_of_one_k_do_not_disturb_those_of_another(clustered):
    two, three = (clustered.place(clustered.sweep[k], None) for k in (2, 3))
    for placed, names in ((three, "abc"), (two, "ab"), (three, "abc")):
        assigned = placed.customers.frame(list(names))
        sizes = assigned["segment"].value_counts().sort("segment")["count"].to_list()
        assert sizes == [segment.size for segment in placed.profiles.segments]


def test_totals_are_those_of_all_customers(clustered):
    totals = clustered.of_all(clustered.sweep)
    assert [each.sizes.sum() for each in totals.clusterings] == [300, 300]
    assert len(clustered.labels(clustered.sweep[2])) == clustered.frame.height
    assert clustered.source.rows == clustered.placed == 300
