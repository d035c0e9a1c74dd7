from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coterie.clustering import sweep
from coterie.errors import InputError
from coterie.evidence import gathered, judging
from coterie.evidence.audit import audit
from coterie.evidence.cautions import Caution
from coterie.evidence.judging import judge
from coterie.evidence.structure import LEVEL, structure_test
from coterie.evidence.support import Support
from coterie.evidence.treatment import FEW_VALUES

KS = range(1, 7)
NOISE = np.random.default_rng(1).uniform(size=(100, 3))


@pytest.fixture(scope="module")
def clear(three_groups):
    return judge(three_groups[0], n_clusters=KS)


@pytest.fixture(scope="module")
def nothing():
    return judge(NOISE, n_clusters=KS)


def test_clear_groups_are_natural(clear):
    assert (clear.verdict.kind, clear.k, clear.recommendation.supported_k) == ("natural", 3, 3)
    assert clear.stability.worst > 0.95
    assert not clear.stability.borderline.any()
    assert [step.n_clusters for step in clear.across] == [(k, k + 1) for k in range(1, 6)]
    assert {each.code for each in clear.warnings} <= {"few_customers"}
    assert clear.rows == 90
    assert 3 in clear.support.natural
    assert [(clear.card[k].kind, clear.card[k].groups) for k in (1, 3)] == [(None, 1), ("natural", 3)]
    assert {segment.stands for segment in clear.verdict.segments} == {"apart"}


def test_noise_is_one_segment_that_can_be_cut(nothing):
    assert nothing.verdict.kind in {"constructed", "reproducible"}
    assert nothing.recommendation.supported_k == 1
    assert nothing.k > 1
    assert not nothing.structure.found


@pytest.fixture
def placebos(monkeypatch):
    """Placebos that are all beaten, or all not, whatever the customers."""

    def decide(p):
        def tested(*args, **options):
            found = structure_test(*args, **options)
            return replace(found, placebos=tuple(replace(placebo, p=p) for placebo in found.placebos))

        monkeypatch.setattr(gathered, "structure_test", tested)

    return decide


@pytest.mark.parametrize(("p", "natural"), [(LEVEL, True), (LEVEL + 1e-9, False)])
def test_groups_of_few_values_must_beat_the_placebos(three_groups, placebos, p, natural):
    placebos(p)
    X = three_groups[0].round().clip(-1, 10)
    X[X == 6] = 7
    assert max(len(np.unique(column)) for column in X.T) <= FEW_VALUES
    found = judge(X, n_clusters=KS)
    assert (found.verdict.kind, found.k) == ("natural" if natural else "reproducible", 3)
    assert ("few values" in {cause.code for cause in found.verdict.causes}) != natural


def test_groups_of_many_values_need_no_placebos(three_groups, placebos):
    placebos(1.0)
    assert judge(three_groups[0], n_clusters=KS).verdict.kind == "natural"


def test_natural_segments_that_another_seed_changes_are_partly_natural(three_groups, monkeypatch):
    warning = Caution("seed_sensitive", "Seeds differ.", "Beware.")
    monkeypatch.setattr(judging.cautions, "of_starts", lambda *_: [warning])
    found = judge(three_groups[0], n_clusters=KS)
    assert (found.verdict.kind, found.verdict.weakened_by) == ("partly natural", ("seeds",))
    assert warning in found.warnings
    assert found.card[found.k].kind == "partly natural"


def test_natural_segments_that_join_groups_are_partly_natural(three_groups, monkeypatch):
    kinds = dict.fromkeys(range(2, 7), "constructed") | {3: "natural"}
    made = Support(kinds, (3,), (), None, {3: 3}, (), coarse=(3,))
    monkeypatch.setattr(gathered, "support", lambda *_, **__: made)
    found = judge(three_groups[0], n_clusters=KS)
    assert (found.verdict.kind, found.verdict.weakened_by) == ("partly natural", ("coarse",))
    assert found.card[3].kind == "partly natural"


def test_groups_that_k_means_joins_because_another_column_spreads_more_make_segments_coarse():
    rng = np.random.default_rng(0)
    at = np.repeat([[0.0, 0], [2.5, 2.5], [9, 9]], [200, 175, 125], axis=0)
    X = np.column_stack([at + rng.normal(scale=0.3, size=at.shape), rng.normal(scale=2.5, size=500)])
    found = judge(X, n_clusters=range(1, 13))
    assert found.recommendation.k in found.support.natural
    assert (found.verdict.k, found.verdict.weakened_by) == (2, ("coarse",))


@pytest.mark.parametrize(
    ("natural", "within", "drawn", "said", "groups"),
    [
        ((), (3,), False, [2], 2),
        ((), (3,), True, [], 2),
        ((), (), False, [], 3),
        ((3,), (3,), False, [], 3),
    ],
)
def test_groups_that_k_means_cannot_draw_are_a_cause(three_groups, monkeypatch, natural, within, drawn, said, groups):
    kinds = dict.fromkeys(range(2, 7), "constructed")
    made = Support(kinds, natural, (), 2, {2: 2, 3: 3}, within, drawn=drawn)
    monkeypatch.setattr(gathered, "support", lambda *_, **__: made)
    found = judge(three_groups[0], n_clusters=KS, k=3)
    assert [cause.groups for cause in found.verdict.causes if cause.code == "cut across"] == said
    assert found.verdict.groups == groups  # those that stand, where segments divide them


def test_it_is_the_same_every_time(clear, three_groups):
    again = judge(three_groups[0], n_clusters=KS)
    assert again.card == clear.card
    assert again.warnings == clear.warnings
    assert again.structure.placebos[0].draws == clear.structure.placebos[0].draws


