from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from coterie.evidence import cautions
from coterie.evidence.criteria.refits import STEADY
from coterie.evidence.stability import SegmentStability, Stability
from coterie.evidence.support import AGAIN
from coterie.preparation.preparation import skewness

RNG = np.random.default_rng(6)


def codes(found):
    return [each.code for each in found]


def wavering(**changed):
    """A K that neither refits nor halves come back to."""
    usual = {"k": 6, "same_answer": 0.5, "agreement": 0.3, "prediction_strength": 0.3, "replication": 0.3}
    return SimpleNamespace(**usual | changed)


def never():
    raise AssertionError("seeds were asked")


@pytest.mark.words
def test_every_caution_has_a_known_code_and_advice():
    row = wavering(same_answer=0.02)
    found = [*cautions.sample_size(50, 3), *cautions.of_starts(row, lambda: 0.4)]
    assert codes(found) == ["few_customers", "flat_optimum", "seed_sensitive"]
    assert all(each.code in cautions.CODES and each.advice and each.message for each in found)
    assert found[1].message.startswith("Only 2% of the starts for K = 6 reached the best solution")
    rare = cautions.of_starts(wavering(same_answer=0.002), lambda: 1.0)
    assert rare[0].message.startswith("Fewer than 1% of the starts")


@pytest.mark.parametrize(("least", "said"), [(0.8999, ["seed_sensitive"]), (0.9, [])])
def test_seeds_that_agree_to_nine_tenths_give_the_same_segments(least, said):
    assert codes(cautions.of_starts(wavering(), lambda: least)) == said


@pytest.mark.parametrize(("share", "said"), [(0.0999, ["flat_optimum"]), (0.1, [])])
def test_an_optimum_that_a_tenth_of_the_starts_find_is_not_flat(share, said):
    assert codes(cautions.of_starts(wavering(same_answer=share), lambda: 1.0)) == said


def test_nothing_is_said_of_seeds_where_segments_come_back():
    flat = {"same_answer": 0.01}
    for enough in (
        {"agreement": STEADY},
        {"prediction_strength": AGAIN, "replication": 0.6},
        {"replication": AGAIN},
        {"k": 1},
    ):
        assert cautions.of_starts(wavering(**enough, **flat), never) == []
    for almost in ({"agreement": STEADY - 1e-9}, {"prediction_strength": AGAIN - 1e-9}, {"replication": AGAIN - 1e-9}):
        assert codes(cautions.of_starts(wavering(**almost, **flat), lambda: 0.5)) == ["flat_optimum", "seed_sensitive"]


@pytest.mark.words
def test_small_and_dissolving_segments_are_named():
    weak, strong = (SegmentStability(j, 0.5, j, 0.5, 3) for j in (0.4, 0.95))
    stability = Stability(20, 100, 0.6, (strong, weak), np.ones(100))
    found = cautions.of_segments(stability, SimpleNamespace(k=2), sizes=np.array([99, 1]), min_share=0.0)
    assert codes(found) == ["unstable_segment", "small_segment"]
    assert found[0].about == ("1",)
    assert found[0].message == (
        "When customers are resampled, segment 1 (1 customer) and the group most like it have only 40% of their "
        "customers in common."
    )
    assert "Segment 1 has 1 customer, 1.0% of all." in found[1].message
    assert cautions.of_segments(None, SimpleNamespace(k=2), sizes=np.array([90, 10]), min_share=0.0) == []
    assert codes(cautions.of_segments(None, SimpleNamespace(k=2), sizes=np.array([90, 10]), min_share=0.15)) == [
        "small_segment"
    ]


@pytest.mark.parametrize(("customers", "warned"), [(4, ["small_segment"]), (5, [])])
def test_a_segment_too_small_to_describe_is_named_however_few_customers_there_are(customers, warned):
    sizes = np.array([60, customers])
    assert codes(cautions.of_segments(None, SimpleNamespace(k=2), sizes=sizes, min_share=0.0)) == warned


@pytest.mark.words
@pytest.mark.parametrize(("jaccard", "said"), [(0.5999, ["unstable_segment"]), (0.6, [])])
def test_a_segment_is_unstable_below_hennigs_limit(jaccard, said):
    stability = Stability(20, 100, 0.6, (SegmentStability(jaccard, 0.5, 0.5, 0.5, 3),) * 2, np.ones(100))
    found = cautions.of_segments(stability, SimpleNamespace(k=2), sizes=np.array([1236, 900]), min_share=0.0)
    assert codes(found) == said
    if said:
        assert found[0].message == (
            "When customers are resampled, segment 0 (1,236 customers) and the group most like it have only 60% of "
            "their customers in common; segment 1 (900 customers) and the group most like it have only 60% of their "
            "customers in common."
        )


