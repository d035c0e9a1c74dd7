"""What-if in the browser is what Python scores: W1 to W3, computed by node from the page's own module."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from a_node import computed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coterie
from coterie.assignments import nearest
from coterie.explanation import why
from coterie.preparation.features import columns_of
from coterie.preparation.yeo_johnson import yeo_johnson
from coterie.scoring import take
from coterie.views.exploring.what_if import model_of, moving

HAIR = 1e-9


def tables():
    """Columns of every kind: skewed, far from 0, huge, constant, with gaps, negative, words, yes and no."""
    return st.fixed_dictionaries(
        {
            "seed": st.integers(0, 2**16),
            "scale": st.sampled_from([1.0, 1e-3, 1e9]),
            "gaps": st.sampled_from([0.0, 0.2]),
            "weight": st.sampled_from([None, {"spend": 4.0}, {"visits": 0.25}]),
            "scaling": st.sampled_from(["zscore", "robust"]),
            "k": st.integers(2, 5),
        }
    )


def made(how):
    """Return customers and their segmentation."""
    draw, n = np.random.default_rng(how["seed"]), 90
    middle = draw.integers(0, 3, n)
    spend = np.exp(draw.normal(middle, 0.8)) * how["scale"]
    frame = pl.DataFrame(
        {
            "id": [f"{i:04}" for i in range(n)],
            "spend": spend,
            "visits": draw.normal(middle * 3, 1.0),
            "balance": draw.normal(0, 1, n) ** 3 * 1e3,
            "same": np.full(n, 7.0),
            "card": [["Gold", "Silver", "Blue"][i] for i in draw.integers(0, 3, n)],
            "vip": draw.random(n) < 0.4,
        }
    )
    if how["gaps"]:
        gone = [pl.Series(draw.random(n) < how["gaps"]) for _ in range(4)]
        named = zip(("spend", "visits", "card", "vip"), gone, strict=True)
        frame = frame.with_columns(pl.when(lost).then(None).otherwise(pl.col(name)).alias(name) for name, lost in named)
    asked = {"features": ["spend", "visits", "balance", "same", "card", "vip"], "id": "id", "scale": how["scaling"]}
    weighed = {} if how["weight"] is None else {"weight": how["weight"]}
    found = coterie.segment(frame, k=how["k"], evidence="none", **asked, **weighed).segmentation
    return frame, found


@pytest.fixture(scope="module")
def example():
    """All of the example's customers, and their segmentation."""
    rows = coterie.datasets.bank_customers()
    return rows, coterie.segment(rows, k=6, evidence="none").segmentation


def asked_of(found, rows):
    """Return the model that the page gets, and the rows as it holds them."""
    shown = moving(found, rows[0])
    names = [each.feature for each in found.preparation.features]
    return model_of(found, shown, [0] * len(found.centers)), [[row[name] for name in names] for row in rows]


def rows_of(found, frame):
    taken = take(found, frame)
    columns = columns_of(taken.frame, taken.schema.features)
    known = {
        name: [None if isinstance(each, float) and math.isnan(each) else each for each in column.tolist()]
        for name, column in columns.items()
    }
    return [dict(zip(known, row, strict=True)) for row in zip(*known.values(), strict=True)]


def check_rows(found, rows, scored, answers):
    """W1, W3: the segment and the distance of every row, and parts that add up and are Python's."""
    told = zip(answers, scored["distance"], scored["segment_id"], scored["margin"], strict=True)
    for answer, distance, segment, margin in told:
        if segment is None:
            continue
        assert answer["far"][segment] == pytest.approx(distance, rel=1e-12, abs=1e-12)
        if margin > 1e-12:
            assert answer["order"][0] == segment
            own, other = (answer["far"][place] ** 2 for place in answer["order"][:2])
            assert math.fsum(answer["parts"]) == pytest.approx(other - own, rel=HAIR, abs=HAIR)
    told = why(found, "", rows[0])
    effects = {each.feature: each.effect for each in told.contributions}
    names = [each.feature for each in found.preparation.features]
    assert answers[0]["parts"] == pytest.approx([effects[name] for name in names], rel=HAIR, abs=HAIR)


