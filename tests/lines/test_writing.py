"""Lines are to the last byte those that Polars writes."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.lines import csv_parts, engine
from coterie.sources import guard

TEXTS = st.one_of(
    st.none(), st.text(max_size=40), st.sampled_from(["", "=1+1", "a;=b", "'-x", "-5", 'a"b', "a,b", "\uff1dx"])
)
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.one_of(st.none(), st.floats()),
        st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
        st.one_of(st.none(), st.booleans()),
        st.integers(-(2**31), 2**31 - 1),
    )
)
SCHEMA = {"text": pl.String, "x": pl.Float64, "n": pl.Int64, "flag": pl.Boolean, "label": pl.Int32}


def by_polars(frame: pl.DataFrame) -> bytes:
    return guard(frame).write_csv(float_precision=6, include_header=False).encode()


@given(ROWS, st.integers(0, 5))
def test_any_frame_is_written_as_polars_writes_it(rows, start):
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row").slice(start)
    assert b"".join(csv_parts(frame, guard)) == by_polars(frame)


@given(st.lists(st.tuples(st.integers(-(2**53), 2**53), st.integers(0, 60)), min_size=1))
def test_numbers_in_the_middle_between_two_decimals_are_rounded_alike(parts):
    frame = pl.DataFrame({"x": [whole / 2.0**power for whole, power in parts]})
    assert b"".join(csv_parts(frame, guard)) == by_polars(frame)


def test_chunks_and_threads_change_nothing():
    random = np.random.default_rng(0)
    part = pl.DataFrame({"x": random.normal(size=20_000), "name": random.choice(["Low, a", "b" * 30, "c"], 20_000)})
    frame = pl.concat([part, part.head(7), part.slice(3, 9000)], rechunk=False)
    for n_threads in (1, 2, 5):
        assert b"".join(csv_parts(frame, guard, n_threads=n_threads)) == by_polars(frame)


@pytest.mark.parametrize("text", ["x" * 1000, '"' * 1000, "é" * 500 + ","])
def test_long_texts_have_room(text):
    frame = pl.DataFrame({"a": [text] * 300, "b": [text, None, "y"] * 100})
    assert b"".join(csv_parts(frame, guard)) == by_polars(frame)


def test_other_types_and_no_compiler_are_left_to_polars(monkeypatch):
    frame = pl.DataFrame({"day": [date(2026, 1, 2), None], "text": ["=1", "b"]})
    assert b"".join(csv_parts(frame, guard)) == b"2026-01-02,'=1\n,b\n"
    monkeypatch.setenv(engine.SWITCH, "numpy")
    assert b"".join(csv_parts(frame[["text"]], guard)) == b"'=1\nb\n"
