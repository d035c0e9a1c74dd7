from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, kruskal

from coterie.evidence.descriptors import descriptor_tests as compared
from coterie.evidence.descriptors import holm, numbered

LABELS = np.repeat([0, 1, 2], 40)


def test_what_differs_is_found_and_what_does_not_is_not():
    rng = np.random.default_rng(0)
    columns = {
        "tenure": rng.normal(size=120) + LABELS,
        "noise": rng.normal(size=120),
        "city": np.array(["Graz", "Linz", "Wien"], dtype=object)[np.where(rng.uniform(size=120) < 0.7, LABELS, 0)],
    }
    tenure, noise, city = compared(columns, LABELS)
    assert (tenure.test, city.test) == ("kruskal-wallis", "chi-squared")
    assert max(tenure.p_holm, city.p_holm) < 1e-6
    assert noise.p_holm > 0.05
    assert 0 < noise.effect < 0.05 < tenure.effect


def test_missing_values_and_customers_without_a_segment_are_left_out():
    values = np.concatenate([np.arange(120.0), [np.nan, 5000.0]])
    labels = np.concatenate([LABELS, [0, -1]])
    assert compared({"a": values}, labels) == compared({"a": values[:120]}, LABELS)


def test_cramers_v_is_that_of_the_table():
    words = np.array(["a", "b"], dtype=object)[(np.arange(120) % 3 > 0).astype(int)]
    words[0] = None
    (found,) = compared({"w": words}, LABELS)
    table = np.array([[np.sum((words == w) & (m == LABELS)) for m in range(3)] for w in "ab"])
    expected = chi2_contingency(table, correction=False)
    assert found.p == pytest.approx(expected.pvalue)
    assert found.effect == pytest.approx(np.sqrt(expected.statistic / 119))


def test_a_constant_descriptor_cannot_be_tested():
    words, numbers = compared({"w": np.full(120, "x", dtype=object), "n": np.ones(120)}, LABELS)
    assert np.isnan(words.p_holm)
    assert np.isnan(numbers.p_holm)


def test_holm_steps_down():
    # Four tests: 0.01 x 4, then 0.02 x 3, 0.03 x 2, and 0.03 again for order's sake.
    assert holm([0.03, 0.01, float("nan"), 0.02, 0.9])[:2] == pytest.approx((0.06, 0.04))
    assert holm([0.03, 0.02, 0.02]) == pytest.approx((0.06, 0.06, 0.06))
    assert holm([0.6, 0.7]) == (1.0, 1.0)


def test_words_numbered_before_are_tested_as_words():
    rng = np.random.default_rng(1)
    words = np.array(["ä", "b", "Z", None], dtype=object)[rng.integers(0, 4, 120)]
    numbers = np.where(rng.uniform(size=120) < 0.1, np.nan, rng.normal(size=120) + LABELS)
    columns, labels = {"w": words, "n": numbers}, np.where(rng.uniform(size=120) < 0.1, -1, LABELS)
    before = {name: numbered(values) for name, values in columns.items()}
    assert compared(before, labels) == compared(columns, labels)


def test_a_column_without_any_word_is_numbered():
    assert numbered(np.array([None, None], dtype=object)).numbers.tolist() == [-1, -1]


@pytest.mark.parametrize("values", [3, 7, 40, 1000])
def test_ranks_are_shared_where_numbers_tie_as_scipy_shares_them(values):
    rng = np.random.default_rng(values)
    numbers = rng.integers(0, values, 120).astype(np.float64) + LABELS
    (found,) = compared({"a": numbers}, LABELS)
    expected = kruskal(*(numbers[label == LABELS] for label in range(3)))
    assert found.p == pytest.approx(expected.pvalue)
    assert found.effect == pytest.approx(expected.statistic / 119)
