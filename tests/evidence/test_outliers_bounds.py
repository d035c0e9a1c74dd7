"""The bounds of `evidence.outliers.outlying`: five robust spreads from the median, two from everybody nearer."""

from __future__ import annotations

import numpy as np
import pytest

from coterie.evidence.outliers import outlying

LOW = np.linspace(-1, 1, 401)
UNIT = float(np.diff(np.quantile(LOW, [0.25, 0.75]))[0]) / 1.349


def far(*spreads):
    """Return the rows found when some customers are added, which hardly move the quartiles."""
    return outlying(np.append(LOW, np.array(spreads) * UNIT)).tolist()


@pytest.mark.parametrize(("spreads", "found"), [([4.9], []), ([5.1], [401]), ([-4.9], []), ([-5.1], [401])])
def test_five_spreads_from_the_median(spreads, found):
    assert far(*spreads) == found


@pytest.mark.parametrize(
    ("spreads", "found"),
    [
        ([4.95, 6.8], []),  # the nearer one is less than two away
        ([4.95, 7.1], [402]),
        ([6.0, 7.9], [401, 402]),  # the first stands alone, and who is farther goes with it
        ([4.9, 6.7, 8.8], [403]),
    ],
)
def test_two_spreads_from_everybody_nearer(spreads, found):
    assert far(*spreads) == found


@pytest.mark.parametrize(("many", "found"), [(3, 3), (4, 0)])
def test_three_at_most_in_a_small_table(many, found):
    assert len(far(*(20.0 + i / 10 for i in range(many)))) == found


def test_one_in_two_hundred_at_most_in_a_large_one():
    many = np.linspace(-1, 1, 4_000)
    for n, found in ((20, 20), (21, 0)):
        assert len(outlying(np.append(many, 20 * UNIT + np.arange(n) / 100))) == found


@pytest.mark.parametrize(("next_one", "found"), [(6.5, []), (7.5, [202])])
def test_someone_exactly_at_five_spreads_is_near(next_one, found):
    half = np.linspace(0.5, 2.0, 100)
    body = np.concatenate([-half, [0.0], half])
    low, middle, high = np.quantile(np.append(body, [20.0, 30.0]), [0.25, 0.5, 0.75])
    unit = (high - low) / 1.349
    values = np.append(body, [middle + 5 * unit, middle + next_one * unit])
    assert np.quantile(values, [0.25, 0.5, 0.75]).tolist() == [low, middle, high]
    assert (values[201] - middle) / unit == 5.0
    assert outlying(values).tolist() == found
