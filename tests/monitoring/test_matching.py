"""Who is who: Jaccard above one half, and the fates of the rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coterie.evidence.agreement import jaccard
from coterie.monitoring.matching import FEWEST_COMMON, PART, are_strangers, became, came, matched

TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 400))
)


def fates(counts):
    match = matched(counts)
    found = became(counts, match)
    return [each.fate for each in found], [each.origin for each in came(counts, match, found)]


def test_a_half_is_a_split_and_one_more_is_the_same():
    assert matched([[50, 50]]).old == (None, None)
    assert matched([[51, 49]]).old == (0, None)


def test_the_same_customers_are_the_same_segments_in_any_order():
    assert matched([[0, 90], [120, 0]]).old == (1, 0)
    assert matched([[0, 90], [120, 0]]).jaccard == (1.0, 1.0)


@given(TABLES)
def test_nothing_at_or_below_one_half_is_the_same_and_no_one_twice(counts):
    match = matched(counts)
    alike = jaccard(counts)
    for new, old in enumerate(match.old):
        if old is not None:
            assert alike[old, new] > 0.5
    known = [old for old in match.old if old is not None]
    assert len(known) == len(set(known))


@given(TABLES)
def test_every_pair_above_one_half_is_found_unless_it_is_thin(counts):
    match = matched(counts)
    for old, new in np.argwhere(jaccard(counts) > 0.5):
        assert match.old[new] == old or old in match.thin_old or new in match.thin_new


@given(TABLES)
def test_fates_and_origins_agree(counts):
    match = matched(counts)
    left = became(counts, match)
    here = came(counts, match, left)
    assert sum(each.fate == "kept" for each in left) == sum(each.origin == "kept" for each in here)
    for each in here:
        for parent in each.parents:
            assert left[parent].fate in {"kept", "split", "merged"}
            if each.origin == "merged":
                assert left[parent].fate == "merged"
    for old, each in enumerate(left):
        if each.fate == "split":
            assert sum(counts[old][new] >= PART * counts[old].sum() for new in each.into) >= 2


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([[100, 0], [0, 100]], (["kept", "kept"], ["kept", "kept"])),
        ([[50, 50]], (["split"], ["split", "split"])),
        ([[60, 40]], (["kept"], ["kept", "split"])),
        ([[100], [100]], (["merged", "merged"], ["merged"])),
        ([[150], [100]], (["kept", "merged"], ["kept"])),
        ([[100, 0], [0, 0]], (["kept", "retired"], ["kept", "new"])),
        ([[100, 5], [0, 0]], (["kept", "retired"], ["kept", "new"])),
    ],
)
def test_what_was_planted_gets_its_word(counts, expected):
    assert fates(counts) == expected


def test_a_quarter_makes_a_split_and_less_does_not():
    assert fates([[52, 52, 104]])[0] == ["split"]
    assert fates([[50, 100, 0], [0, 100, 0]])[0][0] == "split"  # a third and two thirds
    # less than a quarter went to the new one
    assert fates([[24, 76, 0], [0, 76, 100]])[0][0] == "merged"
    assert fates([[25, 75, 0], [0, 75, 100]])[0][0] == "split"


def test_who_is_scattered_over_the_others_is_retired():
    counts = [[20, 20, 20, 20, 20], *np.eye(5, dtype=int).tolist()]
    counts = np.array(counts) * 10
    counts[1:] *= 40
    assert fates(counts)[0] == ["retired", *["kept"] * 5]


def test_a_segment_that_dissolves_into_others_is_no_split():
    counts = np.array([[50, 50], [400, 0], [0, 400]])
    assert fates(counts)[0][0] == "merged"  # half of it went to one that has others, too
    counts = np.array([[40, 40, 20], [400, 0, 0], [0, 400, 0], [0, 0, 400]])
    assert fates(counts)[0][0] == "retired"


def test_fewer_than_thirty_in_common_are_not_enough():
    common, everyone = np.diag([FEWEST_COMMON, 100]), np.diag([100, 100])
    assert matched(common, everyone).old == (0, 1)
    common[0, 0] -= 1
    found = matched(common, everyone)
    assert found.old == (None, 1)
    assert (found.thin_old, found.thin_new) == ((0,), (0,))


def test_a_small_segment_all_of_whom_are_in_common_is_matched_by_them():
    assert matched(np.diag([12, 100])).old == (0, 1)
    assert matched(np.diag([9, 100]), np.diag([10, 100])).old == (0, 1)
    assert matched(np.diag([8, 100]), np.diag([10, 100])).old == (None, 1)


def test_nobody_in_common_matches_nothing():
    found = matched(np.zeros((2, 3), int), np.full((2, 3), 50))
    assert found.old == (None,) * 3
    assert (found.thin_old, found.thin_new) == ((0, 1), (0, 1, 2))


@pytest.mark.parametrize(
    ("common", "today", "strangers"),
    [(29, 1000, True), (30, 1000, False), (8, 10, True), (9, 10, False)],
)
def test_few_in_common_are_strangers_unless_they_are_nearly_all(common, today, strangers):
    assert are_strangers(common, today) is strangers
