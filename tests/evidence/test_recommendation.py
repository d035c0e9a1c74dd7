from __future__ import annotations

import pytest

from coterie.evidence.card import KCard, KRow
from coterie.evidence.recommendation import VOTES, Limits, recommend
from coterie.evidence.smallest import FEWEST_CUSTOMERS
from coterie.evidence.support import AGAIN, Support


def row(k, **said):
    """A K that nothing speaks for."""
    usual = {"k": k, "inertia": 1.0, "elbow": False, "smallest": 50, "smallest_share": 0.5 / k, "same_answer": 1.0}
    usual |= {"halves": 0.5, "prediction_strength": 0.5, "silhouette": 0.3, "few": False, "borders": ()}
    return KRow(**dict.fromkeys(KRow.__dataclass_fields__) | usual | said)


def card(*rows, **choices):
    return KCard(tuple(rows), {**dict.fromkeys(VOTES), **choices}, (), 1000)


def supported(*, natural=(), again=(), within=(), standing=None, groups=None):
    kinds = dict.fromkeys(range(2, 8), "constructed") | dict.fromkeys((*again, *within), "partly natural")
    groups = dict.fromkeys(range(2, 8), 1) | {k: k for k in natural} | (groups or {})
    return Support(kinds | dict.fromkeys(natural, "natural"), natural, again, standing, groups, within)


NOTHING = supported()


def test_where_nothing_is_supported_one_segment_is_and_the_k_on_which_halves_agree_is_used():
    found = recommend(card(row(1), row(2, halves=0.75), row(3), row(4, halves=0.6)), support=NOTHING)
    assert (found.supported_k, found.supported, found.recommended_k, found.k) == (1, 1, 2, 2)
    assert found.basis == "convenience"


def test_a_natural_k_is_supported_recommended_and_used_whatever_criteria_choose():
    made = card(row(1), row(2), row(3), row(4), silhouette=2, bic=2)
    found = recommend(made, support=supported(natural=(2, 3)))
    assert (found.supported_k, found.recommended_k, found.k, found.basis) == (3, 3, 3, "gaps")
    assert (found.agreeing, found.disagreeing) == ((), ("silhouette", "bic"))


def test_groups_that_stand_are_supported_though_more_segments_are_used():
    found = recommend(
        card(row(1), row(2), row(3), row(4)), support=supported(within=(4,), standing=3, groups={3: 3, 4: 3})
    )
    assert (found.supported_k, found.recommended_k, found.k, found.basis) == (3, 4, 4, "groups")


def test_the_next_natural_k_is_the_runner_up_then_the_surest_that_is_found_again():
    sure = {"halves": 0.95}
    rows = (row(1), row(2, **sure), row(3, halves=0.97), row(4), row(5))
    assert recommend(card(*rows), support=supported(natural=(4, 5))).runner_up == 4
    assert recommend(card(*rows), support=supported(natural=(3, 4, 5))).runner_up == 4
    assert recommend(card(*rows), support=supported(natural=(4,), again=(5,), groups={5: 2})).runner_up == 5
    assert recommend(card(*rows), support=supported(natural=(4,), again=(2, 5), groups={5: 2, 2: 2})).runner_up == 5
    assert recommend(card(*rows), support=supported(natural=(4,))).runner_up == 3
    found = recommend(card(*rows), support=NOTHING)
    assert (found.k, found.basis, found.runner_up) == (3, "again", 2)
    assert recommend(card(row(1), row(2), row(3)), support=NOTHING).runner_up is None


def test_the_runner_up_keeps_to_the_limits_but_not_to_a_k_asked_for():
    rows = (row(1), row(2), row(3), row(4), row(5))
    found = supported(natural=(3, 5))
    assert recommend(card(*rows), support=found, limits=Limits(max_segments=4)).runner_up is None
    assert recommend(card(*rows), support=found, limits=Limits(k=2)).runner_up == 5
    assert recommend(card(*rows), support=found, limits=Limits(k=5)).runner_up == 3


