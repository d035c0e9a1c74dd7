from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.slsa import stability_across


def test_a_segment_that_splits_keeps_one_parent_each():
    two, three = np.repeat([0, 1], [6, 4]), np.repeat([2, 0, 1], [3, 3, 4])
    (step,) = stability_across([two, three])
    assert step.n_clusters == (2, 3)
    assert step.slsa == (1.0, 1.0, 1.0)
    assert step.shared == ((3, 0, 3), (0, 4, 0))
    assert step.order == (0, 2, 1)


def test_a_segment_from_all_alike_has_0():
    first, second = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    (step,) = stability_across([first, second])
    assert step.slsa == pytest.approx((0.0, 0.0), abs=1e-12)


def test_the_entropy_is_that_of_the_paper():
    first = np.array([0] * 3 + [1] * 1 + [2] * 2)
    (step,) = stability_across([first, np.array([0, 0, 0, 0, 1, 1])])
    expected = 1 + (0.75 * np.log(0.75) + 0.25 * np.log(0.25)) / np.log(3)
    assert step.slsa == pytest.approx((expected, 1.0))


def test_from_one_segment_everything_has_one_parent():
    steps = stability_across([np.zeros(4, int), np.array([0, 0, 1, 1]), np.array([0, 1, 2, 2])])
    assert [step.n_clusters for step in steps] == [(1, 2), (2, 3)]
    assert steps[0].slsa == (1.0, 1.0)
