from __future__ import annotations

import pytest

from coterie.evidence.card import KRow
from coterie.evidence.choosing import AS_MUCH, AT_ALL, FAR_MORE, Choice, choose
from coterie.evidence.support import AGAIN, SURE_STRENGTH, SURELY_AGAIN, Support

A_BIT = 1e-9


def row(k, **said):
    usual = {"k": k, "halves": 0.5, "prediction_strength": 0.5, "few": False, "worst_segment": 0.7, "agreement": 0.5}
    return KRow(**dict.fromkeys(KRow.__dataclass_fields__) | usual | said)


def sure(k, **said):
    return row(k, **{"halves": SURELY_AGAIN, "prediction_strength": SURE_STRENGTH} | said)


def chosen(*rows, **said):
    usual = {"kinds": {}, "natural": (), "again": (), "standing": None, "groups": {}, "within": ()}
    return choose(Support(**usual | said), [row(1), *rows])


SEVERAL = [row(k) for k in range(2, 9)]


def test_the_largest_natural_k_is_chosen():
    assert chosen(*SEVERAL, natural=(2, 4), groups={2: 2, 4: 4}) == Choice(4, 4, "gaps")
    assert chosen(*SEVERAL[:2], natural=(2, 4), groups={2: 2, 4: 4}) == Choice(2, 2, "gaps")


@pytest.mark.parametrize(
    ("natural", "again", "groups", "k"),
    [
        ((2,), (5, 6), {5: 2, 6: 2}, 6),
        ((2,), (5, 6), {5: 2, 6: 1}, 5),
        ((4,), (3,), {3: 3}, 4),
        ((4,), (4,), {4: 4}, 4),
        ((4,), (6,), {6: 4}, 6),
        ((4,), (6,), {6: 3}, 4),
        ((), (6,), {6: 2}, 6),
        ((), (6,), {6: 1}, 3),
    ],
)
def test_a_larger_k_found_surely_again_takes_its_place_where_it_has_as_many_groups(natural, again, groups, k):
    rows = [row(2), row(3, halves=AGAIN), *SEVERAL[2:]]
    assert chosen(*rows, natural=natural, again=again, groups=groups).k == k


def test_what_takes_its_place_is_supported():
    assert chosen(*SEVERAL, natural=(2,), again=(5,), groups={5: 2}) == Choice(5, 5, "groups")
    assert chosen(*SEVERAL[:3], natural=(2,), again=(5,), groups={5: 2}) == Choice(2, 2, "gaps")


def test_otherwise_the_smallest_k_within_the_groups_that_stand():
    said = {"standing": 5, "groups": {4: 2, 5: 3, 6: 3}, "within": (4, 5, 6)}
    assert chosen(*SEVERAL, **said) == Choice(4, 3, "groups")
    assert chosen(*SEVERAL[3:], **said) == Choice(5, 3, "groups")
    assert chosen(*SEVERAL, natural=(2,), **said) == Choice(2, 2, "gaps")
    assert chosen(sure(4), *SEVERAL[3:], **said) == Choice(4, 4, "groups")
    for almost in ({"halves": SURELY_AGAIN - A_BIT}, {"prediction_strength": SURE_STRENGTH - A_BIT}):
        assert chosen(sure(4, **almost), **said).supported == 3


@pytest.mark.parametrize(("stable", "k"), [((2, 3, 4), 3), ((2, 4, 5), 4), ((2,), 2), ((8,), 8), ((3,), 3)])
def test_otherwise_the_smallest_k_from_three_that_is_found_again(stable, k):
    rows = [row(at, halves=AGAIN if at in stable else 0.1) for at in range(2, 9)]
    assert chosen(*rows) == Choice(k, k, "again")


