from __future__ import annotations

import pytest

from coterie import CriterionError, InputError, errors
from coterie.cli.entry import LONGEST

MODULE = errors.criteria
OF_KIND = {
    "CriterionError": {"elbow_beyond_limits", "no_elbow", "no_silhouette"},
}
CURVE = [(1, 2396.4), (2, 1529.0), (3, 1177.0), (4, 99.5), (5, 0.12345)]


def test_every_error_is_of_its_kind(of_kind):
    assert of_kind == OF_KIND


def test_they_are_of_a_kind_of_their_own_and_of_unusable_input():
    found = errors.criteria.no_elbow(CURVE, [(5, None)], wider=False)
    assert isinstance(found, CriterionError)
    assert isinstance(found, InputError)


def test_without_an_elbow_the_message_has_the_curve_the_ranges_and_what_to_do():
    assert errors.criteria.no_elbow(CURVE, [(5, None)], wider=True).in_command == (
        "--k elbow: the inertia curve has no elbow from K = 1 to 5. Elbow by range of K: 1–5 (none). "
        "Inertia, and how much each step saves of that at K = 1: 2,396 at K = 1, 1,529 at 2 (36.2%), "
        "1,177 at 3 (14.7%), 99.5 at 4 (45.0%), 0.123 at 5 (4.1%). "
        "Use --k auto (by all the evidence), --k N (a number of your own) or a larger --k-max."
    )


def test_no_more_segments_are_advised_than_there_can_be():
    found = errors.criteria.no_elbow(CURVE, [(5, None)], wider=False).in_command
    assert found.endswith("Use --k auto (by all the evidence) or --k N (a number of your own).")


@pytest.mark.parametrize(("tried", "said"), [(1, True), (3, True), (4, False)])
def test_an_elbow_needs_four_points(tried, said):
    found = errors.criteria.no_elbow(CURVE[:tried], [(tried, None)], wider=True).in_command
    assert ("An elbow needs at least 4 numbers of segments." in found) == said


def test_neighbouring_ranges_with_one_elbow_are_told_together():
    elbows = [(8, 3), (9, 3), (10, None), (11, 4), (12, 4), (13, 4), (14, 3)]
    assert ("Elbow by range of K: 1–8 to 1–9 (K = 3), 1–10 (none), 1–11 to 1–13 (K = 4), 1–14 (K = 3).") in str(
        errors.criteria.elbow_beyond_limits(CURVE, elbows, k=3, limit="a limit is 2")
    )


def test_the_limit_is_named():
    found = errors.criteria.elbow_beyond_limits(
        CURVE, [(5, 3)], k=6, limit="--max-segments allows at most 4"
    ).in_command
    assert found.startswith(
        "--k elbow: the inertia curve bends at K = 6, but --max-segments allows at most 4. Elbow by"
    )
    assert found.endswith("Change the limit, or use --k auto (by all the evidence) or --k N (a number of your own).")


@pytest.mark.parametrize(
    ("limited", "said"), [(True, "Change the limits, or"), (False, "Give a --k-max of at least 2, or")]
)
def test_a_silhouette_that_compares_nothing_says_what_to_change(limited, said):
    assert said in errors.criteria.no_silhouette("only K = 1 could be tried", CURVE[:1], limited=limited).in_command
    assert "Inertia: 2,396 at K = 1." in errors.criteria.no_silhouette("x", CURVE[:1], limited=limited).in_command


def test_the_longest_message_is_shown_whole():
    curve = [(k, 1e9 / k) for k in range(1, 101)]
    elbows = [(k, 3 + k % 2) for k in range(8, 101)]
    found = errors.criteria.elbow_beyond_limits(curve, elbows, k=6, limit="--max-segments allows at most 4").in_command
    assert "and 80 more" in found
    assert "and 73 more" in found
    assert len(found) < LONGEST


def test_a_curve_that_begins_at_nothing_saves_nothing():
    assert (
        "0 at K = 1, 0 at 2 (0%)" in errors.criteria.no_elbow([(1, 0.0), (2, 0.0)], [(2, None)], wider=False).in_command
    )
