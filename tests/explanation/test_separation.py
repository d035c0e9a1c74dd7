from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.explanation.separation import separations
from coterie.scoring import take


@pytest.fixture(scope="module")
def made(bank):
    """A table with a day and a yes or no, and its segments as labels."""
    days = pl.Series("since", np.datetime64("2024-01-01") + np.arange(600)).cast(pl.Date)
    table = bank.with_columns(days, churned=pl.col("spending_score") > 55)
    result = coterie.segment(table, k=4, features=["age", "income"], evidence="none")
    cleaned = take(result.segmentation, table, described=True).frame
    return cleaned.with_columns(segment=result.assignments["segment_id"]).drop_nulls("segment"), result.segmentation


def mark_of(segmentation, segment, column):
    return next(mark for mark in separations(segmentation)[segment].marks if mark.column == column)


@pytest.mark.parametrize("segment", range(4))
def test_numbers_are_compared_with_all_others_in_standard_deviations(made, segment):
    """Computed again from the table; of fewer than 100 customers profiles have three digits."""
    table, found = made
    known = table.drop_nulls("income")
    here = known.filter(pl.col("segment") == segment)["income"]
    others = known.filter(pl.col("segment") != segment)["income"]
    mark = mark_of(found, segment, "income")
    assert mark.here == pytest.approx(here.mean(), rel=5e-3)
    assert mark.elsewhere == pytest.approx(others.mean(), rel=2e-2)
    assert mark.effect == pytest.approx((here.mean() - others.mean()) / known["income"].std(), abs=2e-2)


@pytest.fixture(scope="module")
def many():
    """Customers of whom at least five of a segment have each card, so that no count of them is rounded."""
    cards = np.random.default_rng(1).choice(["Blue", "Gold", "Red"], 3000, p=[0.6, 0.3, 0.1])
    table = coterie.datasets.bank_customers(n=3000).with_columns(
        card_type=pl.when(pl.col("age") > 50).then(pl.lit("Gold")).otherwise(pl.Series(cards))
    )
    table = table.with_columns(
        card_type=pl.when(pl.int_range(3000) % 9 < 3).then(pl.Series(cards)).otherwise("card_type")
    )
    result = coterie.segment(table, k=3, features=["age", "income"], evidence="none")
    cleaned = take(result.segmentation, table, described=True).frame
    return cleaned.with_columns(segment=result.assignments["segment_id"]).drop_nulls("segment"), result.segmentation


@pytest.mark.parametrize("segment", range(3))
def test_of_categories_the_one_is_told_that_differs_most(many, segment):
    table, found = many
    known = table.drop_nulls("card_type")
    assert known.group_by("segment", "card_type").len()["len"].min() >= 5
    inside = known["segment"] == segment

    def share(of: pl.Series, which: str) -> float:
        return (of == which).mean()

    effects = {}
    for card in known["card_type"].unique():
        here, others = share(known["card_type"].filter(inside), card), share(known["card_type"].filter(~inside), card)
        effects[card] = 2 * np.arcsin(np.sqrt(here)) - 2 * np.arcsin(np.sqrt(others))
    mark = mark_of(found, segment, "card_type")
    best = max(effects, key=lambda card: abs(effects[card]))
    assert (mark.category, mark.effect) == (best, pytest.approx(effects[best], abs=1e-9))
    assert mark.lift == pytest.approx(mark.here / share(known["card_type"], best))


@pytest.mark.parametrize("segment", range(4))
def test_shares_of_categories_lie_within_a_few_customers_where_counts_are_rounded(made, segment):
    table, found = made
    inside = table.filter(pl.col("segment") == segment).drop_nulls("card_type")["card_type"]
    mark = mark_of(found, segment, "card_type")
    assert abs(mark.here - (inside == mark.category).mean()) * len(inside) < 5


def test_yes_or_no_has_an_interval_and_days_are_days(made):
    table, found = made
    mark = mark_of(found, 0, "churned")
    yes = table.filter(segment=0)["churned"]
    assert (mark.category, mark.here) == ("true", pytest.approx(yes.mean()))
    assert mark.interval[0] < mark.here < mark.interval[1]
    assert mark_of(found, 0, "since").here[:2] == "20"


def test_markers_are_features_alone_and_far_from_the_mean(made):
    _, found = made
    marks = [mark for each in separations(found) for mark in each.marks]
    most = max(abs(mark.effect) for mark in marks if mark.role == "feature")
    assert not any(mark.marker for mark in marks if mark.role == "descriptor")
    for mark in marks:
        if mark.role == "feature":
            mean = found.profiles.overall.columns[mark.column].mean
            assert mark.marker == (abs(mark.effect) > most / 4 or abs(mark.here - mean) > mean / 2)


def test_the_largest_come_first_and_small_ones_do_not_tell(made):
    for each in separations(made[1]):
        effects = [abs(mark.effect) for mark in each.marks]
        assert effects == sorted(effects, reverse=True)
        assert {mark.column for mark in each.telling} == {mark.column for mark in each.marks if abs(mark.effect) >= 0.2}


def test_nothing_is_told_of_few_customers(made):
    _, found = made
    few = replace(found.profiles.segments[3], size=4, columns={})
    hidden = replace(found, profiles=replace(found.profiles, segments=(*found.profiles.segments[:3], few)))
    assert separations(hidden)[3].marks == ()
