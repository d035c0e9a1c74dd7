from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.engines.by_customer import Measuring, OfPassing
from coterie.engines.clustered import cluster
from coterie.engines.job import Job
from coterie.engines.memory import InMemory
from coterie.engines.steps import look
from coterie.options import Options
from coterie.preparation import Preparation
from coterie.sources import read

NOTES = [f" note {n}" for n in range(400)]
QUIET = lambda *_: None  # noqa: E731 - nobody listens


def placed(held: int, keep: tuple[str, ...] = ()):
    random = np.random.default_rng(0)
    values = random.normal([[20.0, 1.0], [60.0, 9.0]], [[3.0, 1.0]], (200, 2, 2)).reshape(400, 2)
    frame = pl.DataFrame({"id": np.arange(400), "age": values[:, 0], "paid": values[:, 1], "note": NOTES}).with_columns(
        pl.when(pl.col("id") != 7).then(pl.col("age", "paid"))
    )
    table = read(pl.concat([frame, frame[10:20]]))
    job = Job(InMemory(table, QUIET), QUIET, held)
    prepared = look(job, Options(id="id", keep=keep)).infer().clean().prepare(Preparation())
    clustered = cluster(prepared, [2], n_starts=5, random_state=0)
    return clustered.place(clustered.sweep[2], None).customers


@pytest.fixture(scope="module")
def both():
    return placed(410), placed(390)


def test_both_know_the_same(both):
    held, passing = both
    assert isinstance(passing, OfPassing)
    assert held.labels().to_list() == passing.labels().to_list()
    exact = ["id", "segment_id", "segment", "second_segment_id"]  # distances are laid down in fewer digits
    assert held.frame(["a", "b"]).select(exact).equals(passing.frame(["a", "b"]).select(exact))
    one, other = held.silhouettes(), passing.silhouettes()
    assert one.is_null().to_list() == other.is_null().to_list()
    assert float((one - other).abs().max()) < 0.02  # against those who are held


def test_a_row_that_repeats_a_customer_has_their_segment_and_one_without_values_none(both):
    for customers in both:
        labels = customers.labels().to_list()
        assert labels[400:] == labels[10:20]
        assert [row for row, label in enumerate(labels) if label is None] == [7]
        assert customers.silhouettes().to_list()[400:] == customers.silhouettes().to_list()[10:20]


def test_measuring_adds_nothing_up():
    one = Measuring(None, lambda X: np.zeros(len(X), np.int32))
    one.merge(one)
    assert one.finish() is None
    assert one.from_arrow(one.to_arrow()).to_arrow().is_empty()
    [none] = one.add(pl.DataFrame(), np.array([False, False]), np.empty((0, 1)))
    assert np.isnan(none).all()


def test_columns_that_are_carried_along_stay_with_their_customer_in_both():
    for customers in (placed(410, ("note",)), placed(390, ("note",))):
        frame = customers.table(["a", "b"]).lazy().collect()
        assert frame.columns[-1] == "note"
        assert frame["note"].to_list() == [NOTES[number] for number in frame["id"]]
