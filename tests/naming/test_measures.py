import numpy as np
import polars as pl
import pytest

from coterie.naming.measures import measure, numeric_columns
from coterie.profiling import profile
from coterie.schema import Column, Schema


def profiles_of(frame, labels, **kinds):
    columns = tuple(Column(name, kinds.get(name, "numeric"), "feature", 0, "") for name in frame.columns)
    return profile(frame, Schema(columns), np.array(labels, dtype=np.int32))


def test_z_is_the_standardised_difference_of_means():
    rng = np.random.default_rng(0)
    values = rng.gamma(2.0, 30.0, 40)
    values[3] = np.nan
    labels = np.repeat([0, 1], [25, 15])
    own = measure(profiles_of(pl.DataFrame({"x": values}), labels))
    known = values[~np.isnan(values)]
    expected = (np.nanmean(values[labels == 1]) - known.mean()) / known.std(ddof=1)
    assert own[1]["x"].z == pytest.approx(expected, rel=1e-12)
    assert own[1]["x"].average == pytest.approx(known.mean())


def test_a_constant_column_sets_nobody_apart():
    frame = pl.DataFrame({"x": [2.0] * 12})
    assert [own["x"].z for own in measure(profiles_of(frame, [0] * 7 + [1] * 5))] == [0.0, 0.0]


def test_only_columns_with_means_are_measured():
    frame = pl.DataFrame({"x": [float(i) for i in range(12)], "c": ["a"] * 12, "empty": [float("nan")] * 12})
    described = profiles_of(frame, [0] * 7 + [1] * 5, c="categorical")
    assert [list(own) for own in measure(described)] == [["x"], ["x"]]
    assert numeric_columns(described) == ("x",)


def test_a_group_too_small_to_describe_has_no_measures():
    frame = pl.DataFrame({"x": [float(i) for i in range(12)]})
    assert measure(profiles_of(frame, [0] * 9 + [1] * 3))[1] == {}
