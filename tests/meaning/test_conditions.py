from __future__ import annotations

import numpy as np
import pytest

from coterie.meaning.conditions import Condition, candidates, joined

COLUMNS = {
    "age": np.array([20.0, 30.0, 40.0, 60.0]),
    "plan": np.array(["gold", "free", "gold", "basic"], dtype=object),
}


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition("age", at_least=30.0), [False, True, True, True]),
        (Condition("age", below=30.0), [True, False, False, False]),
        (Condition("plan", category="gold"), [True, False, True, False]),
        (Condition("plan", category="gold", is_category=False), [False, True, False, True]),
    ],
)
def test_a_condition_and_its_opposite_part_the_customers(condition, holds):
    assert condition.holds(COLUMNS).tolist() == holds
    assert condition.opposite().holds(COLUMNS).tolist() == [not each for each in holds]
    assert condition.opposite().opposite() == condition


def test_conditions_of_one_feature_are_joined_without_changing_whom_they_fit():
    given = [Condition("age", at_least=25.0), Condition("age", at_least=30.0), Condition("age", below=50.0)]
    given += [Condition("plan", category="gold"), Condition("plan", category="free", is_category=False)]
    found = joined(given)
    assert len(found) == 2
    fits = [np.logical_and.reduce([each.holds(COLUMNS) for each in some]).tolist() for some in (given, found)]
    assert fits[0] == fits[1] == [False, False, True, False]


def test_thresholds_are_round_and_within_the_range(found):
    given = candidates(found)
    assert {each.feature for each in given} == {"age", "spent", "visits", "plan", "newsletter"}
    for each in given:
        own = found.profiles.overall.columns[each.feature]
        if each.category is None and own.min is not None:
            assert own.min < each.at_least <= own.max
            assert each.at_least == round(each.at_least, 0 if each.feature == "age" else 2)
    assert list(given) == sorted(given, key=lambda each: (each.feature, each.at_least or 0, each.category or ""))


def test_what_lies_between_two_centroids_is_their_middle(found, monkeypatch):
    seen = {}
    monkeypatch.setattr(
        "coterie.meaning.conditions._thresholds", lambda _, name, middles: seen.update({name: middles}) or []
    )
    candidates(found)
    start, centers = 0, np.array(found.centers)
    for feature in found.preparation.features:
        own, start = centers[:, start], start + len(feature.columns)
        if feature.transform != "one-hot":
            middles = {round(each, 9) for each in seen[feature.feature].tolist()}
            wanted = feature.invert(np.array([*own, (own.min() + own.max()) / 2]))
            assert {round(each, 9) for each in wanted.tolist()} <= middles
