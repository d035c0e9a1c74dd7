from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.preprocessing import PowerTransformer, power_transform

from coterie.preparation.yeo_johnson import OfEach, best_power, inverse_yeo_johnson, yeo_johnson

numbers = arrays(np.float64, st.integers(1, 30), elements=st.floats(-50, 50))


@given(numbers, st.floats(-2, 4))
def test_the_inverse_undoes_the_transform(x, power):
    assert inverse_yeo_johnson(yeo_johnson(x, power), power) == pytest.approx(x, rel=1e-4, abs=1e-4)


@given(numbers, st.floats(-2, 4))
def test_the_transform_keeps_the_order(x, power):
    assert (np.diff(yeo_johnson(np.sort(x), power)) >= -1e-12).all()


def test_a_power_of_one_changes_nothing():
    x = np.array([-3.0, 0.0, 2.5])
    assert yeo_johnson(x, 1.0) == pytest.approx(x)


@pytest.mark.parametrize("seed", range(3))
def test_best_power_is_scikit_learns(seed):
    x = np.exp(np.random.default_rng(seed).normal(size=400)) - 0.5
    expected = PowerTransformer(standardize=False).fit(x[:, None]).lambdas_[0]
    assert best_power(x) == pytest.approx(expected, abs=2e-3)


def test_the_transform_is_scikit_learns():
    x = np.random.default_rng(0).gamma(1.0, size=200) - 0.3
    ours = yeo_johnson(x, PowerTransformer(standardize=False).fit(x[:, None]).lambdas_[0])
    assert ours == pytest.approx(power_transform(x[:, None], standardize=False)[:, 0])


@pytest.mark.parametrize("power", [-3.0, 0.0, 1.0, 2.0, 5.0])
def test_the_largest_numbers_there_are_do_not_overflow(power):
    x = np.array([-1e200, -1.0, 0.0, 1.0, 1e200])
    transformed = yeo_johnson(x, power)
    assert np.isfinite(np.var(transformed))
    assert (np.diff(transformed) >= 0).all()
    assert np.isfinite(best_power(x))


def test_each_part_has_a_spread_of_its_own():
    r = np.random.default_rng(1)
    logs = np.concatenate([np.sort(r.normal(2, 0.2, 300)), np.sort(r.normal(6, 0.8, 200))])
    apart = best_power(np.exp(logs), parts=[slice(0, 300), slice(300, 500)])
    losses = {power: in_parts(np.exp(logs), power, (300,)) for power in (apart - 0.01, apart, apart + 0.01)}
    assert min(losses, key=losses.get) == apart
    assert abs(apart) < 0.1 < abs(best_power(np.exp(logs)))


def in_parts(x, power, cuts):
    """The negative log-likelihood of a normal distribution for each part, by its definition."""
    y = power_transform_of(x, power)
    spread = sum(len(part) / 2 * np.log(part.var()) for part in np.split(y, cuts))
    return spread - (power - 1) * np.log1p(x).sum()


def power_transform_of(x, power):
    return np.log1p(x) if power == 0 else ((1 + x) ** power - 1) / power


def test_of_many_values_each_part_gives_its_share_of_the_sample():
    r = np.random.default_rng(0)
    logs = np.concatenate([np.sort(r.normal(2, 0.2, 210_001)), np.sort(r.normal(6, 0.8, 140_002))])
    parts = [slice(0, 210_001), slice(210_001, len(logs))]
    assert best_power(np.exp(logs), parts=parts) == pytest.approx(
        best_power(np.exp(logs[::3]), parts=[slice(0, 70_001), slice(70_001, 116_668)]), abs=1e-3
    )


@given(
    st.lists(
        st.tuples(st.floats(-1e9, 1e9), st.sampled_from([-2.0, 0.0, 1e-12, 0.3, 1.0, 2.0, 4.5]), st.floats(1e-3, 1e3)),
        min_size=1,
        max_size=6,
    )
)
def test_each_by_a_power_of_its_own_is_what_a_column_gives(cells):
    x, powers, units = (np.array(each) for each in zip(*cells, strict=True))
    found = OfEach(powers, units)(x)
    alone = [yeo_johnson(x[at : at + 1], powers[at], units[at])[0] for at in range(len(x))]
    assert found.tolist() == alone
