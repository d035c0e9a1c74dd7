from __future__ import annotations

import pytest

from coterie.evidence.criteria import CRITERIA, VOTING, Tried
from coterie.evidence.criteria.criterion import finite, largest, largest_above


def test_the_largest_value_wins_and_of_equals_the_smallest_k():
    assert largest("x")(Tried({"x": {4: 0.9, 3: 0.9, 2: 0.5}})) == 3
    assert largest("x", sign=-1.0)(Tried({"x": {2: 0.5, 3: 0.4, 4: 0.4}})) == 3
    assert largest("x")(Tried({"x": {}})) is largest("x")(Tried({})) is None


def test_the_largest_k_above_a_bound_wins():
    rule = largest_above("x", 0.8)
    assert rule(Tried({"x": {2: 0.81, 3: 0.81, 4: 0.8}})) == 3
    assert rule(Tried({"x": {2: 0.8}})) == 1
    assert rule(Tried({"x": {}})) is None
    assert largest_above("x", 0.8, above=1)(Tried({"x": {1: 0.9}})) is None


def test_no_value_is_infinite():
    assert [finite(value) for value in (1.5, float("inf"), float("nan"))] == [1.5, None, None]


def test_names_and_places_are_given_once():
    for names in (
        [each.column for each in CRITERIA],
        [each.name for each in CRITERIA],
        [each.place for each in CRITERIA],
        [each.vote for each in VOTING],
        [key for each in CRITERIA for key in each.choices(Tried({}))],
    ):
        assert len(set(names)) == len(names)


def test_ties_are_broken_in_this_order():
    assert [each.key for each in VOTING] == [
        *("prediction_strength", "silhouette", "silhouette_squared", "calinski_harabasz", "davies_bouldin"),
        *("excess", "gap_global", "bic", "elbow"),
    ]


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda each: each.column)
@pytest.mark.words
def test_a_criterion_asks_a_question(criterion):
    assert criterion.asks[0].isupper()
    assert criterion.asks[-1] in "?."


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda each: each.column)
def test_a_criterion_chooses_nothing_of_nothing(criterion):
    assert criterion.heading
    assert criterion.rule(Tried({})) is None


def test_each_vote_has_a_place_of_its_own():
    assert [each.vote for each in VOTING] == list(range(1, len(VOTING) + 1))
