"""Options and labels of segments that are made anew."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.segmentation.continuing import Continuing, options_again


@pytest.fixture(scope="module")
def bank() -> pl.DataFrame:
    return coterie.datasets.bank_customers(n=400)


@pytest.fixture(scope="module")
def first(bank):
    return coterie.segment(
        bank, k=3, evidence="none", weight={"age": 2}, value="income", labels={"age": "Years"}, keep=["gender"]
    ).segmentation


def test_options_hold_and_what_is_given_stands_before_them(first, bank):
    again = options_again(first, bank.columns, {"k": None, "seed": 7, "title": "New"})
    assert (again.k, again.seed, again.title, again.evidence) == (3, 7, "New", "none")
    assert (again.weight, again.value, again.labels, again.keep) == (
        {"age": 2.0},
        "income",
        {"age": "Years"},
        ("gender",),
    )
    assert again.features == tuple(column.name for column in first.schema.features)
    assert again.id == "customer_id"


def test_what_speaks_of_columns_that_are_gone_is_left_out(first, bank):
    there = [name for name in bank.columns if name not in {"gender", "customer_id"}]
    again = options_again(replace(first, value="gender"), there, {})
    assert (again.keep, again.id, again.value) == ((), None, None)


def test_how_the_old_table_was_read_is_forgotten(first, bank):
    old = replace(first, options=first.options | {"sheet": "June", "query": "select 1", "customers": "crm.csv"})
    again = options_again(old, bank.columns, {"sheet": "July"})
    assert (again.sheet, again.query, again.customers) == ("July", None, None)


def test_labels_are_those_of_scoring(first, bank):
    fitted = coterie.fit(bank, evidence="none", k_max=3)
    everyone = fitted.population.everyone
    labels = Continuing(first, 0.01).labels(everyone.frame, everyone.schema)
    scored = coterie.score(first, everyone.frame)
    assert labels.tolist() == scored["segment_id"].drop_nulls().to_list()


def test_days_are_counted_back_from_the_old_day():
    days = pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 12, 30), eager=True)
    n = len(days)
    table = pl.DataFrame({"id": [f"c{i}" for i in range(n)], "since": days, "spent": np.arange(n) % 17})
    first = coterie.segment(table, features=["since", "spent"], k=3, evidence="none").segmentation
    later = table.with_columns(pl.col("since").dt.offset_by("30d"))
    fitted = coterie.fit(later, features=["since", "spent"], evidence="none", k_max=3)
    everyone = fitted.population.everyone
    labels = Continuing(first, 0.01).labels(everyone.frame, everyone.schema)
    assert labels.tolist() == coterie.score(first, later, checks="lenient")["segment_id"].to_list()
