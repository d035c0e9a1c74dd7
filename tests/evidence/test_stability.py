from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from coterie.clustering import assign
from coterie.evidence.refits import resample
from coterie.evidence.stability import (
    Placing,
    agreements,
    clusterwise,
    matched,
    read_jaccard,
    segment_stability,
    slsw,
)

ORACLES = Path(__file__).parent / "oracles"


@pytest.mark.parametrize(("name", "theirs_drawn"), [("blobs", 200), ("noise", 200), ("overlap", 1000)])
def test_r_finds_the_same_clusterwise_stability(r, name, theirs_drawn):
    X = np.loadtxt(ORACLES / f"{name}.csv", delimiter=",")
    for theirs in r[name]["boot"]:
        labels = np.array(theirs["labels"], dtype=np.int32) - 1
        resamples = resample(X, [theirs["k"]], n_resamples=300, random_state=1)
        found = clusterwise(labels, resamples.labels(X, theirs["k"]), resamples.drawn)
        more = np.sqrt(1 / 300 + 1 / theirs_drawn)
        error = np.nanstd(found, axis=0) * more
        assert (np.abs(np.nanmean(found, axis=0) - theirs["jaccard"]) < 3 * error + 1e-3).all()
        recovered = np.nanmean(found >= 0.75, axis=0)
        error = np.sqrt(recovered * (1 - recovered)) * more
        assert (np.abs(recovered - theirs["recovered"]) < 4 * error + 0.02).all()


def test_groups_apart_stay_together_and_noise_does_not(three_groups):
    X, labels = three_groups
    found = segment_stability(X, labels, resample(X, [3], n_resamples=20, random_state=0))
    assert found.agreement == pytest.approx(1.0)
    assert [segment.reading for segment in found.segments] == ["highly stable"] * 3
    assert not found.borderline.any()
    noise = np.random.default_rng(1).uniform(size=(90, 2))
    found = segment_stability(noise, labels, resample(noise, [3], n_resamples=20, random_state=0))
    assert found.agreement < 0.9
    assert found.worst < 0.6
    assert found.borderline.any()


def test_every_measure_is_1_for_the_same_segments_in_other_numbers():
    labels = np.array([0, 0, 1, 1, 2, 2, 2])
    again = np.stack([np.array(turn)[labels] for turn in ([2, 0, 1], [1, 2, 0], [0, 1, 2], [2, 1, 0])])
    assert (agreements(again) == 1).all()
    assert (clusterwise(labels, again, np.ones_like(again, dtype=bool)) == 1).all()
    assert (slsw(labels, again) == 1).all()


def test_only_customers_drawn_count_in_clusterwise_stability():
    labels, refitted = np.array([0, 0, 0, 1, 1]), np.array([[0, 0, 1, 1, 1]])
    assert clusterwise(labels, refitted, np.array([[True, True, False, True, True]])).tolist() == [[1.0, 1.0]]
    assert clusterwise(labels, refitted, np.ones((1, 5), dtype=bool))[0].tolist() == pytest.approx([2 / 3, 2 / 3])


@pytest.mark.parametrize(
    ("value", "reading"),
    [
        (0.5, "dissolved"),
        (0.55, "do not trust"),
        (0.6, "pattern"),
        (0.7499, "pattern"),
        (0.75, "stable"),
        (0.85, "highly stable"),
        (1.0, "highly stable"),
        (float("nan"), "unknown"),
    ],
)
def test_readings_are_the_published_ones(value, reading):
    assert read_jaccard(value) == reading


def test_more_customers_are_placed_as_those_were_who_were_there():
    random = np.random.default_rng(2)
    X = np.vstack([random.normal(at, 1.5, (40, 2)) for at in (0.0, 3.0, 6.0)])
    labels = np.repeat([0, 1, 2], 40)
    found = segment_stability(X, labels, resample(X, [3], n_resamples=8, random_state=0))
    assert found.placing is not None
    assert len(set(found.customers.tolist())) > 2
    np.testing.assert_array_equal(found.placing.stayed(X[::-1], labels[::-1]), found.customers[::-1])


def test_segments_are_matched_with_refitted_clusters_one_to_one():
    random = np.random.default_rng(3)
    X, centers = random.normal(size=(70_000, 2)), random.normal(size=(3, 4, 2))
    labels = assign(X, random.normal(size=(4, 2))).labels
    refitted = np.stack([assign(X, each).labels for each in centers])
    partners = matched(labels, refitted, 4)
    for again, partner in zip(refitted, partners, strict=True):
        kept = [sum(np.sum((labels == i) & (again == j)) for i, j in enumerate(p)) for p in permutations(range(4))]
        assert np.sum(partner[labels] == again) == max(kept)
    times = sum(partner[labels] == again for partner, again in zip(partners, refitted, strict=True))
    np.testing.assert_array_equal(Placing(centers, partners).stayed(X, labels), times / 3)
