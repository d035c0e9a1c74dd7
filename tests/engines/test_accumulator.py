"""Every accumulator: any split and any order of merging gives the bytes of the whole, also when states travel."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coterie.cleaning.findings import examples, fixed, places, respelt, tokens
from coterie.clustering import AllRows, Pass, blocks_of, lay_out
from coterie.engines import extremes
from coterie.engines.accumulator import bundled, unbundled, written
from coterie.engines.extremes import Ends
from coterie.engines.found import Found
from coterie.engines.gathering import Gaps, Gathering, Measures
from coterie.engines.ids import IdCount, Suspects
from coterie.engines.last_day import LastDay
from coterie.engines.placing import Placing, Stays
from coterie.engines.repeats import Repeats, Rising
from coterie.evidence.stability import Placing as Refits
from coterie.evidence.stability import SegmentStability, Stability
from coterie.preparation import Preparation
from coterie.preparation.features import features_of
from coterie.profiling import Counting
from coterie.schema import Column, Schema

ROWS = 120
random = np.random.default_rng(0)
X = random.normal(size=(ROWS, 2)) * 10.0 ** random.integers(-20, 20, (ROWS, 2))
NUMBERS = np.where(random.random(ROWS) < 0.1, np.nan, random.integers(0, 9, ROWS) * 1.0)
NUMBERS[[3, 70]] = 5e6, 0.1
LABELS = random.integers(-1, 3, ROWS).astype(np.int32)
WORDS = pl.Series("city", random.choice(["Ulm", "ulm", "Bonn", "n/a", None], ROWS))
DAYS = pl.Series("joined", np.datetime64("2020-01-01") + random.integers(0, 900, ROWS).astype("timedelta64[D]"))
FRAME = pl.DataFrame([pl.Series("age", NUMBERS).fill_nan(None), WORDS, DAYS])
SCHEMA = Schema(
    (
        Column("age", "numeric", "feature", 0, ""),
        Column("city", "categorical", "descriptor", 0, "", categories=("Bonn", "Ulm")),
        Column("joined", "date", "descriptor", 0, ""),
    )
)
KEYS = pl.Series("key", random.integers(0, 90, ROWS).astype(str)).replace("7", None)
ROWS_OF = pl.int_range(1, ROWS + 1, eager=True)
RISING = ROWS_OF.alias("key").to_frame()
HASHES = KEYS.drop_nulls().hash(seed=0)
OF_ALL = AllRows(ROWS, np.ones(2), np.ones(2), np.zeros(2), (2.0**10,))
FITTED = Preparation(transform="none").fit(features_of(FRAME, SCHEMA).columns)
CENTERS = np.array([[-1.0], [0.2], [1.0]])
SEGMENT = SegmentStability(1.0, 1.0, 1.0, 1.0, 0)
REFITS = np.random.default_rng(1).normal(size=(3, 3, 1))
STABILITY = Stability(3, 9, 1.0, (SEGMENT,) * 3, np.ones(9), Refits(REFITS, np.tile([0, 1, 2], (3, 1))))


def repaired(low, high):
    return FRAME[low:high].with_columns(pl.col("city").replace("n/a", None))


def placed(one, low, high):
    usable = ~np.isnan(NUMBERS[low:high])
    one.add(repaired(low, high), usable, NUMBERS[low:high][usable, None] / 5 - 1)


def findings(row):
    """Findings add up row by row: what a batch shows is put together of its rows."""
    at = pl.Series([row])
    yield fixed("id_missing", "x", 1)
    yield tokens(pl.Series("x", ["?" if row % 3 else "n/a"]))
    yield examples("not_a_number", "x", pl.Series([f"{row * 7 % 5} pounds"]), rows=at)
    yield places("impossible_value", "x", pl.Series([row * 7 % 11 + 0.1]), rows=at)
    yield respelt(
        "x", 1, [[("ULM", "Ulm"), ("bonn", "Bonn"), ("jena", "Jena"), ("aue", "Aue")][row % 4]], blanks=row % 2
    )


MADE = {
    "moments": (lambda: Measures(2), lambda one, low, high: one.add(lay_out(X[low:high])[1])),
    "missing cells": (lambda: Gaps(FRAME.columns), lambda one, low, high: one.add(FRAME[low:high])),
    "ends": (Ends, lambda one, low, high: one.add(NUMBERS[low:high], ROWS_OF.to_numpy()[low:high])),
    "findings": (Found, lambda one, low, high: [one.add(findings(row)) for row in range(low, high)]),
    "repeats": (lambda: Repeats(None), lambda one, low, high: one.add(HASHES[low:high].to_numpy())),
    "rising ids": (lambda: Rising("key"), lambda one, low, high: one.add(RISING[low:high], ROWS_OF[low:high])),
    "ids that do not rise": (
        lambda: Rising("key"),
        lambda one, low, high: one.add(RISING[low:high] % 100, ROWS_OF[low:high]),
    ),
    "ids": (lambda: IdCount("key", Repeats(None)), lambda one, low, high: one.add(KEYS[low:high].to_frame())),
    "rows of repeated ids": (
        lambda: Suspects("key", np.sort(HASHES.filter(HASHES.is_duplicated()).unique().to_numpy())),
        lambda one, low, high: one.add(FRAME.with_columns(KEYS)[low:high], ROWS_OF[low:high]),
    ),
    "profiles": (lambda: Counting(SCHEMA, 3), lambda one, low, high: one.add(repaired(low, high), LABELS[low:high])),
    "stays": (
        lambda: Stays(3, refits=20),
        lambda one, low, high: one.add(np.maximum(LABELS, 0)[low:high], (np.arange(ROWS) % 21 / 20)[low:high]),
    ),
    "placing": (lambda: Placing(SCHEMA, CENTERS, STABILITY), placed),
    "gathering": (
        lambda: Gathering(SCHEMA, FITTED),
        lambda one, low, high: one.add(FRAME[low:high], ROWS_OF[low:high]),
    ),
    "last day": (
        lambda: LastDay([Column("joined", "date", "feature", 0, "")]),
        lambda one, low, high: one.add(FRAME[ROWS - high : ROWS - low]),  # the last day is in the first half
    ),
    "a pass": (
        lambda: Pass([X[:1], X[:5]], OF_ALL),
        lambda one, low, high: one.add(blocks_of(X[low:high]), high - low),
    ),
}


def added(kind, low, high):
    make, add = MADE[kind]
    one = make()
    if high > low:
        add(one, low, high)
    return one


def state(one):
    """Return the bytes of a state; of rows as they were read, what they say: what lies below a gap is anything."""
    return one.to_arrow().rows() if isinstance(one, Suspects) else written(one)


@pytest.fixture(autouse=True)
def few_ends(monkeypatch):
    monkeypatch.setattr(extremes, "CAP", 7)


@pytest.mark.parametrize("kind", MADE)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, ROWS), max_size=5), shuffle=st.randoms(use_true_random=False))
def test_any_split_and_any_order_of_merging_gives_the_whole(kind, cuts, shuffle):
    parts = [added(kind, low, high) for low, high in pairwise([0, *sorted(cuts), ROWS]) if high > low]
    shuffle.shuffle(parts)
    while len(parts) > 1:  # any tree of merges, states sent around
        other = parts.pop(shuffle.randrange(len(parts)))
        at = shuffle.randrange(len(parts))
        parts[at] = parts[at].from_arrow(parts[at].to_arrow())
        parts[at].merge(other.from_arrow(other.to_arrow()))
    assert state(parts[0]) == state(added(kind, 0, ROWS))


@pytest.mark.parametrize("kind", MADE)
def test_a_state_that_travels_is_the_same(kind):
    whole, empty = added(kind, 0, ROWS), added(kind, 0, 0)
    assert state(empty.from_arrow(whole.to_arrow())) == state(whole)
    assert state(empty.from_arrow(empty.to_arrow())) == state(empty)
    whole.merge(empty)
    assert state(whole) == state(added(kind, 0, ROWS)), "nothing is added by who saw nothing"


@pytest.mark.parametrize("kind", MADE)
def test_the_state_says_what_was_added(kind):
    assert state(added(kind, 0, ROWS)) != state(added(kind, 0, ROWS - 60))


def test_states_are_put_together_and_taken_apart():
    states = unbundled(bundled({"a": added("moments", 0, 9), "b": added("ends", 0, 9)}))
    assert list(states) == ["a", "b"]
    assert states["a"].equals(added("moments", 0, 9).to_arrow())
