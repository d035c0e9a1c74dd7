"""The one place where the sentences about the number of segments are asserted word by word."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from coterie.evidence.card import KCard, KRow
from coterie.evidence.choosing import AS_MUCH, AT_ALL
from coterie.evidence.reasons import for_runner_up, ladder, reason
from coterie.evidence.recommendation import VOTES
from coterie.evidence.support import AGAIN, Support

A_BIT = 1e-9


def card(*, few=False, unknown=(), natural=(), agreements=None, **choices):
    rows = []
    for k in range(1, 6):
        agreement = None if k in unknown else (agreements or {}).get(k, 0.9 + k / 100)
        said = {
            "k": k,
            "halves": agreement,
            "agreement": agreement,
            "few": few,
            "silhouette": 0.256,
            "kind": "natural" if k in natural else None,
        }
        rows.append(KRow(**dict.fromkeys(KRow.__dataclass_fields__) | said))
    return KCard(tuple(rows), {**dict.fromkeys(VOTES), **choices}, ())


CHOSEN = {"silhouette": 3, "bic": 3, "elbow": 2, "excess": 5}
DIVIDE = "groups stand apart, and these segments divide them further without cutting across them."


@pytest.mark.words
@pytest.mark.parametrize(
    ("k", "basis", "sentence"),
    [
        (3, "gaps", "K = 3: the largest number of segments that all stand apart and are found again."),
        (4, "groups", f"K = 4: {DIVIDE}"),
        (
            3,
            "again",
            "K = 3: no groups stand apart, but this is the smallest number above two whose segments are found again in "
            "random halves of the customers.",
        ),
        (
            2,
            "again",
            "K = 2: no groups stand apart, but this is the only number whose segments are found again in random "
            "halves of the customers.",
        ),
        (
            4,
            "convenience",
            "K = 4: no groups stand apart at any number of segments; this is a convenient cut on which random halves "
            "of the customers agree about as well as on any (0.94 of 1).",
        ),
        (
            3,
            "criteria",
            "K = 3: the silhouette and BIC choose this number; whether these segments are found again was not tested.",
        ),
        (2, "asked", "You asked for 2 segments; the elbow chooses this number."),
        (1, "asked", "You asked for 1 segment; none of the 4 criteria would choose this number."),
        (1, "convenience", "One segment: no larger number keeps within the limits."),
        (1, "criteria", "One segment: no larger number keeps within the limits."),
    ],
)
def test_each_reason_has_its_sentence(k, basis, sentence):
    assert reason(card(**CHOSEN), k, basis) == sentence


@pytest.mark.words
def test_of_few_customers_bootstrap_samples_speak():
    assert reason(card(few=True), 3, "again") == (
        "K = 3: no groups stand apart, but this is the smallest number above two whose segments are found again in "
        "bootstrap samples of the customers."
    )
    assert reason(card(few=True), 3, "convenience") == (
        "K = 3: no groups stand apart at any number of segments; this is a convenient cut on which bootstrap samples "
        "of the customers agree about as well as on any (0.93 of 1)."
    )


SURELY = (
    "K = 5: no groups stand apart, but random halves of the customers surely find these segments again (0.95 of 1), "
    "which is not so of one segment fewer."
)


@pytest.mark.words
@pytest.mark.parametrize(("three", "sentence"), [(AGAIN, SURELY), (AGAIN - A_BIT, None)])
def test_a_number_before_which_a_smaller_one_is_found_again_is_not_called_the_smallest(three, sentence):
    said = reason(card(agreements={3: three, 4: 0.5}), 5, "again")
    assert said == (sentence or reason(card(), 3, "again").replace("K = 3", "K = 5"))


@pytest.mark.words
@pytest.mark.parametrize(("agreement", "hardly"), [(AT_ALL - AS_MUCH, False), (AT_ALL - AS_MUCH - A_BIT, True)])
def test_a_cut_on_which_halves_hardly_agree_is_not_said_to_be_agreed_on(agreement, hardly):
    said = reason(card(agreements={3: agreement}), 3, "convenience")
    assert said.endswith("hardly agree (0.50 of 1)." if hardly else "agree about as well as on any (0.50 of 1).")


@pytest.mark.words
@pytest.mark.parametrize(("few", "samples"), [(True, "bootstrap samples"), (False, "random halves")])
def test_samples_that_were_not_asked_are_not_said_to_agree(few, samples):
    assert reason(card(few=few, unknown=[3]), 3, "convenience") == (
        "K = 3: no groups stand apart at any number of segments; this is a convenient cut, and whether "
        f"{samples} of the customers agree was not tested."
    )


@pytest.mark.words
def test_groups_that_stand_apart_beyond_the_limits_are_not_denied():
    assert reason(card(natural=[3, 4]), 2, "convenience") == (
        "K = 2: no groups stand apart at any number of segments within the limits; this is a convenient cut on which "
        "random halves of the customers agree about as well as on any (0.92 of 1)."
    )
    assert reason(card(natural=[5]), 3, "again") == (
        "K = 3: no groups stand apart within the limits, but this is the smallest number above two whose segments are "
        "found again in random halves of the customers."
    )


@pytest.mark.words
def test_long_groups_are_named_where_the_segments_cut_across_them():
    assert reason(card(), 3, "again", long=2) == (
        "K = 3: no segments follow the 2 long groups, but this is the smallest number above two whose segments are "
        "found again in random halves of the customers."
    )
    assert reason(card(), 3, "convenience", long=2) == (
        "K = 3: no segments follow the 2 long groups at any number of segments; this is a convenient cut on which "
        "random halves of the customers agree about as well as on any (0.93 of 1)."
    )
    assert reason(card(), 4, "groups", long=2) == f"K = 4: {DIVIDE}"


@pytest.mark.words
def test_beside_a_number_asked_for_stands_what_the_evidence_would_have_chosen():
    assert reason(card(), 3, "asked", recommended=4) == ("You asked for 3 segments; the evidence would have chosen 4.")
    assert reason(card(), 1, "asked", recommended=1) == (
        "You asked for 1 segment; the evidence would have chosen the same number."
    )


@pytest.mark.words
def test_criteria_are_named_up_to_three():
    three = {"silhouette": 3, "bic": 3, "excess": 3}
    said = "K = 3: the silhouette, the distance from placebos and BIC choose this number; "
    assert reason(card(**three), 3, "criteria").startswith(said)
    said = "K = 3: 4 of 5 criteria choose this number; "
    assert reason(card(elbow=3, gap_global=2, **three), 3, "criteria").startswith(said)


SUPPORT = Support({2: "natural", 3: "natural", 4: "constructed"}, (2, 3), (), None, {2: 2, 3: 3, 4: 2}, ())


@pytest.mark.words
def test_what_speaks_for_a_runner_up():
    made = card(elbow=2)
    assert for_runner_up(made, 2, SUPPORT) == "natural; agreement 0.92 of 1 between random halves of the customers"
    few = for_runner_up(card(few=True), 4, SUPPORT)
    assert few == "constructed; agreement 0.94 of 1 between bootstrap samples of the customers"
    assert for_runner_up(card(unknown=[2]), 2, SUPPORT) == "natural"
    assert for_runner_up(made, 2, None) == "the elbow chooses this number"
    assert for_runner_up(made, 3, None) == "its silhouette is 0.26"
    assert for_runner_up(made, 5, SUPPORT) == "its silhouette is 0.26"  # nothing was asked of it


@pytest.mark.words
@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ({}, ""),
        ({1: "natural"}, ""),
        ({2: None, 3: None}, ""),
        ({2: "constructed", 3: "constructed"}, "Constructed at every K."),
        ({2: "natural", 3: "natural"}, "Natural at K = 2 and 3."),
        ({2: "natural", 3: "natural", 4: "natural", 6: "natural"}, "Natural at K = 2 to 4 and 6."),
        (
            {1: "natural", 2: "reproducible", 3: "partly natural", 4: "natural", 5: "constructed"},
            "Natural at K = 4; partly natural at K = 3; reproducible at K = 2; constructed at every other K.",
        ),
    ],
)
def test_the_ladder_says_what_is_supported_at_each_k(kinds, sentence):
    rows = [SimpleNamespace(k=k, kind=kind) for k, kind in kinds.items()]
    assert ladder(SimpleNamespace(rows=rows)) == sentence
