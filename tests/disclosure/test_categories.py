from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from coterie.disclosure.categories import with_rounded_categories
from coterie.profiling import CategoryProfile, Profiles, SegmentProfile
from coterie.profiling.measures import column_profile

OTHER = "(other)"
WORDS = "abcdefgh"


def profiles(counts: list[list[int]], *, bare: int = 0) -> Profiles:
    """Return the exact profiles of a table of counts; the last segments are not described."""
    table = np.array(counts)
    made = []
    for place, row in enumerate([table.sum(axis=0), *table]):
        own = column_profile(dict(zip(WORDS, row.tolist(), strict=False)), "categorical", None)
        columns = {} if place > len(counts) - bare else {"x": own}
        made.append(SegmentProfile(int(row.sum()), row.sum() / table.sum(), columns))
    return Profiles(made[0], tuple(made[1:]))


def told(counts: list[list[int]], *, bare: int = 0) -> list[CategoryProfile]:
    """Return what is said of all customers and of each segment."""
    found = with_rounded_categories(profiles(counts, bare=bare))
    own = [each.columns["x"] for each in (found.overall, *found.segments) if each.columns]
    return [each for each in own if isinstance(each, CategoryProfile)]


def customers(own: CategoryProfile) -> dict[str, int]:
    return {name: round(share * (own.known or 0)) for name, share in own.shares.items()}


@pytest.mark.parametrize(("fewest", "rounded"), [(4, True), (5, False), (1, True), (0, False)])
def test_counts_of_a_column_are_rounded_where_one_of_one_to_four_is_in_it(fewest, rounded):
    own = told([[fewest, 51, 62], [41, 33, 26], [82, 91, 99]])[2]
    assert own.shares["a"] == pytest.approx(40 / 100 if rounded else 41 / 100)


@pytest.mark.parametrize(("few", "named"), [(7, {"c"}), (8, {"b", "c"})])
def test_up_to_seven_customers_are_put_together_with_others(few, named):
    own = told([[3, few, 62], [41, 33, 24]])[1]
    assert own.shares.keys() == named | {OTHER}
    assert own.shares["c"] == pytest.approx(60 / (65 + few))


def test_of_two_categories_the_rarer_is_rounded_and_both_are_told():
    _, one, other = told([[199, 3], [101, 58]])
    assert (customers(one), customers(other)) == ({"a": 197, "b": 5}, {"a": 99, "b": 60})
    assert told([[198, 2], [101, 58]])[1].shares == {"a": 1.0}
    assert customers(told([[8, 4], [101, 58]])[1]) == {"a": 7, "b": 5}
    assert told([[5, 4], [101, 58]])[1].shares == {OTHER: 1.0}


def test_the_most_common_is_said_from_five_customers_on():
    assert told([[5, 4, 1], [300, 200, 3]])[1].mode == "a"
    assert told([[4, 3, 1], [300, 200, 3]])[1].mode is None


def test_a_tie_is_said_only_where_both_shares_are():
    assert told([[50, 50, 60], [60, 60, 50]])[2].tie
    assert told([[60, 60, 3], [60, 60, 50]])[1].tie
    assert not told([[6, 6, 3], [60, 60, 50]])[1].tie


def test_what_was_put_together_before_stays_together():
    shares = {"a": 0.5, "b": 0.02, "c": 0.1, OTHER: 0.38}
    own = SegmentProfile(100, 1.0, {"x": CategoryProfile("a", tie=False, shares=shares, known=100)})
    found = with_rounded_categories(Profiles(own, (own,))).overall.columns["x"]
    assert isinstance(found, CategoryProfile)
    assert found.shares == {"a": 0.5, "c": 0.1, OTHER: 0.4}


def test_a_segment_that_is_not_described_is_not_what_the_others_leave():
    everyone, *segments = told([[41, 62], [73, 84], [2, 1]], bare=1)
    assert customers(everyone)["a"] - sum(customers(each)["a"] for each in segments) != 2


tables = st.tuples(st.integers(2, 4), st.integers(2, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.sampled_from([0, 1, 3, 4, 5, 7, 8, 12, 31, 204]), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    ).filter(lambda rows: all(map(any, rows)))
)


def known_of(table: np.ndarray, found: Profiles) -> tuple[list[np.ndarray], list[float], list[float]]:
    """Return what an attacker knows who knows the rules: sums of cells, each with its bounds."""
    rows, low, high = [], [], []
    groups = [(found.overall, np.ones(len(table)))]
    groups += [(each, np.eye(len(table))[place]) for place, each in enumerate(found.segments)]
    for each, who in groups:
        rows.append(np.outer(who, np.ones(table.shape[1])).ravel())
        low.append(each.size)
        high.append(each.size)
        own = each.columns.get("x")
        if not isinstance(own, CategoryProfile):
            continue
        counts = customers(own)
        for place, name in enumerate(WORDS[: table.shape[1]]):
            rows.append(np.outer(who, np.eye(table.shape[1])[place]).ravel())
            pooled = name not in counts and OTHER in counts
            n = counts.get(name, 0)
            by = 2 if OTHER in counts or sum(counts.values()) == own.known else 2 + 2 * table.shape[1]
            low.append(0 if pooled else n - by)
            high.append(7 if pooled else n + by)
    return rows, low, high


@given(tables, st.integers(0, 1))
def test_no_count_of_one_to_four_follows_from_what_is_said(counts, bare):
    """An attack by linear programming: each small count might be another one, for all that is said."""
    table = np.array(counts)
    exact = profiles(counts, bare=bare)
    found = with_rounded_categories(exact)
    small = np.flatnonzero((table.ravel() > 0) & (table.ravel() < 5))
    if not len(small):
        assert found == exact or bare
        return
    rows, low, high = known_of(table, found)
    A = np.vstack([rows, -np.array(rows)])
    b = np.r_[high, -np.array(low)]
    for place in small:
        ends = [linprog(sign * np.eye(table.size)[place], A_ub=A, b_ub=b, bounds=(0, None)) for sign in (1, -1)]
        least, most = np.ceil(ends[0].fun - 1e-7), np.floor(-ends[1].fun + 1e-7)
        assert most > least


@given(tables)
def test_shares_add_up_and_lie_near_the_truth(counts):
    table = np.array(counts)
    for each, row in zip(told(counts), [table.sum(axis=0), *table], strict=True):
        assert sum(each.shares.values()) == pytest.approx(1)
        for name, share in each.shares.items():
            if name != OTHER:
                assert abs(share * row.sum() - row[WORDS.index(name)]) <= 2 + 2 * table.shape[1] * share


@given(tables)
def test_what_more_have_is_never_said_of_fewer(counts):
    table = np.array(counts)
    for each, row in zip(told(counts), [table.sum(axis=0), *table], strict=True):
        told_of = sorted((row[WORDS.index(name)], share) for name, share in each.shares.items() if name != OTHER)
        assert [share for _, share in told_of] == sorted(share for _, share in told_of)
