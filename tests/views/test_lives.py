from __future__ import annotations

import pytest

from coterie.evidence.kept import Step
from coterie.views.lives import lives
from coterie.views.summary import Naming, Segment


def step(first, shared):
    return Step((first, first + 1), shared, (), ())


@pytest.mark.words
def test_a_segment_lives_as_long_as_it_keeps_three_quarters():
    steps = [
        step(1, [[60, 40]]),
        step(2, [[30, 30, 0], [0, 2, 38]]),
        step(3, [[15, 15, 0, 0], [0, 0, 32, 0], [0, 0, 0, 38]]),
        step(4, [[15, 0, 0, 0, 0], [0, 15, 0, 0, 0], [0, 0, 23, 0, 9], [0, 0, 0, 38, 0]]),
    ]
    segments = [Segment(i, str(i), Naming(None, None, "", "", "", ()), 1, 0.3, {}) for i in range(3)]
    found = [each.words for each in lives(steps, segments)]
    assert found == ["only three", "three to four", "two to five"]


def test_a_k_that_was_not_tried_beside_others_says_nothing():
    assert lives([], []) == ()
