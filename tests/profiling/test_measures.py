from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.profiling.measures import (
    cells_of,
    column_profile,
    joined,
    measure_from_arrow,
    measure_to_arrow,
    measured,
    no_measure,
    spreads,
    under_excerpts,
)


def profile_of(values, kind="categorical"):
    everyone = measured(cells_of(pl.Series("c", values), kind), np.zeros(len(values), np.int32), 1)[0]
    return column_profile(everyone, kind, None)


@pytest.mark.parametrize(("categories", "others"), [(30, 0), (31, 1), (35, 5)])
def test_thirty_categories_are_told_apart_and_the_rest_is_one(categories, others):
    values = [f"c{i:02}" for i in range(categories) for _ in range(100 - i)]
    shares = profile_of(values).shares
    assert len(shares) == min(categories, 30) + (others > 0)
    rest = sum(100 - i for i in range(30, categories))
    assert shares.get("(other)", 0) == pytest.approx(rest / len(values))
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(("values", "tie"), [(["a", "b"], True), (["a", "b", "b"], False), (["a"], False)])
def test_a_tie_is_of_equals_alone(values, tie):
    assert profile_of(values).tie == tie


def test_one_number_has_no_deviation_and_two_have():
    numbers = [measured(cells_of(pl.Series([1.0, 3.0][:n]), "numeric"), np.zeros(n, np.int32), 1)[0] for n in (1, 2)]
    assert [column_profile(each, "numeric", None).std for each in numbers] == [None, pytest.approx(2**0.5)]


def test_customers_without_a_segment_count_for_nobody():
    labels = np.array([-1, 0, 1, 0], np.int32)
    everyone, first, second = measured(cells_of(pl.Series(["a", "a", "b", None]), "categorical"), labels, 2)
    assert (everyone, first, second) == ({"a": 1, "b": 1}, {"a": 1, "b": 0}, {"a": 0, "b": 1})


def test_measures_add_up_and_travel_as_tables():
    series = pl.Series(["a", "b", "a", None, "c"])
    labels = np.array([0, 0, 1, 1, 1], np.int32)
    whole = measured(cells_of(series, "categorical"), labels, 2)
    parts = [measured(cells_of(series[part], "categorical"), labels[part], 2) for part in (slice(2), slice(2, 5))]
    both = joined(*parts)
    assert [{name: n for name, n in each.items() if n} for each in both] == [
        {name: n for name, n in each.items() if n} for each in whole
    ]
    assert [measure_from_arrow(measure_to_arrow(each)) for each in both] == both
    assert joined([no_measure("categorical")] * 3, whole) == whole


def test_quantiles_are_of_known_numbers_alone():
    order, groups = np.arange(4), [slice(0, 4), slice(0, 1)]
    found = spreads(cells_of(pl.Series([np.nan, 1.0, 2.0, 4.0]), "numeric"), order, groups)
    assert found == [(pytest.approx(1.2), 1.5, 2.0, 3.0, pytest.approx(3.6)), None]
    assert spreads(cells_of(pl.Series(["a", "b", "c", "d"]), "categorical"), order, groups) == [None, None]


def test_long_categories_are_shown_by_their_beginning():
    everyone, segment = under_excerpts([{"x" * 1000: 3}, {"x" * 1000: 2}])
    (name,) = everyone
    assert len(name) < 1000
    assert segment == {name: 2}
