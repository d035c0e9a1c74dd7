"""Which segments of both sides are the same."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.monitoring.blobs import customers

import coterie
from coterie.monitoring.identifying import by_customers, by_ids, by_lineage, by_names, common_to, named, renumbered


@pytest.fixture(scope="module")
def first():
    return coterie.segment(customers(a=90, b=60, c=40), id="id", k=3, evidence="none")


def test_what_continues_a_segmentation_is_of_its_line_also_after_two_steps(first):
    frame = customers(a=90, b=60, c=40, d=50)
    second = coterie.refit(first, frame, k=4)
    third = coterie.refit(second.result, customers(1, a=80, b=70, c=40, d=50), k=4)
    one, two, three = first.segmentation, second.segmentation, third.segmentation
    assert by_lineage(one, one).alike == "same"
    for old, new in ((one, two), (two, one), (one, three)):
        assert by_lineage(old, new).alike == "lineage"
    assert set(by_lineage(one, two).names) == set(named(one)) | set(named(two))
    stranger = coterie.segment(customers(7, a=50, far=50), id="id", k=2, evidence="none").segmentation
    assert by_lineage(one, stranger) is None


def test_a_line_of_segments_that_all_stay_is_known_over_two_steps(first):
    second = coterie.refit(first, customers(1, a=90, b=60, c=40))
    third = coterie.refit(second.result, customers(2, a=90, b=60, c=40))
    one, three = first.segmentation, third.segmentation
    assert three.parent != one.short_hash
    assert by_lineage(one, three).alike == by_lineage(three, one).alike == "lineage"
    assert by_lineage(one, three).names.keys() == named(one).keys()


def test_names_decide_only_where_all_common_ones_agree():
    assert by_names({0: "A", 1: "B"}, {1: "B", 2: "C"}).names == {0: "A", 1: "B", 2: "C"}
    assert by_names({0: "A", 1: "B"}, {0: "A", 1: "C"}) is None
    assert by_names({0: "A"}, {1: "A"}) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=200))
def test_nothing_with_at_most_half_in_common_is_ever_the_same(pairs):
    shared = pl.DataFrame(pairs, schema=["before", "after"], orient="row")
    names = {n: str(n) for n in range(4)}
    found = by_customers(names, names, shared)
    assert len(set(found.new.values())) == 4
    for new, same in found.new.items():
        if same in names:
            both = sum(pair == (same, new) for pair in pairs)
            either = sum(before == same or after == new for before, after in pairs)
            assert both * 2 > either


def test_labels_get_the_common_numbers():
    both = by_customers({0: "A"}, {5: "B"}, pl.DataFrame({"before": [0] * 40, "after": [5] * 40}))
    assert renumbered(pl.DataFrame({"who": ["a", "b"], "segment_id": [5, -1]}), both)["segment_id"].to_list() == [0, -1]
    assert both.there == {0}
    assert by_ids("same", {0: "A", 1: "B"}, {1: "C"}).names == {0: "A", 1: "C"}


def test_only_who_is_in_both_is_common():
    one = pl.DataFrame({"who": ["a", "b"], "segment_id": [0, 1]})
    other = pl.DataFrame({"who": ["b", "c"], "segment_id": [2, 2]})
    assert common_to(one, other).rows() == [(1, 2)]
