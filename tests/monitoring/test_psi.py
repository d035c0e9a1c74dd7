from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, ncx2

from coterie.monitoring.psi import index_of

COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=12).filter(
    lambda pairs: all(sum(each) > 0 for each in zip(*pairs, strict=True))
)


@given(COUNTS)
def test_it_is_the_formula_with_half_a_customer_in_every_bin_that_is_used(pairs):
    before, after = zip(*pairs, strict=True)
    used = [pair for pair in pairs if sum(pair)]
    p, q = (np.array(each) + 0.5 for each in zip(*used, strict=True))
    p, q = p / p.sum(), q / q.sum()
    found = index_of(before, after)
    assert found.psi == pytest.approx(((p - q) * np.log(p / q)).sum())
    assert sum(found.parts) == pytest.approx(found.psi)
    assert found.freedom == len(used) - 1
    assert found.scale == pytest.approx(1 / sum(before) + 1 / sum(after))


@given(COUNTS)
def test_it_is_the_same_from_either_side(pairs):
    before, after = zip(*pairs, strict=True)
    one, other = index_of(before, after), index_of(after, before)
    assert (one.psi, one.critical(0.05)) == pytest.approx((other.psi, other.critical(0.05)))


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12))
def test_of_the_same_counts_it_is_nothing_and_not_above_what_is_critical(counts):
    found = index_of(counts, counts)
    assert found.psi == 0.0 <= found.critical(0.05) <= found.critical(0.05, 0.1)


def test_a_bin_that_nobody_is_in_says_nothing():
    assert index_of([5, 0, 9], [7, 0, 3]).psi == index_of([5, 9], [7, 3]).psi
    assert index_of([5, 0, 9], [7, 0, 3]).freedom == 1


def test_what_is_critical_is_scipys():
    found = index_of([100, 200, 300], [40, 50, 60])
    assert found.critical(0.05) == pytest.approx(found.scale * chi2.isf(0.05, 2))
    assert found.critical(0.01, 0.1) == pytest.approx(found.scale * ncx2.isf(0.01, 2, 0.1 / found.scale))


def test_of_one_bin_nothing_can_change():
    found = index_of([10, 0], [3, 0])
    assert (found.psi, found.freedom, found.critical(0.05)) == (0.0, 0, 0.0)