def test_w1_w3_every_customer_of_the_example_is_where_score_puts_them(example):
    frame, found = example
    rows = rows_of(found, frame)
    model, said = asked_of(found, rows)
    scored = coterie.score(found, frame).unique("customer_id", keep="first", maintain_order=True)
    assert scored.height == len(rows) == 4990
    (answer,) = computed([{"model": model, "rows": said}])
    check_rows(found, rows, scored, answer["rows"])


@given(tables())
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_w1_w3_tables_of_every_kind_are_scored_alike(how):
    frame, found = made(how)
    rows = [row for row in rows_of(found, frame) if any(value is not None for value in row.values())]
    scored = coterie.score(found, frame).filter(pl.col("segment_id").is_not_null())
    model, said = asked_of(found, rows)
    (answer,) = computed([{"model": model, "rows": said}])
    check_rows(found, rows, scored, answer["rows"])


def labels_at(found, row, name, values):
    """Return where Python puts a customer with each of some values of one feature."""
    features = {each.feature: each for each in found.preparation.features}
    columns = {
        each: np.full(len(values), row[each], dtype=object)
        if feature.transform == "one-hot"
        else np.full(len(values), np.nan if row[each] is None else row[each])
        for each, feature in features.items()
    }
    columns[name] = np.asarray(values, dtype=float)
    return nearest(found.preparation.matrix(columns), np.array(found.centers)).labels


def check_stretches(found, row, name, ends, stretches):
    """W2: each border flips a hair before and behind it, and none is missing against a grid."""
    assert (stretches[0]["from"], stretches[-1]["to"]) == ends
    borders = np.array([each["from"] for each in stretches[1:]])
    assert (np.diff(borders) >= 0).all()
    wins = np.array([each["segment"] for each in stretches])
    grid = np.linspace(*ends, 10_000)
    hair = HAIR * np.maximum(np.abs(borders), (ends[1] - ends[0]) * 1e-6)
    around = np.concatenate([grid, borders - hair, borders + hair])
    clear = (np.abs(around[:, None] - borders[None]) > hair[None] * 0.5).all(axis=1) if len(borders) else slice(None)
    around = around[clear]
    expected = wins[np.searchsorted(borders, around, side="right")]
    np.testing.assert_array_equal(labels_at(found, row, name, around), expected)


def check_borders(found, rows):
    model, said = asked_of(found, rows)
    tasks, whose = [], []
    for row, values in zip(rows, said, strict=True):
        for at, feature in enumerate(moving(found, row)):
            if feature.categories is None and feature.least is not None and feature.least < feature.greatest:
                ends = (feature.least, feature.greatest)
                tasks.append([values, at, *ends])
                whose.append((row, feature.name, ends))
    (answer,) = computed([{"model": model, "along": tasks}])
    for (row, name, ends), stretches in zip(whose, answer["along"], strict=True):
        check_stretches(found, row, name, ends, stretches)
    return sum(len(each) - 1 for each in answer["along"])


def test_w2_borders_of_the_example_flip_where_stated_and_none_is_missing(example):
    frame, found = example
    assert check_borders(found, rows_of(found, frame)[::199]) > 100


@given(tables())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
def test_w2_borders_of_tables_of_every_kind_flip_where_stated(how):
    frame, found = made(how)
    rows = [row for row in rows_of(found, frame) if any(value is not None for value in row.values())]
    check_borders(found, rows[:4])


@given(
    st.floats(-3, 5), st.floats(1e-3, 1e9), st.lists(st.floats(-50, 50), min_size=1, max_size=20),
)  # fmt: skip
@settings(max_examples=20)
def test_a_place_leads_back_to_its_value(power, unit, values):
    feature = {"fill": 0, "center": 0.5, "scale": 2.0, "power": power, "unit": unit, "categories": None}
    asked = [[0, value * unit] for value in values]
    (answer,) = computed([{"model": {"features": [feature], "centers": []}, "places": asked}])
    for (_, value), (place, back) in zip(asked, answer["places"], strict=True):
        straight = float(yeo_johnson(np.array([value]), power, unit)[0])
        assert place == pytest.approx((straight - 0.5) / 2.0, rel=1e-12, abs=1e-12)
        if abs(straight) < 30 and (1 + (power if value >= 0 else 2 - power) * abs(straight)) > 1e-3:
            assert back == pytest.approx(value, rel=1e-7, abs=1e-7 * unit)
