from __future__ import annotations

from dataclasses import replace

import pytest

import coterie
from coterie.views import summary_of
from coterie.views.front.attractive import STABLE, attractive
from coterie.views.front.value import value_of


@pytest.fixture(scope="module")
def summary():
    return summary_of(coterie.segment(coterie.datasets.bank_customers(n=900), k=4, value="income").segmentation)


def test_each_segment_stands_where_its_size_and_worth_put_it(summary):
    worth = summary.meaning.worth
    for spot, own, segment in zip(
        attractive(summary, value_of(summary)), worth.segments, summary.segments, strict=True
    ):
        assert spot.index == pytest.approx(own.share / own.share_of_customers)
        assert spot.people == segment.share


@pytest.mark.parametrize(("jaccard", "stable"), [(STABLE, True), (STABLE - 1e-9, False), (None, True)])
def test_a_mark_is_hollow_where_the_segment_is_not_found_again(summary, jaccard, stable):
    held = summary.stability.segments
    shaken = replace(
        summary, stability=replace(summary.stability, segments=(replace(held[0], jaccard=jaccard), *held[1:]))
    )
    assert attractive(shaken, value_of(shaken))[0].stable is stable


def test_without_a_column_that_was_named_there_is_none(summary):
    bare = replace(summary, value=None, meaning=replace(summary.meaning, worth=None))
    assert value_of(bare) is not None
    assert attractive(bare, value_of(bare)) == ()