@pytest.mark.parametrize(
    ("surely", "k"),
    [((5,), 5), ((3, 5), 5), ((3, 4, 5), 3), ((4, 5), 4), ((3, 5, 6), 5), ((2, 3), 3), ((2,), 3), ((8,), 3), ((7,), 7)],
)
def test_a_k_that_is_surely_found_after_one_that_is_not_stands_before_smaller_ones(surely, k):
    rows = [sure(at) if at in surely else row(at, halves=AGAIN) for at in range(2, 9)]
    assert chosen(*rows) == Choice(k, k, "again")


@pytest.mark.parametrize("almost", [{"halves": SURELY_AGAIN - A_BIT}, {"prediction_strength": SURE_STRENGTH - A_BIT}])
def test_a_k_that_is_almost_surely_found_does_not(almost):
    assert chosen(row(3, halves=AGAIN), row(4), sure(5, **almost)).k == 3


@pytest.mark.parametrize(
    ("halves", "k"),
    [
        ({2: 0.3, 3: 0.7, 4: 0.6}, 3),
        ({2: 0.3, 3: 0.7, 4: 0.7}, 3),
        ({3: 0.7 - AS_MUCH, 4: 0.7}, 3),
        ({3: 0.7 - AS_MUCH - A_BIT, 4: 0.7}, 4),
        ({3: 0.6, 4: 0.64, 5: 0.74}, 4),
        ({7: 0.7, 8: 0.79}, 7),
        ({2: None, 3: 0.1}, 3),
        ({3: 0.1, 4: AT_ALL}, 4),
        ({3: 0.1, 4: AT_ALL - A_BIT}, 3),
        ({3: 0.1, 4: 0.6}, 4),
        ({3: 0.1, 4: 0.599}, 3),
        ({8: 0.5, 9: 0.61}, 9),
        ({2: AT_ALL, 3: 0.1}, 2),
        ({2: AT_ALL - A_BIT, 3: 0.1}, 3),
        ({2: None}, 2),
        ({2: -0.01, 3: -0.02, 4: -0.01}, 3),  # less alike than by chance
        ({2: 0.6 + FAR_MORE, 3: 0.6}, 3),
        ({2: 0.6 + FAR_MORE + A_BIT, 3: 0.6}, 2),
        ({2: 0.1}, 2),
    ],
)
def test_otherwise_nothing_is_supported_and_the_smallest_k_on_which_halves_agree_about_most_is_used(halves, k):
    rows = [row(at, halves=value, prediction_strength=None) for at, value in halves.items()]
    assert chosen(*rows) == Choice(k, 1, "convenience")


def test_long_groups_are_supported_whatever_segments_cut_across_them():
    assert chosen(row(2), row(3, halves=AGAIN), long=2) == Choice(3, 2, "again")
    assert chosen(row(2), row(3), long=4) == Choice(3, 4, "convenience")
    assert chosen(*SEVERAL, natural=(2,), groups={2: 2}, long=4) == Choice(2, 2, "gaps")


def test_where_one_segment_is_all_there_is_it_is_used():
    assert chosen() == Choice(1, 1, "convenience")


@pytest.mark.parametrize(
    ("surely", "hardly", "k"),
    [
        ({}, {}, 3),
        ({}, {"halves": AGAIN}, 5),
        ({}, {"halves": AGAIN - A_BIT}, 3),
        ({"halves": SURELY_AGAIN - A_BIT}, {}, 5),
        ({"prediction_strength": SURE_STRENGTH - A_BIT}, {}, 5),
    ],
)
def test_no_natural_k_that_is_hardly_found_again_stands_before_a_smaller_sure_one(surely, hardly, k):
    rows = [row(2), sure(3, **surely), row(4), row(5, **{"halves": 0.61, "prediction_strength": 0.5} | hardly)]
    assert chosen(*rows, natural=(3, 5), groups={3: 3, 5: 5}).k == k


def test_a_smaller_natural_k_that_is_hardly_found_again_does_not_stop_a_larger_one():
    rows = [row(2), row(3, halves=0.61), sure(4)]
    assert chosen(*rows, natural=(3, 4), groups={3: 3, 4: 4}).k == 4
