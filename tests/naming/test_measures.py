import numpy as np
import polars as pl
import pytest

from coterie.naming.measures import LEAST_APART, eta_squared, measure, numeric_columns
from coterie.profiling import NumericProfile, Profiles, SegmentProfile, profile
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


def one_column(average, std, **own):
    """Two segments of fifty; what is said of the first, and nothing of the column over all customers."""
    own = {"size": 50, "mean": 0.0, "median": 0.0, "low": 0.0, "high": 0.0, "known": None, "column": "x"} | own
    overall = NumericProfile(average, average, std, min(0.0, own["low"]), max(average, own["high"]), 100)
    first = NumericProfile(own["mean"], own["median"], 1.0, own["low"], own["high"], own["known"])
    other = NumericProfile(2 * average - own["mean"], average, 1.0, 0.0, average)
    segments = tuple(SegmentProfile(own["size"], 0.5, {own["column"]: each}) for each in (first, other))
    return Profiles(SegmentProfile(100, 1.0, {own["column"]: overall}), segments)


@pytest.mark.parametrize(
    ("profiles", "counts"),
    [
        (one_column(100.0, 5.01, mean=101.0), True),  # spread of more than 5 % of the mean
        (one_column(100.0, 5.0, mean=101.0), False),
        (one_column(100.0, 4.0, mean=102.5), True),  # far apart, and 2.5 % of the mean
        (one_column(100.0, 4.0, mean=102.49), False),
        (one_column(1000.0, 49.0, mean=1025.0), True),
        (one_column(1000.0, 49.9, mean=1015.0), False),
        (one_column(2000.0, 10.0, mean=2003.3, column="signup year"), True),  # years have no natural zero
        (one_column(2000.0, 10.0, mean=2003.0, column="signup year"), False),  # eta squared below 0.1
        (one_column(2000.0, 10.0, mean=2003.3), False),
    ],
)
def test_differences_count_only_where_they_are_worth_a_word(profiles, counts):
    (own, _) = measure(profiles)
    assert next(iter(own.values())).counts is counts


@pytest.mark.parametrize(("mean", "apart"), [(3.2, True), (3.1, False)])
def test_eta_squared_is_the_share_of_variance_between_segments(mean, apart):
    found = eta_squared(one_column(0.0, 10.0, mean=mean), "x")
    assert found == pytest.approx(100 * mean**2 / (99 * 100))
    assert (found >= LEAST_APART) is apart


def test_eta_squared_agrees_with_its_definition():
    rng = np.random.default_rng(1)
    values, labels = rng.normal(size=60), np.repeat([0, 1, 2], 20)
    values += labels
    means = np.array([values[labels == i].mean() for i in labels])
    expected = ((means - values.mean()) ** 2).sum() / ((values - values.mean()) ** 2).sum()
    assert eta_squared(profiles_of(pl.DataFrame({"x": values}), labels), "x") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("own", "nothing"),
    [
        ({"mean": 0.0}, "none"),
        ({"mean": 5.0, "high": 90.0}, "almost none"),
        ({"mean": 5.1, "high": 90.0}, None),
        ({"mean": 5.0, "median": 0.1, "high": 90.0}, None),
        ({"mean": 0.0, "low": -3.0, "high": 3.0}, None),
    ],
)
def test_having_nothing_of_what_others_have_is_seen(own, nothing):
    assert measure(one_column(100.0, 80.0, **own))[0]["x"].nothing == nothing


def test_medians_and_known_values_are_measured_too():
    own = measure(one_column(100.0, 50.0, mean=150.0, median=80.0, known=20, size=50))[0]["x"]
    assert (own.median, own.median_z, own.known) == (80.0, -0.4, 0.4)
    assert measure(one_column(100.0, 50.0, mean=150.0))[0]["x"].known == 1.0


def test_a_segment_is_compared_with_the_customers_in_the_others_too():
    values, labels = np.tile([9.0, 11, 1, 2, 3, np.nan], 30), np.tile([0, 0, 1, 1, 2, 2], 30)
    own = measure(profiles_of(pl.DataFrame({"x": values}), labels))
    apart = np.array([10 - 2, 1.5 - 23 / 3, 3 - 23 / 4]) / np.nanstd(values, ddof=1)
    assert [each["x"].others_z for each in own] == pytest.approx(apart)
    assert [each["x"].extreme for each in own] == [True, True, False]


@pytest.mark.parametrize(
    ("column", "values", "nothing"),
    [
        ("settlement size", [0, 0, 1, 2], None),
        ("occupation", [0, 0, 1, 2], None),
        ("preferred hour", [0, 0, 9, 9], None),
        ("orders", [0, 0, 1, 2], "none"),
        ("num_children", [0, 0, 1, 2], "none"),
        ("spend", [0, 0, 1.5, 2], "none"),
        ("spend", [0, 0, 10, 20], "none"),
        ("discount", [0, 0, -1, -2], "none"),
    ],
)
def test_nobody_has_none_of_a_code(column, values, nothing):
    frame = pl.DataFrame({column: np.tile(np.array(values, dtype=float), 30)})
    own = measure(profiles_of(frame, np.tile([0, 0, 1, 1], 30)))
    assert own[0][column].nothing == nothing