@pytest.mark.words
def test_limits_take_part_and_are_named():
    rows = (row(1), row(2), row(3, smallest_share=0.01), row(4))
    natural = supported(natural=(3, 4))
    few = recommend(card(*rows), support=natural, limits=Limits(max_segments=3, min_share=0.05))
    assert (few.supported_k, few.recommended_k, few.k, few.basis) == (4, 4, 2, "convenience")
    assert few.limited == "Without the limit of at most 3 segments, K = 4 would be recommended."
    large = recommend(card(*rows), support=supported(natural=(3,)), limits=Limits(min_share=0.05))
    assert large.k != 3
    assert large.limited == ("Without the limit of at least 5% of the customers in each, K = 3 would be recommended.")


@pytest.mark.parametrize(("share", "k"), [(0.1, 3), (0.0999, 2)])
def test_a_segment_of_just_the_least_share_is_allowed(share, k):
    rows = (row(1), row(2), row(3, smallest_share=share))
    assert recommend(card(*rows), support=supported(natural=(2, 3)), limits=Limits(min_share=0.1)).k == k


@pytest.mark.words
def test_a_k_with_hardly_anybody_in_a_segment_does_not_compete_and_that_is_said():
    rows = (row(1), row(2, smallest=1), row(3), row(4))
    found = recommend(card(*rows), support=supported(natural=(2,)))
    assert (found.supported_k, found.recommended_k, found.basis) == (1, 3, "convenience")
    assert found.limited == (
        "K = 2 was passed over: its smallest segment holds 1 customer. Correct or transform the outliers."
    )
    assert recommend(card(*rows), support=supported(natural=(2,)), limits=Limits(k=2)).limited is None
    enough = (row(1), row(2, smallest=FEWEST_CUSTOMERS), row(3))
    assert recommend(card(*enough), support=supported(natural=(2,))).k == 2


@pytest.mark.words
def test_where_limits_leave_no_other_k_it_is_taken():
    rows = (row(1), row(2, smallest=1), row(3))
    found = recommend(card(*rows), support=supported(natural=(3,)), limits=Limits(max_segments=2))
    assert (found.k, found.limited) == (2, "Without the limit of at most 2 segments, K = 3 would be recommended.")


def test_limits_that_nothing_keeps_leave_one_segment():
    found = recommend(card(row(1), row(2), row(3)), support=NOTHING, limits=Limits(max_segments=1))
    assert found.k == 1


def test_a_k_asked_for_is_kept_and_evidence_says_what_it_thinks():
    found = recommend(card(row(1), row(2), row(3)), support=supported(natural=(3,)), limits=Limits(k=2))
    assert (found.k, found.supported_k, found.recommended_k) == (2, 3, 3)
    assert (found.basis, found.runner_up, found.limited) == ("asked", 3, None)


def test_without_evidence_the_criteria_vote_and_the_first_breaks_a_tie():
    voted = card(row(1), row(2), row(3), row(4), silhouette=4, calinski_harabasz=4, bic=3)
    found = recommend(voted, support=None)
    assert (found.supported_k, found.k, found.runner_up, found.basis) == (4, 4, 3, "criteria")
    assert (found.agreeing, found.disagreeing) == (("silhouette", "calinski_harabasz"), ("bic",))
    assert recommend(card(row(1), row(2), row(3), silhouette=3, bic=2), support=None).k == 3
    assert recommend(card(row(1), row(2), row(3), bic=2, davies_bouldin=3), support=None).k == 3
    assert recommend(card(row(1), row(2), row(3)), support=None).k == 2
    assert recommend(card(row(1)), support=None).k == 1
    assert recommend(voted, support=None, limits=Limits(max_segments=3)).k == 3
    assert recommend(voted, support=None, limits=Limits(k=2)).basis == "asked"


def test_one_that_refits_choose_is_no_vote():
    """What is shown as information votes only where it is among the words."""
    assert recommend(card(row(1), row(2), row(3), agreement=3, gap=3, gap_first=3, bic=2), support=None).k == 2


def test_a_k_found_again_just_so_is_worth_a_look():
    rows = (row(1), row(2), row(3), row(4, prediction_strength=AGAIN, halves=0.6))
    assert recommend(card(*rows), support=supported(natural=(2,))).runner_up == 4
    rows = (row(1), row(2), row(3), row(4, prediction_strength=AGAIN - 1e-9, halves=0.6))
    assert recommend(card(*rows), support=supported(natural=(2,))).runner_up is None
