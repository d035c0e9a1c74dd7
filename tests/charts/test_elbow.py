from __future__ import annotations

from coterie.charts.elbow import elbow

SWEEP = [{"k": 1, "inertia": 900.0, "silhouette": None}, {"k": 2, "inertia": 400.0, "silhouette": 0.5}]


def test_it_draws_the_inertia_of_every_k():
    drawn = next(iter(elbow(SWEEP, chosen=2).to_dict()["datasets"].values()), None)
    assert drawn == [{"k": 1, "value": 900.0}, {"k": 2, "value": 400.0}]


def test_it_says_what_it_shows():
    assert elbow(SWEEP, chosen=2).description == (
        "Inertia by number of segments: from 900 at 1 segment to 400 at 2 segments. Chosen: 2."
    )
