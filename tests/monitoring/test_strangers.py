from __future__ import annotations

import numpy as np
import pytest

from coterie.clustering import assign, sweep
from coterie.monitoring.strangers import strangeness


def test_it_is_what_three_times_the_segments_take_away_and_add():
    assert strangeness(1000, 4) == pytest.approx(1012 / 988)


def test_it_has_an_end_where_customers_are_few():
    assert strangeness(24, 4) == strangeness(12, 4) == strangeness(3, 4) == 3.0
    assert strangeness(25, 4) < 3.0


@pytest.mark.parametrize("columns", [2, 5, 17])
def test_it_is_about_what_a_cloud_shows(columns):
    rng, found = np.random.default_rng(columns), []
    for _ in range(6):
        made = rng.normal(size=(500, columns))
        centers = sweep(made, [10], random_state=0)[10].centers
        near, far = (np.mean(assign(X, centers).distance ** 2) for X in (made, rng.normal(size=(20_000, columns))))
        found.append(far / near)
    assert np.mean(found) == pytest.approx(strangeness(500, 10), rel=0.035)
