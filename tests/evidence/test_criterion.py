from __future__ import annotations

import numpy as np
import pytest
from kneed import KneeLocator

import coterie
from coterie import CriterionError, InputError
from coterie.clustering import sweep
from coterie.evidence.card import KCard, KRow
from coterie.evidence.criterion import check_criterion, recommend_by
from coterie.evidence.elbow import elbows_by_range
from coterie.evidence.recommendation import VOTES, Limits, recommend
from coterie.evidence.support import Support

STEADY = [100, 60, 20, 17, 15, 13, 12, 11, 10]
WANDERING = [round(1000 * k**-0.6) for k in range(1, 13)]
OF_FEW = [round(1000 * k**-0.8) for k in range(1, 13)]
STRAIGHT = [100 - 5 * k for k in range(1, 13)]
ENDS_STRAIGHT = [100, 60, 20, 17, 15, 13, 12, 11, -300]


def card(inertia, *, choices=None, **said):
    """A card of a curve; what is said of a K is a list by K, from 1."""
    ks = range(1, len(inertia) + 1)
    values = {
        "halves": [0.5] * len(ks),
        "prediction_strength": [0.5] * len(ks),
        "smallest": [1000 // k for k in ks],
        "smallest_share": [1 / k for k in ks],
        "silhouette": [None, *([0.3] * (len(ks) - 1))],
    } | said
    rows = []
    for k in ks:
        row = dict.fromkeys(KRow.__dataclass_fields__) | {"k": k, "inertia": inertia[k - 1], "same_answer": 1.0}
        rows.append(KRow(**(row | {name: values[name][k - 1] for name in values})))
    return KCard(tuple(rows), {**dict.fromkeys(VOTES), **(choices or {})}, elbows_by_range(ks, inertia))


def natural(*ks):
    """Evidence that these K's are natural."""
    kinds = dict.fromkeys(range(2, 13), "constructed") | dict.fromkeys(ks, "natural")
    return Support(kinds, ks, (), None, {k: k for k in ks}, ())


def by_elbow(card, *, support=None, **limits):
    return recommend_by(card, support=support, limits=Limits(criterion="elbow", **limits))


def by_silhouette(silhouette, *, support=None, choices=None, interval=None, **said):
    limits = {name: said.pop(name) for name in ("max_segments", "min_share") if name in said}
    inertia = [100 / k for k in range(1, len(silhouette) + 1)]
    intervals = [(interval or {}).get(k) for k in range(1, len(silhouette) + 1)]
    made = card(inertia, silhouette=silhouette, silhouette_interval=intervals, choices=choices, **said)
    return recommend_by(made, support=support, limits=Limits(criterion="silhouette", **limits))


def refusal(inertia, **limits):
    with pytest.raises(CriterionError) as caught:
        by_elbow(card(inertia), **limits)
    return str(caught.value)


@pytest.mark.words
def test_an_elbow_in_every_range_is_taken_and_said_to_be_steady():
    found = by_elbow(card(STEADY))
    assert (found.k, found.basis, found.limited) == (3, "elbow", None)
    assert found.reason == (
        "By the elbow, as asked: the inertia curve bends at K = 3 in every range of K tried (1–8 to 1–9)."
    )


@pytest.mark.words
@pytest.mark.parametrize(
    ("inertia", "places"),
    [
        (WANDERING, "at K = 3 in 3 of 5 ranges of K (1–8 to 1–12), at K = 4 in 2"),
        (OF_FEW, "at K = 3 in 4 of 5 ranges of K (1–8 to 1–12), at K = 4 in 1"),
    ],
)
def test_one_that_wanders_is_that_of_the_widest_range_even_where_most_have_another(inertia, places):
    found = by_elbow(card(inertia))
    ks = range(1, 13)
    assert found.k == KneeLocator(ks, inertia, curve="convex", direction="decreasing").knee == 4
    assert found.reason == (
        "By the elbow, as asked: the inertia curve bends at K = 4 in the widest range of K tried (1–12), "
        f"but the elbow wanders: it is {places}."
    )


def test_no_elbow_anywhere_is_refused():
    found = refusal(STRAIGHT)
    assert found.startswith("k='elbow': the inertia curve has no elbow from K = 1 to 12. ")
    assert "Elbow by range of K: 1–8 to 1–12 (none)." in found


def test_an_elbow_in_shorter_ranges_only_is_told_but_not_taken():
    assert "Elbow by range of K: 1–8 (K = 3), 1–9 (none)." in refusal(ENDS_STRAIGHT)
    assert by_elbow(card(ENDS_STRAIGHT[:8])).k == 3


@pytest.mark.parametrize("tried", [1, 2, 3])
def test_fewer_than_four_ks_have_no_elbow(tried):
    sharp = [100, 1, 0.9, 0.8]
    assert "An elbow needs at least 4 numbers of segments." in refusal(sharp[:tried])
    assert by_elbow(card(sharp)).k == 2


def test_more_segments_are_advised_only_where_there_can_be_more():
    assert "a larger `k_max`" in refusal([100, 50, 1e-9])
    assert "a larger `k_max`" not in refusal([100, 50, 0])
    straight = [1000.0 - k for k in range(1, 101)]
    assert "a larger `k_max`" in refusal(straight[:99])
    assert "a larger `k_max`" not in refusal(straight)


@pytest.mark.parametrize(("most", "allowed"), [(2, False), (3, True)])
def test_an_elbow_beyond_the_most_segments_is_refused(most, allowed):
    if allowed:
        assert by_elbow(card(STEADY), max_segments=most).k == 3
    else:
        found = refusal(STEADY, max_segments=most)
        assert "bends at K = 3, but `max_segments` allows at most 2. Elbow by range of K: 1–8 to" in found


@pytest.mark.parametrize(("share", "allowed"), [(0.333, True), (0.334, False)])
def test_so_is_one_with_too_small_a_segment(share, allowed):
    if allowed:
        assert by_elbow(card(STEADY), min_share=share).k == 3
    else:
        assert ("its smallest segment holds 33.33% of the customers, less than the `min_share` of 33.4%.") in refusal(
            STEADY, min_share=share
        )


@pytest.mark.words
@pytest.mark.parametrize(("customers", "said"), [(1, "1 customer"), (4, "4 customers"), (5, None)])
def test_a_k_with_hardly_anybody_in_a_segment_is_kept_and_said(customers, said):
    found = by_elbow(card(STEADY, smallest=[200, 90, customers, *([30] * 6)]))
    assert found.k == 3
    if said is None:
        assert "too few" not in found.reason
    else:
        assert found.reason.endswith(
            f"Its smallest segment holds {said}, too few to describe; "
            "K = 3 is kept, since you asked for the elbow alone to choose."
        )


@pytest.mark.words
def test_what_evidence_alone_would_have_recommended_is_said():
    found = by_elbow(card(STEADY), support=natural(3, 5))
    assert (found.k, found.supported_k, found.recommended_k) == (3, 5, 5)
    alone = recommend(card(STEADY), support=natural(3, 5)).reason
    assert found.reason.endswith(f"The evidence would have chosen another number. {alone}")
    assert by_elbow(card(STEADY), support=natural(3)).reason.endswith("The evidence recommends K = 3 too.")


@pytest.mark.words
def test_so_is_that_it_finds_no_groups():
    most = [0.5, 0.5, 0.5, 0.75, *([0.5] * 5)]
    found = by_elbow(card(STEADY, halves=most), support=natural())
    assert (found.k, found.supported_k) == (3, 1)
    assert found.reason.endswith(
        "The evidence finds no groups in these customers; to divide them anyway, it would recommend K = 4."
    )
    most = [0.5, 0.5, 0.75, *([0.5] * 6)]
    assert "would recommend the same number." in by_elbow(card(STEADY, halves=most), support=natural()).reason


@pytest.mark.words
def test_limits_hold_for_what_evidence_alone_would_have_recommended():
    found = by_elbow(card(STEADY), support=natural(4, 5), max_segments=4)
    assert "The evidence would have chosen another number. K = 4: " in found.reason


def test_without_evidence_nothing_is_said_of_it():
    assert "evidence" not in by_elbow(card(STEADY, choices={"silhouette": 5})).reason


@pytest.mark.words
def test_the_largest_silhouette_above_one_is_taken_and_how_near_the_next_comes_is_said():
    found = by_silhouette([None, 0.3, 0.62, 0.5, 0.4], interval={3: (0.58, 0.66)})
    assert (found.k, found.basis, found.limited) == (3, "silhouette", None)
    assert found.reason == (
        "By the silhouette, as asked: it is largest at K = 3 (0.620, 95% interval 0.580 to 0.660); "
        "the next is K = 4 (0.500)."
    )


@pytest.mark.words
@pytest.mark.parametrize(("second", "close"), [(0.58, True), (0.5799, False)])
def test_a_runner_up_within_the_interval_is_close(second, close):
    reason = by_silhouette([None, 0.3, 0.62, second], interval={3: (0.58, 0.66)}).reason
    assert ("K = 4 (0.580) is within that interval, so the two are close." in reason) == close


def test_of_equal_silhouettes_the_smaller_k_is_taken():
    assert by_silhouette([None, 0.3, 0.5, 0.5]).k == 3


@pytest.mark.words
def test_where_there_is_no_interval_and_no_other_k_none_is_made_up():
    assert by_silhouette([None, 0.4]).reason == (
        "By the silhouette, as asked: it is largest at K = 2 (0.400); no other K could be chosen."
    )


@pytest.mark.words
@pytest.mark.parametrize(
    ("limits", "k"),
    [
        ({"max_segments": 5}, 5),
        ({"max_segments": 4}, 2),
        ({"min_share": 0.2}, 5),
        ({"min_share": 0.21}, 2),
        ({"min_share": 0.5}, 2),
    ],
)
def test_limits_restrict_the_ks_among_which_the_silhouette_is_largest(limits, k):
    found = by_silhouette([None, 0.5, 0.3, 0.4, 0.7, 0.2], **limits)
    assert found.k == k
    assert found.limited == (None if k == 5 else "Without the limits, K = 5 has the largest silhouette.")


@pytest.mark.parametrize(
    ("silhouette", "limits", "why"),
    [
        ([None], {}, "only K = 1 could be tried, and one segment has no silhouette."),
        (
            [None, 0.4],
            {"max_segments": 1},
            "no K above 1 keeps within the limits (at K = 2 `max_segments` allows at most 1)",
        ),
        (
            [None, 0.4],
            {"min_share": 0.51},
            "(at K = 2 its smallest segment holds 50.00% of the customers, less than the",
        ),
    ],
)
def test_a_silhouette_with_no_k_above_one_is_refused(silhouette, limits, why):
    with pytest.raises(CriterionError) as caught:
        by_silhouette(silhouette, **limits)
    assert why in str(caught.value)


@pytest.mark.words
def test_a_small_segment_of_the_silhouette_s_k_is_kept_and_said():
    found = by_silhouette([None, 0.3, 0.62], smallest=[90, 40, 4])
    assert found.k == 3
    assert found.reason.endswith("K = 3 is kept, since you asked for the silhouette alone to choose.")


def test_without_a_criterion_all_the_evidence_chooses():
    made = card(WANDERING, choices={"silhouette": 6})
    for support in (None, natural(5)):
        assert recommend_by(made, support=support, limits=Limits()) == recommend(made, support=support)


def test_it_is_refused_before_any_evidence_is_gathered():
    X = np.random.default_rng(0).normal(size=(60, 2))
    seen: list[str] = []
    with pytest.raises(CriterionError, match="An elbow needs at least 4"):
        coterie.judge(X, criterion="elbow", n_clusters=[1, 2], on_progress=seen.append)
    assert seen == ["Clustering"]


def test_checking_asks_of_a_sweep_what_choosing_asks_of_a_card(three_groups):
    X, _ = three_groups
    tried = sweep(X, range(1, 9))
    for limits in (Limits(), Limits(criterion="elbow"), Limits(criterion="elbow", max_segments=3, min_share=1 / 3)):
        check_criterion(tried, limits)
    for limits in (Limits(criterion="elbow", max_segments=2), Limits(criterion="elbow", min_share=0.34)):
        with pytest.raises(CriterionError, match="bends at K = 3, but"):
            check_criterion(tried, limits)
    with pytest.raises(CriterionError, match="no K above 1 keeps within the limits"):
        check_criterion(tried, Limits(criterion="silhouette", max_segments=1))
    check_criterion(tried, Limits(criterion="silhouette", max_segments=2))


@pytest.mark.parametrize("effort", ["quick", "none"])
@pytest.mark.parametrize("criterion", ["elbow", "silhouette"])
def test_the_k_of_the_criterion_is_the_one_that_is_judged(three_groups, criterion, effort):
    X, _ = three_groups
    found = coterie.judge(X, criterion=criterion, n_clusters=range(1, 9), effort=effort)
    assert (found.k, found.recommendation.k, found.recommendation.basis) == (3, 3, criterion)
    assert effort == "none" or (found.verdict.k, found.verdict.kind) == (3, "natural")


@pytest.mark.parametrize("given", [{"k": 3}, {"labels": [0, 1, 2] * 30}])
def test_a_criterion_beside_a_number_is_refused(three_groups, given):
    X, _ = three_groups
    with pytest.raises(InputError, match="`criterion` is 'elbow', but must be left out where the number of segments"):
        coterie.judge(X, criterion="elbow", **given)


def test_a_criterion_without_a_meaning_is_refused(three_groups):
    X, _ = three_groups
    with pytest.raises(InputError, match=r"`criterion` is 'elbw', but must be one of elbow, silhouette\. Did you mean"):
        coterie.judge(X, criterion="elbw")
