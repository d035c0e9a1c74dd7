from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from shifting import FOUR, customers

import coterie
from coterie.errors import Drifted
from coterie.monitoring.drift_of import drift_of


@pytest.fixture(scope="module")
def found():
    return coterie.segment(customers(5000, seed=0), features=FOUR, k=4, evidence="none").segmentation


def test_the_same_customers_are_steady(found):
    seen = drift_of(found, customers(5000, seed=0))
    assert (seen.answer, seen.advice) == ("steady", "keep")
    assert {column.psi for column in seen.columns} == {0.0} == {seen.shares.psi}


def test_others_like_them_are_steady(found):
    seen = drift_of(found, customers(5000, seed=1))
    assert (seen.answer, seen.reason) == ("steady", "steady")
    assert not any(column.changed for column in seen.columns)


def test_a_shift_of_a_fifth_of_a_deviation_is_told_by_its_column(found):
    table = customers(5000, seed=1)
    seen = drift_of(found, table.with_columns(pl.col("age") + 0.2 * table["age"].std()))
    assert [column.name for column in seen.columns if column.changed] == ["age"]
    assert next(column for column in seen.columns if column.changed).cause == "shift"


def test_shuffled_values_are_told_by_distances_and_their_feature(found):
    table, rng = customers(5000, seed=1), np.random.default_rng(1)
    values = table["items"].to_numpy().copy()
    chosen = rng.choice(5000, 1500, replace=False)
    values[chosen] = values[rng.permutation(chosen)]
    seen = drift_of(found, table.with_columns(items=values))
    assert not any(column.changed for column in seen.columns)
    assert seen.distances.matters
    assert seen.distances.feature == "items"
    assert (seen.answer, seen.advice, seen.reason) == ("drifted", "refit", "distances")


def test_six_customers_out_of_this_world_are_no_drift(found):
    strays = customers(6, seed=3).with_columns(pl.lit(1e6).alias("spent"))
    seen = drift_of(found, pl.concat([customers(5000, seed=1), strays]))
    assert seen.distances.z > seen.distances.critical
    assert seen.answer == "steady"


def test_twice_the_numbers_are_another_unit_and_a_file_passes_by(found, tmp_path):
    customers(5000, seed=1).with_columns(pl.col("spent") * 1000).write_csv(tmp_path / "a.csv")
    seen = drift_of(found, tmp_path / "a.csv")
    assert (seen.answer, seen.advice, seen.reason) == ("drifted", "mend", "unit")
    assert {column.name: column.factor for column in seen.columns if column.factor} == {"spent": 1000.0}


def test_checks_are_those_of_scoring(found):
    with pytest.raises(Drifted):
        drift_of(found, customers(500, seed=1).with_columns(pl.col("spent") * 1e6 + 1e6), checks="strict")
