import numpy as np
import polars as pl
import pytest

from coterie.naming import name
from coterie.naming.amounts import factor, unit_is_clear
from coterie.naming.claims import Bounds, Condition, Guard, Role
from coterie.naming.guards import keeps
from coterie.naming.roles import Cast
from coterie.profiling import NumericProfile, profile
from coterie.schema import Column, Schema

INCOME = Role("income", "income", ("income",), yearly=True)
AGE = Role("age", "age", ("age",), unit="years")
RECENCY = Role("recency", "number of days away", ("recency",), unit="days")


def values(low, median, high, std=1.0):
    return NumericProfile(median, median, std, low, high)


@pytest.mark.parametrize(
    ("column", "profile", "found"),
    [
        ("income", values(20_000, 4_999, 90_000), None),
        ("income", values(2_000, 5_000, 90_000), 1.0),
        ("income", values(2_000, 500_000, 9e6), 1.0),
        ("income", values(2_000, 500_001, 9e6), None),
        ("income ($)", values(2_000, 900_000, 9e6), 1.0),
        ("income", values(1, 50, 100), None),
        ("annual income", values(1, 50, 100), None),
        ("annual income", values(1, 50, 101), 1000.0),
        ("income", values(1, 50, 400), None),
        ("Income (k$)", values(1, 50, 400), 1000.0),
        ("monthly income", values(100, 823, 950), 12.0),
        ("monthly income", values(100, 416, 950), None),
        ("Annual Income (INR)", values(1e5, 3e5, 9e5), None),
        ("Annual Income (HUF)", values(1e5, 3e5, 9e5), None),
        ("income ¥", values(1e5, 3e5, 9e5), None),
        ("weekly income", values(300, 6_000, 9_000), None),
        ("income percentile", values(0, 50, 100), None),
    ],
)
def test_incomes_are_money_a_year_only_where_that_is_certain(column, profile, found):
    assert factor(INCOME, column, {column: profile}) == found


@pytest.mark.parametrize(
    ("role", "column", "profile", "clear"),
    [
        (AGE, "age", values(18, 40, 90, std=20.0), True),
        (AGE, "age", values(18, 40, 90, std=20.1), False),
        (AGE, "age", values(1, 36, 72, std=20.0), False),
        (AGE, "Age (months)", values(200, 400, 900, std=20.0), False),
        (AGE, "Age (years)", values(18, 40, 90, std=12.0), True),
        (RECENCY, "recency", values(0, 20, 59), False),
        (RECENCY, "recency", values(0, 20, 60), True),
        (RECENCY, "recency_days", values(0, 20, 30), True),
        (RECENCY, "recency (months)", values(0, 20, 300), False),
        (Role("x", "x", ("x",)), "x", values(0, 1, 2), True),
    ],
)
def test_days_and_years_are_taken_for_them_only_where_nothing_says_otherwise(role, column, profile, clear):
    assert unit_is_clear(role, column, profile) is clear


def test_a_guard_in_an_unclear_unit_is_not_met_unless_another_condition_is():
    bound = Bounds(at_most=180)
    unclear = Cast({}, unclear=frozenset({"recency"}))
    assert not keeps(Guard((Condition("recency", bound),)), {}, unclear)
    assert keeps(Guard((Condition("recency", bound),)), {}, Cast({}))


def two(columns, centers, spread, seed=3, n=400):
    rng = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    drawn = np.round(np.array(centers, dtype=float)[labels] + rng.normal(size=(n, len(columns))) * spread)
    schema = Schema(tuple(Column(each, "numeric", "feature", 0, "") for each in columns))
    frame = pl.DataFrame(dict(zip(columns, drawn.T, strict=True)))
    return name(profile(frame, schema, labels), features=columns, catalogue="bank").names


@pytest.mark.words
@pytest.mark.parametrize(
    ("income", "rich", "poor", "named"),
    [
        ("Monthly Income", 820, 350, False),
        ("Annual Income (INR)", 520_000, 250_000, False),
        ("Annual Income (JPY)", 5_200_000, 2_500_000, False),
        ("Income", 90, 40, False),
        ("Annual Income (k$)", 120, 60, True),
        ("Annual Income", 120_000, 60_000, True),
        ("Monthly Income", 9_000, 4_000, True),
    ],
)
def test_nobody_is_elite_in_a_currency_or_a_period_that_is_not_known(income, rich, poor, named):
    found = two(["Age", income, "Spending Score"], [[45, rich, 20], [45, poor, 70]], [8, rich / 20, 8])
    assert (found[0].name == "Prudent Elite") is named
    assert named or found[0].name.startswith(("Lower spending", "Higher"))


@pytest.mark.words
def test_nobody_is_under_35_in_months():
    found = two(["Age", "Income", "Spending Score"], [[12, 60_000, 80], [50, 60_000, 20]], [6, 9_000, 6])
    assert all(each.archetype is None and "35" not in each.description for each in found)
