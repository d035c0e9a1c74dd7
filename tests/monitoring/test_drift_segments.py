from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chi2, ncx2, norm
from shifting import reference, tally

from coterie.monitoring.drift_segments import distance_drift, shares_drift, unlike_drift
from coterie.reference import QUANTILES, Distances

OLD = reference()
ALPHA, FLOOR, SHARES_FLOOR, UNLIKE_FLOOR = 0.05 / 3, 0.05, 0.00125, 1.5  # as docs/methods.md says them


def test_shares_are_held_against_chance_and_against_the_floor():
    found = shares_drift([250] * 4, [600, 400, 500, 500])
    scale = 1 / 1000 + 1 / 2000
    assert found.critical == pytest.approx(scale * chi2.isf(ALPHA, 3))
    assert found.matters_above == pytest.approx(scale * ncx2.isf(ALPHA, 3, SHARES_FLOOR / scale))
    assert found.after == (0.3, 0.2, 0.25, 0.25)


def test_shares_change_and_matter_from_the_customer_on_that_crosses_the_limit():
    found = [shares_drift([2500] * 4, [2500 + by, 2500 - by, 2500, 2500]) for by in range(600)]
    changed, matters = ([getattr(each, says) for each in found].index(True) for says in ("changed", "matters"))
    assert 0 < changed < matters
    assert found[changed - 1].psi <= found[changed - 1].critical
    assert found[matters - 1].psi <= found[matters - 1].matters_above
    assert all(each.matters for each in found[matters:])


@given(st.lists(st.integers(1, 500), min_size=1, max_size=8))
def test_the_same_shares_are_steady_and_either_way_says_the_same(counts):
    found = shares_drift(counts, counts)
    assert (found.psi, found.changed, found.matters) == (0.0, False, False)
    one, other = shares_drift(counts, counts[::-1]), shares_drift(counts[::-1], counts)
    assert (one.psi, one.matters_above) == pytest.approx((other.psi, other.matters_above))


def test_the_floor_of_shares_is_half_of_what_a_shift_of_the_floor_does():
    edges = norm.ppf(np.linspace(0, 1, 2001))
    p, q = np.diff(norm.cdf(edges)), np.diff(norm.cdf(edges, loc=FLOOR))
    assert ((p - q) * np.log(p / q)).sum() / 2 == pytest.approx(SHARES_FLOOR, rel=0.01)


def at(mean_square, *, n=5000, old=OLD):
    return distance_drift(old, tally(old, customers=n, mean_square=mean_square))


def test_distances_are_held_against_those_who_did_not_make_the_centroids():
    found = at(2.5)
    before = 2.0 * 1012 / 988
    error = math.sqrt(4.0 / 1000 + 4.0 / 5000)
    assert found.before == pytest.approx(before)
    assert found.z == pytest.approx((2.5 - before) / error)
    assert found.effect == pytest.approx((2.5 - before) / 2.0)
    assert found.critical == pytest.approx(norm.isf(ALPHA))
    assert found.matters_above == pytest.approx(norm.isf(ALPHA) + FLOOR * 2.0 / error)


def test_distances_matter_from_the_limit_on_and_nearer_ones_never():
    limit = at(2.5)
    error = (2.5 - limit.before) / limit.z
    edge = limit.before + limit.matters_above * error
    assert not at(edge - 1e-9).matters
    assert at(edge + 1e-9).matters
    nearer = at(1.0)
    assert (nearer.changed, nearer.matters, nearer.z < 0) == (False, False, True)
    chance = limit.before + norm.isf(ALPHA) * error
    assert not at(chance - 1e-9).changed
    assert at(chance + 1e-9).changed


def test_a_few_customers_far_away_are_no_growth_of_distances():
    squares = np.square([0.0, *OLD.distances.quantiles, OLD.distances.quantiles[-1]])
    capped = np.trapezoid(squares, [0.0, *QUANTILES, 1.0]) * 1012 / 988
    few, many = (tally(OLD, mean_square=9.0, capped_square=capped * times) for times in (1 - 1e-9, 1 + 1e-9))
    assert (distance_drift(OLD, few).changed, distance_drift(OLD, few).matters) == (True, False)
    assert distance_drift(OLD, many).matters


@pytest.mark.parametrize("freedom", [1, 3, 8])
def test_distances_up_to_the_last_quantile_are_at_least_what_their_customers_have(freedom):
    drawn = np.random.default_rng(0).chisquare(freedom, 100_000)
    quantiles = np.quantile(drawn, QUANTILES, method="inverted_cdf")
    old = replace(OLD, distances=Distances(drawn.mean(), drawn.std(), tuple(np.sqrt(quantiles).tolist())))
    exact = np.minimum(drawn, quantiles[-1]).mean() * 1012 / 988
    assert not distance_drift(old, tally(old, mean_square=9e9, capped_square=exact)).matters
    assert distance_drift(old, tally(old, mean_square=9e9, capped_square=exact * 1.07)).matters


def test_the_feature_is_the_one_that_grew_most():
    parts = OLD.distances.by_feature
    grown = (parts[0], parts[1] + 0.2, parts[2] + 0.3, parts[3])
    assert distance_drift(OLD, tally(OLD, by_feature=grown)).feature == "age"
    assert distance_drift(OLD, tally(OLD)).feature is None  # none grew beyond what strangers have
    earlier = replace(OLD, distances=replace(OLD.distances, by_feature=()))
    assert distance_drift(earlier, tally(OLD, by_feature=grown)).feature is None


def test_customers_who_all_lie_on_their_centroid_are_steady():
    flat = replace(OLD, distances=replace(OLD.distances, mean_square=0.0, deviation_square=0.0))
    found = distance_drift(flat, tally(flat))
    assert (found.z, found.effect, found.changed, found.matters) == (0.0, 0.0, False, False)


def unlike(count, n=1000):
    return unlike_drift(OLD, tally(OLD, customers=n, unlike=count))


@pytest.mark.parametrize("n", [50, 1000, 50_000])
def test_unlike_anyone_is_a_binomial_count_given_both(n):
    found = unlike(n // 50, n)
    for rate, p in ((1.0, found.p), (UNLIKE_FLOOR, found.p_floor)):
        share = n * rate / (1000 + n * rate)
        assert p == pytest.approx(binom.sf(n // 50 - 1, 10 + n // 50, share), rel=1e-6)
    assert (found.before, found.after) == (0.01, 0.02)


def test_unlike_anyone_changes_and_matters_from_the_customer_on_that_crosses_the_limit():
    found = [unlike(count) for count in range(100)]
    for says, p in (("changed", "p"), ("matters", "p_floor")):
        place = [getattr(each, says) for each in found].index(True)
        assert 10 < place < 60
        assert getattr(found[place], p) < ALPHA <= getattr(found[place - 1], p)


def test_a_count_that_is_chance_itself_has_its_level():
    """Of a sample's own edge and of strangers, drawn 4,000 times: no more alarms than said."""
    rng = np.random.default_rng(7)
    edges = np.sort(rng.random((4000, 500)), axis=1)[:, 494]
    counts = rng.binomial(5000, 1 - edges)
    old = reference(500)
    alarms = [unlike_drift(old, tally(old, customers=5000, unlike=int(count))).changed for count in counts]
    assert 0.008 < np.mean(alarms) < ALPHA + 3 * math.sqrt(ALPHA / 4000)
