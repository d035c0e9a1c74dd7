from __future__ import annotations

import numpy as np
import pytest
from customers_to_explain import people
from hypothesis import HealthCheck, given, settings

from coterie.explanation.customer import distances, why
from coterie.meaning.given import is_given


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(values=people)
def test_contributions_add_up_to_the_margin(found, values):
    said = why(found, "me", values)
    assert sum(each.effect for each in said.contributions) == pytest.approx(said.difference, abs=1e-9)
    assert said.difference >= 0
    near, far = np.sqrt(said.squared)
    assert said.margin == pytest.approx((far - near) / (far + near), abs=1e-12)


def test_each_part_is_what_the_feature_alone_says(found):
    """Computed again from the plain numbers of the artefact."""
    values = {"age": 33.0, "spent": 120.5, "visits": 5.0, "plan": "free", "newsletter": "false"}
    said = why(found, "me", values)
    effects = {each.feature: each.effect for each in said.contributions}
    start = 0
    for feature in found.preparation.features:
        stop = start + len(feature.columns)
        own, other = (np.array(found.centers[place][start:stop]) for place in (said.segment, said.other))
        if feature.categories:
            x = np.array([(values[feature.feature] == each) / feature.scale for each in feature.categories])
        else:
            x = feature.apply(np.array([values[feature.feature]]))[0]
        assert effects[feature.feature] == pytest.approx(((x - other) ** 2).sum() - ((x - own) ** 2).sum(), abs=1e-9)
        start = stop


def test_a_category_is_shown_by_its_share_and_a_missing_one_by_what_fills_it(found):
    values = {"age": 33.0, "spent": None, "visits": 5.0, "plan": None, "newsletter": "false"}
    said = {each.feature: each for each in why(found, "me", values).contributions}
    fills = {feature.feature: feature.fill for feature in found.preparation.features}
    assert (said["plan"].value, said["plan"].filled) == (None, fills["plan"])
    assert (said["spent"].filled, said["age"].filled) == (fills["spent"], None)
    assert 0 <= said["plan"].own <= 1


def test_a_category_never_seen_has_no_share(found):
    values = {"age": 33.0, "spent": 9.0, "visits": 5.0, "plan": "platinum", "newsletter": "false"}
    said = {each.feature: each for each in why(found, "me", values).contributions}
    assert (said["plan"].own, said["plan"].other) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("name", "given"), [("Age", True), ("Geschlecht", True), ("tenure", False), ("Average", False)]
)
def test_what_nobody_changes_is_known_by_its_name(name, given):
    assert is_given(name) is given


def test_distances_are_those_of_the_explanation_and_the_own_one_is_the_least(found):
    values = {"age": 33.0, "spent": None, "visits": 5.0, "plan": "free", "newsletter": "false"}
    said, far = why(found, "me", values), distances(found, values)
    assert (far[said.segment] ** 2, far[said.other] ** 2) == pytest.approx(said.squared, rel=1e-12)
    assert sorted(far)[:2] == [far[said.segment], far[said.other]]
    assert len(far) == len(found.centers)
