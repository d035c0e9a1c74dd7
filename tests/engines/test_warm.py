"""A start from known segments, and whether it is taken."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from coterie.clustering import Refined, Sweep, carry_on, sweep
from coterie.engines.warm import Warm, Warmed, chosen, chosen_of_all, from_old_segments

RNG = np.random.default_rng(0)
X = RNG.normal(size=(200, 2)) + RNG.integers(0, 3, 200)[:, None] * 6.0


def warm(within: float, k: int = 3) -> Warm:
    return Warm(lambda frame, schema: np.zeros(len(X), np.int32), k, within)


@pytest.fixture(scope="module")
def tried() -> Sweep:
    return sweep(X, range(1, 5))


def moved(tried: Sweep):
    """Another clustering of three: two rows are elsewhere."""
    best = tried[3]
    labels = best.labels.copy()
    labels[:2] = (labels[:2] + 1) % 3
    return replace(best, compact_labels=labels)


def test_the_same_segments_leave_the_drawn_ones_in_place(tried):
    found, warmed = chosen(tried, carry_on(X, tried[3].centers[::-1]), warm(0.01))
    assert found is tried
    assert (warmed.same, warmed.taken) == (True, False)


@pytest.mark.parametrize(
    ("loss", "within", "taken"),
    [(0.01, 0.01, True), (0.0101, 0.01, False), (0.0, 0.0, True), (1e-6, 0.0, False), (-0.1, 0.0, True)],
)
def test_it_is_taken_up_to_a_bound(tried, loss, within, taken):
    best = replace(tried[3], inertia=100.0)
    found = Sweep(tuple(best if each.n_clusters == 3 else each for each in tried.clusterings))
    started = replace(moved(found), inertia=100.0 * (1 + loss))
    after, warmed = chosen(found, started, warm(within))
    assert warmed.taken is taken
    assert (after[3] is started) is taken
    assert warmed.loss == pytest.approx(loss)
    assert after[2] is tried[2]


def test_without_a_start_nothing_changes(tried):
    assert chosen(tried, None, warm(0.01)) == (tried, None)
    assert chosen(tried, moved(tried), None) == (tried, None)


def test_of_all_customers_the_last_is_the_start(tried):
    refined = [Refined(each.centers, each.sizes, each.inertia, 1) for each in tried.clusterings]
    started = moved(tried)
    worse = Refined(started.centers + 0.1, started.sizes, tried[3].inertia * 1.005, 1)
    found, sweep_after, warmed = chosen_of_all((*refined, worse), tried, started, warm=warm(0.01))
    assert warmed.taken
    assert len(found) == 4
    assert found[2] is worse
    assert sweep_after[3] is started
    same = replace(refined[2])
    found, sweep_after, warmed = chosen_of_all((*refined, same), tried, started, warm=warm(0.01))
    assert warmed.same
    assert found == tuple(refined)
    assert sweep_after is tried
    bad = replace(worse, inertia=tried[3].inertia * 1.02)
    found, _, warmed = chosen_of_all((*refined, bad), tried, started, warm=warm(0.01))
    assert not warmed.taken
    assert found == tuple(refined)


def test_a_loss_of_nothing_is_none():
    assert Warmed(0.0, 0.0, taken=False, same=True).loss == 0.0


def known(labels, k=3):
    """Return what a start from these labels comes to; three customers a group, far apart."""
    rows = np.array([[0.0], [1.0], [2.0], [50.0], [51.0], [52.0], [100.0], [101.0], [102.0]])
    prepared = SimpleNamespace(held=SimpleNamespace(X=rows), frame=None, schema=None, n_threads=1)
    start = Warm(lambda frame, schema: np.array(labels, np.int32), k, 0.01)
    return from_old_segments(prepared, start, SimpleNamespace(n_clusters=(1, 2, 3)))


def test_it_goes_on_from_where_the_known_segments_customers_are():
    found = known([2, 2, 2, 0, 0, 0, 1, 1, 1])
    assert sorted(found.centers.ravel().tolist()) == [1.0, 51.0, 101.0]


def test_a_known_segment_without_customers_is_no_start():
    assert known([0, 0, 0, 0, 0, 0, 1, 1, 1]) is None


def test_another_number_of_segments_is_no_start():
    assert known([0, 1, 2, 3, 3, 3, 3, 3, 3], k=4) is None


def test_a_segment_that_loses_all_its_customers_on_the_way_is_no_start():
    assert known([0, 0, 0, 0, 0, 1, 1, 1, 2]) is None
