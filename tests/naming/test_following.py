from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.following import follow, matches
from coterie.naming.names import Evidence, Name, Names
from coterie.remarks import say


def names(*given_names):
    evidence = (Evidence("income", None, "higher", True, 1.0, 94_213.0, 61_000.0, 0.9),)
    return Names(
        tuple(Name(each, each.casefold(), 0.9, "Do.", each, evidence, "Are.") for each in given_names), "b", {}
    )


def followed(recommended, here, shared, **options):
    return [each.name for each in follow(names(*recommended), names(*here), shared, **options).names]


@pytest.mark.parametrize(("both", "matched"), [(50, None), (51, 0)])
def test_a_jaccard_above_one_half_makes_them_the_same(both, matched):
    assert matches([[both, 100 - both]])[0] == matched


def test_names_go_with_the_people():
    assert followed(["A", "B"], ["B", "C", "A"], [[90, 10, 0], [0, 30, 70]]) == ["A", "C", "B"]


def test_a_name_of_another_group_is_not_borne_and_gets_a_number():
    made = follow(names("A", "B"), names("A", "B", "C"), [[30, 60, 30], [30, 0, 0]])
    numbered = [say("name.with_number", name=name, column="income", number="94,200") for name in "AB"]
    assert [each.name for each in made.names] == [*numbered, "C"]
    assert (made.names[0].archetype, made.names[0].advice, made.names[0].description) == (None, "", "")


def test_other_names_may_be_given_instead():
    others = names("Low", "Mid", "High")
    assert followed(["A", "B"], ["A", "B", "C"], [[30, 60, 30], [30, 0, 0]], instead=others) == ["Low", "Mid", "High"]


def test_what_is_said_beneath_a_name_is_of_the_segment_itself():
    made = follow(names("A", "B"), names("A", "C"), [[90, 0], [0, 90]]).names
    assert made[0] == names("A").names[0]
    assert (made[1].name, made[1].archetype, made[1].sentence) == ("B", "b", "C")
    assert (made[1].fit, made[1].advice, made[1].description) == (None, "", "")


def test_a_name_that_would_be_false_is_not_borne_and_one_that_is_true_has_its_own_numbers():
    said = names("A", "restated")
    made = follow(names("A", "B"), names("A", "C"), [[90, 0], [0, 90]], restated={0: said.names[1]}).names
    assert [each.name for each in made] == ["restated", "C"]


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000))
def test_every_name_is_one_s_own(k, here, seed):
    shared = np.random.default_rng(seed).integers(0, 4, (k, here)) ** 3 + np.eye(k, here, dtype=int)
    letters = "ABCDEF"
    own = np.random.default_rng(seed + 1).permutation(list(letters))[:here]
    made = followed(letters[:k], own, shared)
    assert len(set(made)) == here
    for j, i in enumerate(matches(shared)):
        if i is None:
            assert made[j] not in letters[:k]
        else:
            assert made[j] == letters[i]
    assert not any(one == other for one, other in combinations(made, 2))


@pytest.mark.words
def test_a_name_with_the_same_parts_in_another_order_is_the_same():
    made = followed(["Higher a, lower b"], ["Lower b, higher a", "C"], [[50, 50]])
    assert made == ["Lower b, higher a, income about 94,200", "C"]


@pytest.mark.words
def test_a_name_that_is_alone_at_this_k_gets_no_letter():
    bare = Names(tuple(Name(each, None, None, "", "", ()) for each in ("Very small group", "B")), "b", {})
    assert [each.name for each in follow(bare, bare, [[30, 40], [0, 30]]).names] == [
        "Very small group, another group",
        "B, another group",
    ]
