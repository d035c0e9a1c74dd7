from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy.stats import binomtest

import coterie
from coterie.views import summary_of
from coterie.views.front import front
from coterie.views.segment_page import segment_pages
from coterie.views.summary import Number

BANK = coterie.datasets.bank_customers(n=900)


@pytest.fixture(scope="module")
def found():
    return coterie.segment(BANK, k=4, evidence="none", value="income").segmentation


def test_pages_stand_in_the_order_of_the_first_one(found):
    assert [page.row for page in segment_pages(found)] == list(front(summary_of(found)).rows)


def test_the_same_median_is_the_same_text_on_both(found):
    first = {column.label: column for column in front(summary_of(found)).columns}
    for page in segment_pages(found):
        own = {row[0].casefold(): row[1] for row in page.ranges[1:]}
        for label, column in first.items():
            assert own[label.casefold()] == column.strips[page.row.id].value


def test_the_nearest_segment_is_that_of_the_nearest_centroid(found):
    centers = np.array(found.centers)
    for page in segment_pages(found):
        far = np.linalg.norm(centers - centers[page.row.id], axis=1)
        far[page.row.id] = np.inf
        assert page.neighbour == found.segments[int(far.argmin())].name.name
        assert len(page.between) == 3


def test_rules_are_those_that_name_it(found):
    named = [rule.segment for rule in found.meaning.rules.rules]
    for page in segment_pages(found):
        assert len(page.rules) == named.count(page.row.id)


def test_what_would_move_a_typical_one_leads_elsewhere(found):
    names = {segment.name.name for segment in found.segments}
    pages = segment_pages(found)
    assert any(page.moves for page in pages)
    for page in pages:
        for move in page.moves:
            assert not move.endswith(f": {page.row.name}")
            assert any(move.endswith(name) for name in names)


def test_all_features_are_drawn_where_the_first_page_has_six():
    rng = np.random.default_rng(1)
    group = np.repeat([0.0, 1.0], 60)
    table = pl.DataFrame({f"f{i}": group * 5 + rng.normal(size=120) for i in range(9)})
    many = coterie.segment(table, k=2, evidence="none", catalogue="none").segmentation
    assert len(front(summary_of(many)).columns) == 6
    assert all(len(page.columns) == 9 for page in segment_pages(many))


def test_outcomes_come_with_what_a_test_needs():
    rng = np.random.default_rng(1)
    group = np.repeat([0, 1], 200)
    table = pl.DataFrame(
        {
            "spent": group * 5 + rng.normal(size=400),
            "churned": [("yes" if x < 0.2 + 0.4 * g else "no") for g, x in zip(group, rng.random(400), strict=True)],
        }
    )
    found = coterie.segment(table, k=2, features=["spent"]).segmentation
    for page in segment_pages(found):
        share = found.profiles.segments[page.row.id].columns["churned"].shares["true"]
        needed = coterie.customers_needed(share)
        assert page.outcomes[1][4] == f"{needed:,}"
        low, high = binomtest(round(share * 200), 200).proportion_ci(method="wilson")
        assert page.outcomes[1][2] == f"{low:.0%} to {high:.0%}"


def test_a_segment_of_few_is_not_described():
    table = pl.DataFrame({"a": [0.0, 0.1] * 40 + [50.0, 51.0, 52.0], "b": [1.0, 2.0] * 40 + [90.0, 91.0, 92.0]})
    found = coterie.segment(table, k=2, evidence="none", transform="none", catalogue="none").segmentation
    few = next(page for page in segment_pages(found) if page.row.people == "3")
    assert (few.columns, few.ranges, few.categories, few.moves) == ((), (), (), ())


def test_one_segment_has_none():
    one = coterie.segment(BANK, k=1, evidence="none").segmentation
    assert segment_pages(one) == ()
    assert isinstance(summary_of(one).overall.profile["age"], Number)
