"""One count moved across each limit of who is who: numbers stand here as they are, not as the code calls them."""

from __future__ import annotations

import pytest

from coterie.monitoring.matching import became, came, matched


def fates(counts):
    match = matched(counts)
    found = became(counts, match)
    return [each.fate for each in found], [each.origin for each in came(counts, match, found)]


@pytest.mark.parametrize(("common", "thin"), [(30, ()), (29, (0,)), (1, (0,)), (0, (0,))])
def test_thirty_in_common_are_enough(common, thin):
    assert matched([[common, 0], [0, 100]], [[1000, 0], [0, 100]]).thin_old == thin


@pytest.mark.parametrize(("common", "everyone", "thin"), [(18, 20, ()), (18, 21, (0,)), (26, 29, (0,))])
def test_nine_tenths_in_common_are_enough_however_few(common, everyone, thin):
    assert matched([[common, 0], [0, 100]], [[everyone, 0], [0, 100]]).thin_old == thin


@pytest.mark.parametrize(("everyone", "thin"), [(1, ()), (2, (0,))])
def test_a_single_one_who_is_all_of_a_segment_is_in_common(everyone, thin):
    assert matched([[1, 0], [0, 100]], [[everyone, 0], [0, 100]]).thin_old == thin


@pytest.mark.parametrize(("others", "fate"), [(1, "merged"), (0, "retired")])
def test_an_old_segment_is_merged_only_where_others_are_in_the_new_one_too(others, fate):
    counts = [[50, 20, 20, 10], [others, 0, 0, 100]]
    match = matched([[0, 0, 0, 0], [0, 0, 0, 100]])
    assert became(counts, match)[0].fate == fate


@pytest.mark.parametrize(("elsewhere", "origin"), [(39, "split"), (40, "new"), (41, "new")])
def test_a_new_segment_is_split_off_only_with_more_of_its_own_from_there_than_not(elsewhere, origin):
    counts = [[100, 40, 0], [0, elsewhere, 300]]
    assert fates(counts)[1][1] == origin


@pytest.mark.parametrize(("taken", "origin"), [(25, "split"), (24, "new")])
def test_a_quarter_of_the_old_segment_makes_a_split(taken, origin):
    counts = [[100 - taken, taken]]
    assert fates(counts) == (["kept"], ["kept", origin])


def test_one_old_segment_that_went_into_a_new_one_alone_does_not_make_it_a_merger():
    counts = [[60, 0, 40], [0, 100, 50], [0, 0, 55]]
    merged, origins = fates(counts)
    assert (merged, origins[2]) == (["kept", "kept", "merged"], "new")


def test_an_old_segment_whose_takers_are_all_somebody_else_is_not_split():
    counts = [[40, 40, 20], [90, 0, 0], [0, 90, 0]]
    found, _ = fates(counts)
    assert found[0] == "retired"


def test_one_new_taker_beside_one_that_is_somebody_else_makes_a_split():
    counts = [[50, 50], [100, 0]]
    found, _ = fates(counts)
    assert found == ["split", "kept"]
