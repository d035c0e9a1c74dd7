"""Codes for "missing" and values that cannot be: said by row, and never a segment of their own."""

from __future__ import annotations

import warnings
from itertools import product

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.options import Options
from coterie.readiness import examine
from coterie.remarks import say
from coterie.sources import read

FEATURES = ["Annual Income", "Spending Score"]
SENTINELS = {
    ("Age", 3): 999,
    ("Age", 50): -1,
    ("Age", 7): 0,
    ("Annual Income", 10): 666_666,
    ("Spending Score", 31): 1000,
    ("Spending Score", 32): -5,
    ("Credit Score", 20): 9999,
    ("Credit Score", 21): 0,
}


def customers() -> pl.DataFrame:
    rng = np.random.default_rng(7)
    middles = np.repeat([[20, 20], [20, 80], [50, 50], [80, 20], [80, 80]], [22, 23, 81, 39, 35], axis=0)
    income, score = (middles + rng.normal(scale=7, size=middles.shape)).T
    columns = {
        "Customer ID": np.arange(1, 201),
        "Age": rng.integers(18, 71, 200),
        "Annual Income": (income.clip(10) * 1000).astype(int),
        "Spending Score": score.clip(1, 99).astype(int),
        "Credit Score": rng.integers(300, 851, 200),
    }
    for (name, row), value in SENTINELS.items():
        columns[name][row] = value
    return pl.DataFrame(columns)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("sentinels") / "customers.csv"
    customers().write_csv(path)
    return path


def test_each_is_named_by_column_and_row(file):
    actions = examine(read(file), Options()).cleaning.remarks
    said = {(each.column, each.code): each.facts["places"] for each in actions if "places" in each.facts}
    gone, kept = "impossible_value", "unusual_value"
    assert said["Age", gone] == ((4, 999.0), (51, -1.0))
    assert said["Annual Income", gone] == ((11, 666666.0),)
    assert said["Spending Score", gone] == ((32, 1000.0),)
    assert said["Credit Score", gone] == ((21, 9999.0), (22, 0.0))
    assert said["Age", kept] == ((8, 0.0),)
    assert said["Spending Score", kept] == ((33, -5.0),)


def test_what_is_sent_on_names_the_rows_alone(file):
    found = coterie.segment(file, evidence="none").segmentation.cleaning.remarks
    assert [each.facts["at"] for each in found if (each.column, each.code) == ("Age", "impossible_value")] == [(4, 51)]
    assert not any("places" in each.facts for each in found if each.code in {"impossible_value", "unusual_value"})


@pytest.mark.parametrize(
    ("features", "transform", "scale"), [*product([None, FEATURES], ["auto", "none"], ["zscore", "robust", "none"])]
)
def test_none_has_a_segment_of_its_own(file, features, transform, scale):
    options = {"features": features, "transform": transform, "scale": scale}
    for more in ({"evidence": "none"}, {"evidence": "none", "k": 5}):
        sizes = [each.size for each in coterie.segment(file, **options, **more).segments]
        assert min(sizes) > 1, (more, sizes)


@pytest.mark.parametrize("evidence", ["none", "quick"])
def test_what_no_rule_knows_has_none_either_where_another_number_of_segments_is_left(evidence):
    far = pl.when(pl.col("Customer ID") == 60).then(300_000).otherwise("Annual Income")
    table = customers().with_columns(far.alias("Annual Income"))
    options = {"features": FEATURES, "transform": "none", "evidence": evidence}
    found = coterie.segment(table, **options)
    assert found.sweep.smallest[-1] == 1
    assert min(each.size for each in found.segments) > 1
    passed = [say("reason.passed_over", k=k, n=1) for k in range(2, 13)]
    assert any(each in found.choice.reason for each in passed)
    asked = coterie.segment(table, **options, k=8)
    assert min(each.size for each in asked.segments) == 1
    small = [each.message for each in asked.judgement.warnings if each.code == "small_segment"]
    people = say("caution.people", n=1)
    assert say("caution.small_segment", segment=7, customers=people, share=1 / 200) in small


def test_read_in_batches_they_are_the_same(file):
    held, streamed = (
        coterie.segment(file, features=FEATURES, transform="none", k=5, evidence="none", engine=engine)
        for engine in ("memory", "streaming")
    )
    assert held.segmentation.schema == streamed.segmentation.schema
    assert [each.size for each in held.segments] == [each.size for each in streamed.segments]
    assert held.segmentation.cleaning.remarks == streamed.segmentation.cleaning.remarks


def test_whoever_wants_to_keep_them_does(file):
    kept = coterie.segment(file, missing={"Annual Income": "none"}, k=3, evidence="none").segmentation
    [income] = [column for column in kept.schema.columns if column.name == "Annual Income"]
    assert (income.codes, income.bounds) == ((), None)
    assert income.reason.endswith(say("schema.every_number"))


def test_new_customers_keep_to_the_same_rules(file):
    made = coterie.segment(file, features=FEATURES, transform="none", k=5, evidence="none")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        scored = coterie.score(made.segmentation, customers())
    assert scored["segment_id"].to_list() == made.assignments["segment_id"].to_list()
    said = [str(each.message) for each in caught]
    assert [each.partition(":")[0] for each in said] == ["Annual Income", "Spending Score"]
    assert "'666666'" in said[0]
    assert "'1000'" in said[1]


def test_another_unit_is_told_before_what_cannot_be(file):
    made = coterie.segment(file, features=["Age", *FEATURES], k=3, evidence="none").segmentation
    hundred = customers().with_columns(pl.col("Spending Score") * 100)
    with pytest.raises(coterie.InputError, match="Spending Score: .*100"):
        coterie.score(made, hundred)
    nine = customers().with_columns(pl.col("Age") * 9)
    with pytest.raises(coterie.InputError, match=r"Age: .*199"):
        coterie.score(made, nine)
