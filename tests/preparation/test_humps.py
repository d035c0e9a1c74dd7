import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coterie.preparation.humps import humps, within
from coterie.preparation.preparation import Preparation, skewness

ONE_HUMP = {
    "log-normal": lambda r, n: np.exp(r.normal(size=n)),
    "wide log-normal": lambda r, n: np.exp(2 * r.normal(size=n)),
    "exponential": lambda r, n: r.exponential(size=n),
    "gamma": lambda r, n: r.gamma(0.5, size=n),
    "Pareto": lambda r, n: r.pareto(1.5, size=n),
    "counts": lambda r, n: r.negative_binomial(0.7, 0.03, size=n).astype(float),
    "rounded amounts": lambda r, n: np.round(np.exp(4 + 0.8 * r.normal(size=n)), -1),
    "powers of ten": lambda r, n: 10 ** r.uniform(0, 3, n),
}


def sizes(values):
    ordered = np.sort(values)
    return [len(ordered[part]) for part in humps(ordered)]


@pytest.mark.parametrize("kind", ONE_HUMP)
@pytest.mark.parametrize(("n", "tables"), [(150, 100), (500, 50), (5000, 5)])
def test_a_skewed_cloud_is_one_hump(kind, n, tables):
    found = [sizes(ONE_HUMP[kind](np.random.default_rng([seed, n]), n)) for seed in range(tables)]
    assert sum(len(each) > 1 for each in found) <= tables // 100


@pytest.mark.parametrize(
    ("at", "people"), [([0, 6], [400, 100]), ([0, 8], [475, 25]), ([0, 7, 15], [350, 100, 50]), ([6, 0], [400, 100])]
)
def test_humps_are_found_whatever_their_sizes(at, people):
    for seed in range(20):
        noise = np.random.default_rng(seed).normal(size=500)
        made = noise + np.repeat(np.array(at, dtype=float), people)
        counted = [people for _, people in sorted(zip(at, people, strict=True))]
        assert sizes(made) == pytest.approx(counted, abs=6)


def far(people, *, of=1000):
    r = np.random.default_rng(0)
    return np.concatenate([r.normal(size=of - people), r.normal(30, 1, people)])


def test_a_hump_has_three_in_a_hundred():
    assert sizes(far(30)) == [970, 30]
    assert sizes(far(29)) == [1000]


def test_ten_on_each_side_are_enough_for_a_valley_and_nine_are_not():
    assert sizes(np.repeat([0.0, 9.0], [10, 10]) + np.arange(20) / 100) == [10, 10]
    assert sizes(np.repeat([0.0, 9.0], [9, 10]) + np.arange(19) / 100) == [19]


def test_a_dent_in_a_crowd_is_no_valley_however_many_they_are():
    r = np.random.default_rng(0)
    assert len(sizes(np.concatenate([r.normal(size=20_000), r.normal(2.6, 1, 20_000)]))) == 1
    assert len(sizes(np.concatenate([r.normal(size=20_000), r.normal(3.4, 1, 20_000)]))) == 2


def test_nothing_spent_and_something_is_no_valley():
    spent = np.concatenate([np.zeros(100), np.random.default_rng(0).normal(50, 5, 400)])
    assert sizes(spent) == [500]


def test_steps_of_whole_numbers_are_no_valleys():
    r = np.random.default_rng(0)
    assert sizes(r.poisson(12, size=5000).astype(float)) == [5000]
    assert sizes(np.concatenate([r.poisson(40, size=400), r.poisson(120, size=100)]).astype(float)) == [400, 100]


@given(arrays(np.float64, st.integers(1, 80), elements=st.floats(-1e100, 1e100)))
def test_humps_are_all_values_one_after_the_other(values):
    ordered = np.sort(values)
    parts = humps(ordered)
    assert [i for part in parts for i in range(part.start, part.stop)] == list(range(len(ordered)))
    with np.errstate(over="ignore"):
        assert np.isfinite(within(ordered, parts)).all()


@pytest.mark.parametrize("seed", range(5))
def test_groups_of_unequal_size_are_not_drawn_together(seed):
    r = np.random.default_rng(seed)
    values = np.concatenate([r.normal(size=400), r.normal(7, 1, 100)])
    assert abs(skewness(values)) > 1
    (feature,) = Preparation().fit({"x": values}).features
    assert feature.transform == "none"


@pytest.mark.parametrize("seed", range(5))
def test_a_power_is_that_of_the_humps_where_these_are_skewed_themselves(seed):
    r = np.random.default_rng(seed)
    values = np.exp(np.concatenate([r.normal(3, 0.3, 700), r.normal(5.5, 0.3, 300)]))
    (feature,) = Preparation().fit({"x": values}).features
    assert feature.power == pytest.approx(-0.25, abs=0.45)
    X = np.sort(Preparation().fit({"x": values}).matrix({"x": values})[:, 0])
    assert abs(skewness(within(X, humps(X)))) < 0.25


def test_the_order_of_customers_and_the_unit_decide_nothing():
    r = np.random.default_rng(0)
    values = np.exp(np.concatenate([r.normal(3, 0.3, 700), r.normal(5.5, 0.3, 300)]))
    (first,) = Preparation().fit({"x": values}).features
    (other,) = Preparation().fit({"x": r.permutation(values) * 1000}).features
    assert first.power == other.power