def test_labels_of_another_tool_are_judged(three_groups):
    X, labels = three_groups
    words = np.array(["big", "gold", "lost"], dtype=object)[labels]
    words[0] = None
    found = judge(X, labels=words, n_clusters=KS)
    assert (found.k, found.verdict.kind) == (3, "natural")
    assert found.own_agreement == pytest.approx(1.0)
    assert found.recommendation.basis == "asked"
    assert len(found.stability.customers) == 89


def test_labels_that_mean_nothing_are_not_found_again(three_groups):
    X, labels = three_groups
    found = judge(X, labels=np.random.default_rng(0).permutation(labels), n_clusters=KS)
    assert found.own_agreement < 0.2
    assert found.stability.worst < 0.5
    assert "unstable_segment" in {each.code for each in found.warnings}


def test_a_number_asked_for_is_judged(three_groups):
    found = judge(three_groups[0], n_clusters=KS, k=5)
    assert found.k == found.verdict.k == 5
    assert found.verdict.kind != "natural"
    assert found.recommendation.supported_k == 3


def test_limits_hold(three_groups):
    assert judge(three_groups[0], n_clusters=range(1, 5), max_segments=2).k == 2


def test_no_effort_refits_nothing(three_groups):
    found = judge(three_groups[0], n_clusters=KS, effort="none")
    assert found.verdict is found.structure is found.stability is found.audit is found.support is None
    assert found.k == 3
    assert found.card[3].agreement is None


def test_a_sample_of_many_customers_is_said_and_everyone_has_a_stability(three_groups):
    rng = np.random.default_rng(0)
    X = np.repeat(three_groups[0], 20, axis=0) + rng.normal(scale=0.1, size=(1800, 2))
    made = sweep(X, range(1, 5), n_starts=3)
    found = judge(X, n_clusters=range(1, 5), sweep=made)
    assert found.rows == 1000
    assert len(found.stability.customers) == 1800
    assert found.card[3].smallest == 600
    assert found.card[3].inertia == made[3].inertia


def test_options_are_checked():
    with pytest.raises(InputError, match="`effort` is 'fast', but must be one of quick, full, none"):
        judge(NOISE, effort="fast")
    with pytest.raises(InputError, match="`min_share` is 5"):
        judge(NOISE, min_share=5)


def test_progress_is_told(three_groups):
    said = []
    judge(three_groups[0], n_clusters=range(1, 4), on_progress=said.append)
    assert said[0] == "Clustering"
    assert "Comparing with placebos" in said


@pytest.mark.parametrize(
    "X",
    [
        np.ones((50, 3)),
        np.random.default_rng(0).normal(size=(5, 2)),
        np.random.default_rng(0).integers(0, 2, (60, 3)).astype(float),
        np.eye(3)[np.random.default_rng(0).integers(0, 3, 60)],
        np.random.default_rng(0).normal(size=(60, 1)),
        np.column_stack([np.random.default_rng(0).normal(size=60), np.ones(60)]),
        np.repeat(np.random.default_rng(0).normal(size=(6, 2)), 10, axis=0),
        np.random.default_rng(0).normal(size=(60, 2)) * 1e100,
    ],
    ids=["identical", "tiny", "flags", "one category", "one column", "a constant", "duplicates", "huge"],
)
def test_odd_customers_are_judged_without_a_word_of_numpy(X):
    found = judge(X, n_clusters=range(1, 5))
    assert found.verdict.kind == "constructed" or found.k > 1
    assert all(each.advice for each in found.warnings)


def test_more_segments_than_distinct_customers_are_refused():
    with pytest.raises(InputError, match="3 segments were asked for, but only 1 distinct customers exist"):
        judge(np.ones((50, 3)), k=3)


def test_a_k_that_a_sweep_does_not_hold_is_refused(three_groups):
    X, _ = three_groups
    with pytest.raises(InputError, match="`k` is 9, but must be one of the K's of the sweep given: 1, 2, 3."):
        judge(X, sweep=sweep(X, range(1, 4)), k=9)


def test_fewer_features_are_offered_where_they_show_the_groups():
    rng = np.random.default_rng(5)
    centers = np.array([[0.0, 0], [1, 1], [1, -1], [-1, 1], [-1, -1]])
    X = centers[np.repeat(np.arange(5), 40)] + rng.normal(scale=0.2, size=(200, 2))
    X = np.column_stack([X / X.std(axis=0), rng.normal(size=(200, 2))])
    found = judge(X, columns=["income", "spending", "age", "credit"], n_clusters=range(1, 9))
    assert found.audit.clearer.features == ("income", "spending")
    assert found.audit.clearer.k == 5
    assert "clearer_features" in {each.code for each in found.warnings}


def test_fewer_features_are_not_offered_where_they_show_the_same_groups():
    rng = np.random.default_rng(7)
    labels = np.repeat([0, 1], 100)
    X = np.repeat([[0.0, 0], [4, 4]], 100, axis=0) + rng.normal(size=(200, 2))
    member = np.where(rng.uniform(size=200) < 0.85, labels, 1 - labels)
    X = np.column_stack([X / X.std(axis=0), rng.normal(size=200), np.eye(2)[member] * 1.4])
    features = ["a", "b", "c", "member", "member"]
    assert audit(X, labels.astype(np.int32), features=features).clearer.k == 2
    found = judge(X, columns=list("abcde"), features=features, n_clusters=range(1, 6))
    assert (found.verdict.kind, found.k) == ("natural", 2)
    assert found.audit.clearer is None


@pytest.mark.parametrize("option", ["k", "max_segments"])
def test_a_number_beyond_31_bits_is_refused_as_such(option):
    with pytest.raises(InputError, match="to 2,147,483,647"):
        judge(NOISE, n_clusters=KS, **{option: 2**31})
