from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.meaning.worth import SegmentWorth, _top, gini, worth_of

CHANCE = np.random.default_rng(8)
LABELS = CHANCE.integers(0, 3, 900).astype(np.int32)
PAID = np.round(CHANCE.lognormal(3, 1, 900) * (1 + LABELS), 2)


def found(values=PAID, labels=LABELS, **options):
    return worth_of("paid", values, labels, segments=3, **{"seed": 0} | options)


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=40))
def test_gini_is_half_of_the_mean_difference_over_the_mean(values):
    values = np.sort(np.array(values))
    if values.sum() <= 0:
        assert gini(values) is None
        return
    differences = np.abs(values[:, None] - values[None]).mean()
    assert gini(values) == pytest.approx(differences / (2 * values.mean()), abs=1e-9)


def test_shares_and_means_are_those_of_the_table():
    said = found()
    for each in said.segments:
        own = PAID[each.segment == LABELS]
        assert each.share == pytest.approx(own.sum() / PAID.sum())
        assert each.per_customer == pytest.approx(own.mean())
        assert each.index == pytest.approx(own.mean() / PAID.mean())
        assert each.interval[0] < each.share < each.interval[1]
    assert sum(each.share for each in said.segments) == pytest.approx(1.0)
    assert said.top_tenth == pytest.approx(np.sort(PAID)[-90:].sum() / PAID.sum())


def test_intervals_hold_the_share_of_the_population_in_95_of_100_cases():
    """Customers are drawn from a known population; its share must mostly lie in the interval."""
    held = 0
    for case in range(60):
        chance = np.random.default_rng(case)
        labels = chance.integers(0, 2, 300).astype(np.int32)
        paid = chance.exponential(1.0, 300) * (1 + labels)
        low, high = worth_of("paid", paid, labels, segments=2, seed=case).segments[1].interval
        held += low <= 2 / 3 <= high
    assert held >= 50


def test_the_order_of_customers_changes_nothing_and_the_seed_the_interval_alone():
    order = np.random.default_rng(3).permutation(len(PAID))
    assert found(PAID[order], LABELS[order]) == found()
    assert found(seed=1) != found()
    assert [each.share for each in found(seed=1).segments] == [each.share for each in found().segments]


def test_customers_without_a_value_are_counted_and_left_out():
    values = PAID.copy()
    values[:50] = np.nan
    assert (found(values).customers, found(values).unknown) == (850, 50)
    assert found(values).segments == found(values[50:], LABELS[50:]).segments


@pytest.mark.parametrize(("few", "hidden"), [(20, []), (19, [1, 2])])
def test_of_few_customers_nothing_is_told_nor_what_it_would_follow_from(few, hidden):
    labels = np.repeat([0, 1, 2], [200, 100, few]).astype(np.int32)
    said = found(PAID[: len(labels)], labels)
    assert [each.segment for each in said.segments if each.share is None] == hidden
    assert [each.segment for each in said.segments if each.per_customer is None] == hidden


def test_a_segment_in_which_one_customer_has_most_is_not_told():
    values = PAID.copy()
    values[np.flatnonzero(LABELS == 0)[0]] = 2 * PAID[LABELS == 0].sum()
    hidden = [each.segment for each in found(values).segments if each.per_customer is None]
    assert len(hidden) == 2
    assert hidden[0] == 0


def test_values_below_nothing_have_no_gini_and_a_whole_of_nothing_no_shares():
    assert found(PAID - 50).gini is None
    said = found(-PAID)
    assert [each.share for each in said.segments] == [None] * 3
    assert said.segments[0].per_customer < 0


def test_stability_is_kept_beside():
    assert [each.stability for each in found(stability=(0.9, None)).segments] == [0.9, None, None]


@pytest.mark.parametrize(("share", "of_customers", "index"), [(0.5, 0.25, 2.0), (None, 0.25, None), (0.0, 0.0, None)])
def test_an_index_needs_a_share_and_customers(share, of_customers, index):
    assert SegmentWorth(0, 30, of_customers, share, None, None).index == index


def test_the_top_has_no_share_of_nothing():
    ordered = np.zeros(1_000)
    assert _top(ordered) is None
    ordered[-1] = 5.0
    assert _top(ordered) == 1.0
    assert _top(np.concatenate([[-1.0], ordered[1:]])) is None
