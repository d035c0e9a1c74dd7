from __future__ import annotations

import numpy as np
import pytest

from coterie.errors import OptionError
from coterie.explanation.planning import customers_needed, planned_tests


@pytest.mark.parametrize(("rate", "lift", "holdout"), [(0.1, 0.2, 0.5), (0.3, 0.15, 0.2), (0.2, -0.25, 0.5)])
def test_a_test_of_that_size_finds_the_lift_in_four_of_five_cases(rate, lift, holdout):
    n = customers_needed(rate, lift=lift, holdout=holdout)
    control, chance = round(n * holdout), np.random.default_rng(2)
    a = chance.binomial(n - control, rate * (1 + lift), 20_000) / (n - control)
    b = chance.binomial(control, rate, 20_000) / control
    both = (a * (n - control) + b * control) / n
    z = np.abs(a - b) / np.sqrt(both * (1 - both) * (1 / (n - control) + 1 / control))
    assert np.mean(z > 1.959964) == pytest.approx(0.8, abs=0.015)


def test_it_is_the_number_of_the_textbook():
    """10 % against 12 %, 5 % two-sided, power 80 %: 3841 in each arm."""
    assert customers_needed(0.10, lift=0.2) == 2 * 3841


@pytest.mark.parametrize(
    "wrong", [{"rate": 0.0}, {"rate": 0.5, "lift": 1.0}, {"lift": 0.0}, {"power": 1}, {"holdout": 0}]
)
def test_what_is_no_test_is_refused(wrong):
    with pytest.raises(OptionError):
        customers_needed(**{"rate": 0.1} | wrong)


def test_rates_of_few_are_not_told():
    outcome = np.zeros(200)
    outcome[:4], outcome[100:130] = 1, 1
    labels = np.repeat([0, 1], 100).astype(np.int32)
    few, enough = planned_tests(outcome, labels, segments=2, lift=0.5)
    assert (few.rate, few.needed, few.enough, few.customers) == (None, None, False, 100)
    assert (enough.rate, enough.needed) == (0.3, customers_needed(0.3, lift=0.5))
    outcome[:5] = 1
    assert planned_tests(outcome, labels, segments=2, lift=0.5)[0].rate == 0.05


def test_unknown_outcomes_are_left_out_and_many_customers_are_enough():
    outcome = np.tile([1.0, 0.0, np.nan], 4000)
    (found,) = planned_tests(outcome, np.zeros(12_000, dtype=np.int32), segments=1, lift=0.1)
    assert (found.customers, found.rate, found.enough) == (8000, 0.5, True)
    (beyond,) = planned_tests(np.tile([1.0, 1.0, 0.0], 900), np.zeros(2700, dtype=np.int32), segments=1, lift=0.6)
    assert beyond.needed is None
