from __future__ import annotations

import math

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.strips import round_values, short, strips


def test_places_rise_with_values_and_stay_within(case):
    for column in strips(summary_from(case("bank")[0])):
        for strip in column.strips:
            places = [strip.most[0], strip.half[0], strip.at, strip.half[1], strip.most[1]]
            assert places == sorted(places)
            assert 0 <= places[0] <= places[-1] <= 1


def test_medians_are_the_profiles_own(case):
    summary, _ = case("bank")
    age = strips(summary_from(summary))[0]
    assert [strip.value for strip in age.strips] == [
        f"{each['profile']['age']['median']:.0f}" for each in summary["segments"]
    ]


@pytest.mark.parametrize(("high", "alone"), [(5.0, True), (5.0 * (1 + 0.99e-9), True), (5.0 * (1 + 1.01e-9), False)])
def test_ends_that_only_rounding_tells_apart_are_one_value(high, alone):
    assert (round_values(5.0, high, even=True) == [5.0]) is alone
    assert round_values(0.0, 0.0, even=True) == [0.0]


def test_an_axis_without_an_upper_end_names_what_lies_above_its_lower_one():
    found = round_values(300.0, math.inf, even=False)
    assert found[0] == 500.0
    assert 100_000 <= found[-1] <= 300_000
    assert round_values(0.0, math.inf, even=False) == round_values(math.inf, math.inf, even=False) == []


def test_six_at_most_and_in_the_order_of_the_table(case):
    summary, _ = case("wide")
    found = [column.column for column in strips(summary_from(summary))]
    order = [each["name"] for each in summary["columns"]]
    assert len(found) == 6
    assert found == sorted(found, key=order.index)


def test_the_features_that_differ_most_are_shown(case):
    summary, _ = case("wide")
    for place, each in enumerate(summary["audit"]["features"]):
        each["eta_squared"] = place / 100
    last = {each["feature"] for each in summary["audit"]["features"][-6:]}
    assert {column.column for column in strips(summary_from(summary))} == last


def test_a_segment_too_small_says_nothing(case):
    for column in strips(summary_from(case("tiny")[0])):
        assert (column.strips[-1].value, column.strips[-1].at) == ("", None)


def test_without_quantiles_the_median_is_left(case):
    summary, _ = case("bank")
    for each in (summary["overall"], *summary["segments"]):
        for name in ("p10", "p25", "p75", "p90"):
            each["profile"]["age"][name] = None
    age = strips(summary_from(summary))[0]
    assert age.band is None
    assert {(strip.half, strip.most, strip.out) for strip in age.strips} == {(None, None, 0)}


@pytest.mark.parametrize(
    ("low", "high", "even", "marks"),
    [
        (0.0, 1.0, True, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (5.0, 5.0, True, [5.0]),
        (-40.0, 60.0, True, [-40.0, -20.0, 0.0, 20.0, 40.0, 60.0]),
        (1971.0, 2004.0, True, [1980.0, 1990.0, 2000.0]),
        (3.0, 900.0, False, [5.0, 20.0, 100.0, 500.0]),
        (0.0, 90.0, False, [0.0, 20.0, 40.0, 60.0, 80.0]),
    ],
)
def test_round_values(low, high, even, marks):
    assert round_values(low, high, even=even) == pytest.approx(marks)


@pytest.mark.parametrize(
    ("value", "largest", "said"),
    [(9000, 9999, "9000"), (10_000, 10_000, "10k"), (-0.5, 1.0, "−0.5"), (0, 1e6, "0"), (3e9, 3e9, "3bn")],
)
def test_short(value, largest, said):
    assert short(value, largest) == said


@pytest.mark.parametrize(("power", "even"), [(None, True), (1.0, True), (0.0, False), (0.5, False)])
def test_steps_are_even_only_where_values_were_left_as_they_are(case, power, even):
    summary, _ = case("bank")
    for each in summary["preparation"]:
        if each["feature"] == "age":
            each["power"], each["unit"] = power, None if power is None else 30.0
    assert {column.column: column.even for column in strips(summary_from(summary))}["age"] is even
