from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.disclosure import disclosed
from coterie.disclosure.amounts import withheld
from coterie.profiling import NumericProfile, Profiles, SegmentProfile


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=6))
def test_what_is_withheld_is_never_one_group_alone(groups):
    known, dominated = [n for n, _ in groups], [bad for _, bad in groups]
    hidden = withheld(known, dominated)
    assert all(hide for n, bad, hide in zip(known, dominated, hidden, strict=True) if bad or 0 < n < 20)
    told = sum(1 for n, hide in zip(known, hidden, strict=True) if n and not hide)
    assert sum(hidden) != 1 or told == 0


def test_the_other_is_the_smallest_that_has_customers():
    assert withheld([0, 19, 30, 25], [False] * 4) == [False, True, False, True]


def spent(most: float, *, value: str | None = None) -> list[NumericProfile]:
    """Return what is said of three groups of 100; in the first one customer has `most` of 1,000."""
    one = NumericProfile(10.0, 5.0, 40.0, 0.0, most, 100, 1.0, 2.0, 8.0, 9.0)
    rest = NumericProfile(10.123, 9.0, 4.0, 0.0, 30.0, 100, 1.0, 2.0, 8.0, 9.0)
    groups = tuple(SegmentProfile(100, 1 / 3, {"x": each}) for each in (one, rest, rest))
    everyone = NumericProfile(10.082, 9.0, 20.0, 0.0, most, 300, 1.0, 2.0, 8.0, 9.0)
    found = disclosed(Profiles(SegmentProfile(300, 1.0, {"x": everyone}), groups), value=value)
    return [each.columns["x"] for each in (found.overall, *found.segments)]  # type: ignore[misc] # numbers all


@pytest.mark.parametrize(("most", "hidden"), [(500.0, False), (501.0, True)])
def test_one_customer_with_more_than_half_hides_the_mean(most, hidden):
    everyone, one, rest, _ = spent(most)
    assert [each is None for each in (one.mean, one.std, one.min, one.max)] == [hidden] * 4
    assert (one.median, one.p90) == (5.0, 9.0)
    assert (everyone.max is None, rest.mean) == (hidden, 10.1 if hidden else 10.123)


def test_of_what_segments_are_worth_the_smallest_other_mean_is_hidden_too():
    assert [each.mean is None for each in spent(501.0)] == [False, True, False, False]
    assert [each.mean is None for each in spent(501.0, value="x")] == [False, True, True, False]
