"""Shares and how sure they are."""

import pytest
from scipy.stats import norm

from coterie.monitoring.compared import Share
from coterie.monitoring.shares import newcombe, shares_of


def wilson_by_roots(n, of):
    """Wilson's ends as the two shares at which n is just as far off as chance lets it be."""
    z = norm.ppf(0.975)
    a, b, c = of + z * z, -(2 * n + z * z), n * n / of
    root = (b * b - 4 * a * c) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


@pytest.mark.parametrize(("n", "of"), [(1, 10), (31, 100), (500, 1000), (9999, 10_000)])
def test_the_ends_of_a_share_are_wilson_s(n, of):
    (one, _) = shares_of({0: n, 1: of - n}, {0: n, 1: of - n}, {0: "A", 1: "B"})
    assert (one.before.low, one.before.high) == pytest.approx(wilson_by_roots(n, of))
    assert one.before.share == n / of


def test_newcombe_s_own_example_comes_out():
    then, now = (Share(n, n / of, *wilson_by_roots(n, of)) for n, of in ((56, 70), (48, 80)))
    change, low, high = newcombe(then, now)
    assert (round(change, 4), round(low, 4), round(high, 4)) == (-0.2, -0.3339, -0.0524)


def test_a_segment_of_one_side_has_no_share_on_the_other():
    old, new = shares_of({0: 10}, {1: 30}, {0: "Gone", 1: "New"})
    assert (old.after, old.change, new.before, new.change) == (None, -1.0, None, 1.0)
    assert old.sure
    assert new.sure


def test_a_change_is_sure_where_its_interval_leaves_out_none():
    same, _ = shares_of({0: 500, 1: 500}, {0: 520, 1: 480}, {0: "A", 1: "B"})
    other, _ = shares_of({0: 500, 1: 500}, {0: 560, 1: 440}, {0: "A", 1: "B"})
    assert not same.sure
    assert other.sure


def test_nobody_has_no_share():
    (one,) = shares_of({0: 0}, {0: 0}, {0: "A"})
    assert (one.before.share, one.after.share, one.sure) == (0.0, 0.0, False)
