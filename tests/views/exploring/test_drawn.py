from __future__ import annotations

import json

import numpy as np
import pytest

import coterie
from coterie.views.exploring.drawn import COLOURS, columns_said, drawn, sample


@pytest.fixture(scope="module")
def fitted(bank):
    return coterie.fit(bank, evidence="none", k_max=10)


def read(data):
    head = json.loads(data.partition(b"\0")[0])
    at, n = data.index(b"\0") + 4, head["drawn"]
    places = [np.frombuffer(data, "<f4", n, at + 4 * n * i) for i in range(2)]
    at += 8 * n
    parts = [np.frombuffer(data, np.uint8, n, at + n * i) for i in range(len(head["ks"]) + len(head["columns"]))]
    assert at + n * len(parts) == len(data)
    return head, places, parts


def test_the_page_reads_what_is_kept(fitted):
    found = drawn(fitted, 6)
    data = sample(found)
    assert (data.index(b"\0") + 4) % 4 == 0
    head, (x, y), parts = read(data)
    assert head["of"] == found.customers.height
    assert np.array_equal(x, found.customers["x"].to_numpy())
    assert np.array_equal(y, found.customers["y"].to_numpy())
    for k, labels in zip(head["ks"], parts, strict=False):
        assert np.array_equal(labels, fitted.case.sweep[k].labels)
    for bins, places in zip(found.bins, parts[len(head["ks"]) :], strict=True):
        assert np.array_equal(places, bins.places(found.customers[f"c{found.columns.index(bins.column)}"]))
    assert [sum(each) for each in head["all"]] == pytest.approx([1.0] * len(found.bins), abs=1e-4)


def test_v7_a_sample_is_the_same_for_the_same_customers_and_its_rows_are_theirs(fitted):
    found = drawn(fitted, 6)
    assert sample(found, most=100) == sample(found, most=100)
    head, (x, _), _ = read(sample(found, most=100))
    assert (head["drawn"], head["of"]) == (100, found.customers.height)
    assert set(x.tolist()) <= set(found.customers["x"].to_list())


def test_v5_a_segment_keeps_its_colour_while_it_is_the_same_and_no_two_share_one(fitted):
    found = drawn(fitted, 6)
    for k in found.ks:
        assert k > COLOURS or len(set(found.colours[k])) == k
        for segment, whose in enumerate(found.same[6][k]):
            assert whose is None or found.colours[k][segment] == whose


def test_columns_are_called_as_pages_call_them():
    assert columns_said(["spending_score"]) == {"spending_score": "spending score"}


def test_customers_without_a_segment_are_not_drawn():
    bank = coterie.datasets.bank_customers(n=300).with_row_index("n")
    some = bank.with_columns(**{name: bank[name].scatter(0, None) for name in ("age", "income")}).drop("n")
    found = drawn(coterie.fit(some, evidence="none", features=["age", "income"]), 3)
    assert (
        found.customers.height
        == coterie.fit(some, evidence="none", features=["age", "income"]).population.everyone.placed
    )
