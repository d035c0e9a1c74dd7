from __future__ import annotations

import pytest

from coterie.evidence.card import KCard, KRow
from coterie.evidence.recommendation import WORDS, Limits, found_again, listed, recommend, same_every_time


def row(k, **said):
    values = dict.fromkeys(KRow.__dataclass_fields__)
    values |= {"k": k, "inertia": 1.0, "elbow": False, "smallest": 50, "smallest_share": 0.5 / k, "same_answer": 1.0}
    values |= {"agreement": 0.5, "worst_segment": 0.5, "prediction_strength": 0.5, "silhouette": 0.3}
    return KRow(**(values | said))


def card(*rows, **choices):
    return KCard(tuple(rows), {**dict.fromkeys(WORDS), **choices}, ())


def test_without_structure_one_segment_is_supported_and_the_steadiest_k_is_offered():
    found = recommend(
        card(row(1), row(2, agreement=0.7), row(3, agreement=0.4), row(4, agreement=0.6)), structure=False
    )
    assert (found.supported, found.k, found.basis) == (1, 4, "convenience")
    assert found.reason == "No number of segments stands out; K = 4 is where refits agree most (0.60 of 1)."


def test_without_structure_a_steady_k_is_offered_for_its_stability():
    steady = row(2, agreement=0.9, worst_segment=0.9)
    found = recommend(card(row(1), steady, row(3)), structure=False)
    assert (found.supported, found.k, found.basis) == (1, 2, "stability")


def test_votes_decide_among_those_found_again():
    strong = {"prediction_strength": 0.95}
    voted = card(row(1), row(2, **strong), row(3, **strong), row(4), silhouette=4, calinski_harabasz=4, bic=3)
    assert recommend(voted, structure=True).k == 3


def test_where_none_is_found_again_votes_decide_among_all():
    found = recommend(card(row(1), row(2), row(3), silhouette=3), structure=True)
    assert (found.k, found.basis) == (3, "structure")
    assert "refits do not come back to it" in found.reason


def test_the_first_criterion_breaks_a_tie():
    assert recommend(card(row(1), row(2), row(3), silhouette=3, bic=2), structure=True).k == 3


def test_the_runner_up_comes_with_what_speaks_for_it():
    found = recommend(card(row(1), row(2), row(3), row(4), silhouette=3, bic=3, elbow=4), structure=True)
    assert (found.k, found.runner_up) == (3, 4)
    assert found.runner_up_reason == "the elbow chooses it; refits agree to 0.50"
    assert (found.agreeing, found.disagreeing) == (("silhouette", "bic"), ("elbow",))


def test_limits_take_part_and_are_named():
    rows = (row(1), row(2), row(3, smallest_share=0.01), row(4))
    voted = card(*rows, silhouette=4, bic=4, elbow=3)
    found = recommend(voted, structure=True, limits=Limits(max_segments=3, min_share=0.05))
    assert (found.supported, found.k) == (4, 2)
    assert found.limited == "Without the limit of at most 3 segments, K = 4 would be recommended."
    small = recommend(card(*rows, elbow=3), structure=True, limits=Limits(min_share=0.05))
    assert small.k != 3
    assert "at least 5% of the customers in each" in small.limited


def test_a_k_with_one_customer_does_not_compete_and_the_reason_is_said():
    strong = {"prediction_strength": 0.95}
    rows = (row(1), row(2, smallest=1, **strong), row(3, **strong), row(4))
    voted = card(*rows, silhouette=2, bic=2, davies_bouldin=2, elbow=4)
    found = recommend(voted, structure=True)
    assert (found.supported, found.k, found.runner_up) == (3, 3, 4)
    assert found.limited == (
        "K = 2 was passed over: its smallest segment holds 1 customer. "
        "Correct or transform what is far from all others."
    )
    assert recommend(voted, structure=False).k != 2
    assert recommend(voted, structure=True, limits=Limits(k=2)).limited is None


def test_where_limits_leave_no_other_k_it_is_taken():
    voted = card(row(1), row(2, smallest=1), row(3), silhouette=3)
    found = recommend(voted, structure=True, limits=Limits(max_segments=2))
    assert (found.k, found.limited) == (2, "Without the limit of at most 2 segments, K = 3 would be recommended.")


def test_limits_that_nothing_keeps_leave_one_segment():
    found = recommend(card(row(1), row(2), row(3)), structure=True, limits=Limits(max_segments=1))
    assert found.k == 1


def test_a_k_asked_for_is_kept_and_evidence_says_what_it_thinks():
    found = recommend(card(row(1), row(2), row(3), silhouette=3), structure=True, limits=Limits(k=2))
    assert (found.k, found.supported, found.basis, found.runner_up) == (2, 3, "asked for", 3)
    assert found.reason == "K = 2 was asked for; none of 1 criteria chooses it."


@pytest.mark.parametrize(
    ("agreement", "worst", "strength", "again", "same"),
    [
        (0.85, 0.75, 0.1, True, True),
        (0.8499, 0.75, 0.1, False, False),
        (0.85, 0.7499, 0.1, False, False),
        (0.1, 0.1, 0.8, False, False),
        (0.1, 0.1, 0.81, True, False),
    ],
)
def test_found_again_means_in_the_other_half_or_in_every_refit(agreement, worst, strength, again, same):
    one = row(3, agreement=agreement, worst_segment=worst, prediction_strength=strength)
    assert (found_again(one), same_every_time(one)) == (again, same)


def test_what_was_not_tested_is_not_spoken_of():
    quiet = {"agreement": None, "worst_segment": None, "prediction_strength": None}
    voted = card(row(1, **quiet), row(2, **quiet), row(3, **quiet), silhouette=3, bic=3)
    found = recommend(voted, structure=None, limits=Limits(max_segments=5))
    assert (found.supported, found.k, found.basis) == (3, 3, "criteria")
    assert found.reason == (
        "K = 3: the silhouette and BIC choose it; whether these segments are found again was not tested."
    )
    assert recommend(voted, structure=None, limits=Limits(k=2)).basis == "asked for"


def test_words_are_listed_as_in_a_sentence():
    assert [listed(list("abc")), listed(["a", "b"]), listed([])] == ["a, b and c", "a and b", ""]
