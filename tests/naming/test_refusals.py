from __future__ import annotations

import pytest

from coterie.naming import load_catalogue, name
from coterie.naming.refusals import refusals
from coterie.profiling import NumericProfile, Profiles, SegmentProfile

CATALOGUE = """
title = "Gym"
[roles.visits]
synonyms = ["visits"]
[roles.spend]
synonyms = ["spend"]
[roles.classes]
synonyms = ["classes"]
[archetypes.regulars]
name = "Regulars"
claims.visits = { level = "high", essential = true }
[archetypes.devoted]
name = "Devoted"
claims.visits = { level = "high", essential = true }
claims.spend = { level = "high", essential = true }
[archetypes.students]
name = "Students"
claims.classes = { level = "high", essential = true }
[archetypes.middling]
name = "Middling"
claims.visits = { from = -0.2, to = 0.2, word = "as others", essential = true }
"""


def of(size: int, visits: float, spend: float) -> SegmentProfile:
    columns = {
        "visits": NumericProfile(visits, visits, 2.0, 0.0, 20.0, known=size),
        "spend": NumericProfile(spend, spend, 10.0, 0.0, 99.0, known=size),
    }
    return SegmentProfile(size, size / 100, columns)


@pytest.fixture
def found(tmp_path):
    path = tmp_path / "gym.toml"
    path.write_text(CATALOGUE)
    profiles = Profiles(of(100, 6.0, 30.0), (of(40, 4.0, 31.0), of(30, 6.0, 30.0), of(30, 9.0, 28.0)))
    features = ["visits", "spend"]
    names = name(profiles, catalogue=path, features=features)
    return {each.archetype: each for each in refusals(load_catalogue(path), profiles, names, features=features)}


def test_an_archetype_that_names_says_which_segment(found):
    assert (found["Regulars"].cause, found["Regulars"].segment) == ("gives", 2)


def test_a_role_without_a_column_is_named(found):
    assert (found["Students"].cause, found["Students"].roles, found["Students"].segment) == (
        "no column",
        ("classes",),
        None,
    )


def test_a_claim_that_is_not_true_is_named_with_the_nearest_segment(found):
    assert (found["Devoted"].cause, found["Devoted"].roles) == ("claim", ("spend",))
    assert found["Devoted"].segment == 2


def test_nobody_earns_a_name_by_being_usual(found):
    assert (found["Middling"].cause, found["Middling"].segment) == ("usual", 1)


def test_every_archetype_is_told_of_once(found):
    assert list(found) == ["Regulars", "Devoted", "Students", "Middling"]
