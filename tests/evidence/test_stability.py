from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.refits import resample
from coterie.evidence.stability import (
    agreements,
    clusterwise,
    customer_stability,
    read_jaccard,
    segment_stability,
    slsw,
)


def test_r_finds_the_same_clusterwise_stability(table):
    for theirs in table.said["boot"]:
        labels = np.array(theirs["labels"], dtype=np.int32) - 1
        resamples = resample(table.X, [theirs["k"]], n_resamples=80, random_state=1)
        found = clusterwise(labels, resamples.labels(table.X, theirs["k"]), resamples.counts)
        error = np.nanstd(found, axis=0) * np.sqrt(1 / 80 + 1 / 200)
        assert (np.abs(np.nanmean(found, axis=0) - theirs["jaccard"]) < 4 * error + 0.01).all()
        recovered = np.nanmean(found >= 0.75, axis=0)
        assert recovered == pytest.approx(theirs["recovered"], abs=0.25)


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
    assert (clusterwise(labels, again, np.ones_like(again)) == 1).all()
    assert (slsw(labels, again) == 1).all()
    assert (customer_stability(labels, again) == 1).all()


def test_only_customers_drawn_count_in_clusterwise_stability():
    labels, refitted = np.array([0, 0, 0, 1, 1]), np.array([[0, 0, 1, 1, 1]])
    assert clusterwise(labels, refitted, np.array([[1, 1, 0, 2, 1]])).tolist() == [[1.0, 1.0]]
    assert clusterwise(labels, refitted, np.array([[1, 1, 1, 1, 1]]))[0].tolist() == pytest.approx([2 / 3, 2 / 3])


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
