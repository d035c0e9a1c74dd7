from __future__ import annotations

import pytest

from coterie.charts.elbow_curve import elbow_curve
from coterie.views.summary import Tried

SWEEP = [Tried(1, 900.0, None, None, 1, 1), Tried(2, 400.0, 0.5, 0.7, 1, 1)]


def test_it_draws_the_inertia_of_every_k():
    drawn = next(iter(elbow_curve(SWEEP, chosen=2).to_dict()["datasets"].values()), None)
    assert drawn == [{"k": 1, "value": 900.0}, {"k": 2, "value": 400.0}]


@pytest.mark.words
def test_it_says_what_it_shows():
    assert elbow_curve(SWEEP, chosen=2).description == (
        "Inertia by number of segments: from 900 at 1 segment to 400 at 2 segments. Chosen: 2."
    )