@pytest.mark.parametrize(("size", "said"), [(19, ["small_segment"]), (20, [])])
def test_a_segment_is_small_below_two_percent(size, said):
    sizes = np.array([1000 - size, size])
    assert codes(cautions.of_segments(None, SimpleNamespace(k=2), sizes=sizes, min_share=0.0)) == said


@pytest.mark.words
def test_where_a_sample_is_held_customers_are_counted_about():
    sizes = np.array([990, 10])
    (found,) = cautions.of_segments(None, SimpleNamespace(k=2), sizes=sizes, min_share=0.0, population=2_000_000)
    assert found.message == "Segment 1 has about 20,000 customers, 1.0% of all."


def test_segments_of_answer_levels_are_a_response_style_and_of_content_are_not():
    level = np.repeat([0, 2, 4], 40)
    yes = np.clip(level[:, None] + RNG.integers(-1, 2, (120, 6)), 0, 4).astype(float)
    labels = np.repeat([0, 1, 2], 40)
    assert codes(cautions.of_response_style(yes, labels)) == ["response_style"]
    answers = np.array([[0, 4, 0, 4, 0, 4], [4, 0, 4, 0, 4, 0], [2, 2, 0, 0, 4, 4]])[labels]
    content = np.clip(answers + RNG.integers(-1, 2, (120, 6)), 0, 4).astype(float)
    content[0], content[1], content[2], content[3], content[4] = 0, 1, 2, 3, 4
    assert cautions.of_response_style(content, labels) == []
    assert cautions.of_response_style(RNG.normal(size=(120, 6)), labels) == []


def test_segments_that_filled_in_values_make_are_seen(three_groups):
    X, labels = three_groups
    missing = np.zeros_like(X, dtype=bool)
    missing[::9] = True
    assert cautions.of_imputation(X, labels, missing=missing, random_state=0) == []
    assert cautions.of_imputation(X, labels, missing=None, random_state=0) == []
    wrong = RNG.permutation(labels)
    assert codes(cautions.of_imputation(X, wrong, missing=missing, random_state=0)) == ["imputation"]


def test_the_audit_becomes_warnings():
    features = [
        SimpleNamespace(feature="a", noise=True, redundant_with=(), dominates=False, advice="Leave it.", share=0.1),
        SimpleNamespace(feature="b", noise=False, redundant_with=("c",), dominates=True, advice="One.", share=0.6),
        SimpleNamespace(feature="c", noise=False, redundant_with=(), dominates=False, advice="", share=0.3),
    ]
    clearer = SimpleNamespace(sentence="Without a, 3 natural segments appear in b and c.", features=("b", "c"))
    found = cautions.of_audit(SimpleNamespace(features=features, clearer=clearer))
    assert codes(found) == ["noise_feature", "redundant_feature", "clearer_features"]
    assert cautions.of_audit(None) == []


def test_only_skewed_and_heavy_columns_are_called_so():
    X = np.column_stack(
        [np.exp(RNG.normal(size=400)), RNG.standard_t(2, 400), RNG.normal(size=400), RNG.uniform(size=400)]
    )
    found = cautions.of_skew(X, ["money", "tails", "normal", "flat"])
    assert [each.about for each in found] == [("money", "tails")]


def test_a_small_group_apart_does_not_make_a_column_skewed():
    r = np.random.default_rng(0)
    apart = np.concatenate([r.normal(size=450), r.normal(9, 1, 50)])
    assert skewness(apart) > 1
    assert cautions.of_skew(apart[:, None], ["apart"]) == []


def test_nothing_there_is_a_warning_and_something_there_is_none():
    said = {"sentence": "None are there.", "meaning": "Beware."}
    nothing = SimpleNamespace(kind="constructed", supported_k=1, **said)
    assert codes(cautions.of_verdict(nothing)) == ["no_structure"]
    for several in (2, 3):
        assert cautions.of_verdict(SimpleNamespace(kind="constructed", supported_k=several, **said)) == []
    for kind in ("natural", "partly natural", "reproducible"):
        assert cautions.of_verdict(SimpleNamespace(kind=kind, supported_k=1, **said)) == []
