"""Plain numbers are read as Polars reads them, to the last bit; everything else is left to it."""

from __future__ import annotations

import re

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.lines import engine, read_numbers

pytestmark = pytest.mark.skipif(engine.lines() is None, reason="the C++ was not built: Polars reads everything")

TYPES = {"n": pl.Int64, "x": pl.Float64}
PLAIN = r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,18}|0|-?[1-9][0-9]{0,14}"
LONG = r"(?:-?(?:0|[1-9][0-9]*)\.[0-9]+|0|-?[1-9][0-9]*)?"
WHOLE = r"0|-?[1-9][0-9]{0,17}"
cells = st.one_of(st.just(""), st.from_regex(PLAIN, fullmatch=True), st.floats(-1e15, 1e15).map(lambda x: f"{x:.17g}"))
whole = st.one_of(st.just(""), st.from_regex(WHOLE, fullmatch=True))


def by_polars(block: bytes) -> pl.DataFrame:
    return pl.read_csv(block, has_header=False, schema=TYPES, infer_schema=False)


def as_bits(frame: pl.DataFrame) -> list[tuple[object, str]]:
    return [(n, "" if x is None else float(x).hex()) for n, x in frame.rows()]


@given(st.lists(st.tuples(whole, cells), min_size=1), st.booleans())
def test_cells_are_read_to_the_last_bit(rows, ends):
    text = "\n".join(f"{n},{x}" for n, x in rows) + "\n" * ends
    found = read_numbers(text.encode(), TYPES, delimiter=",")
    if all(re.fullmatch(f"(?:{PLAIN})?", x) for _, x in rows):
        assert found is not None
    assert found is None or as_bits(found) == as_bits(by_polars(text.encode()))
    assert found is None or all(re.fullmatch(LONG, x) for _, x in rows)


@given(st.text("0123456789.-+e, \n\"'", max_size=12), st.sampled_from(["", "1,2\n"]))
def test_what_is_taken_says_the_same_to_polars(text, before):
    block = (before + text).encode()
    found = read_numbers(block, TYPES, delimiter=",")
    if found is not None and block:
        assert as_bits(found) == as_bits(by_polars(block))
        assert re.fullmatch(rf"(?:(?:{WHOLE})?,{LONG}(?:\n|$))+", block.decode())


def test_pieces_and_threads_change_nothing():
    random = np.random.default_rng(0)
    frame = pl.DataFrame({"n": random.integers(0, 10**9, 200_000), "x": random.integers(-(10**6), 10**6, 200_000) / 64})
    frame = frame.with_columns(pl.when(pl.col("n") % 7 > 0).then("x"), pl.when(pl.col("n") % 11 > 0).then("n"))
    block = frame.write_csv(include_header=False).encode()
    for n_threads in (1, 2, 5):
        assert read_numbers(block, TYPES, delimiter=",", n_threads=n_threads).equals(by_polars(block))
    short = block[: 2**20].rsplit(b",", 1)[0]  # the last line has one field
    assert read_numbers(short, TYPES, delimiter=",") is None


def test_without_columns_there_is_nothing_to_read():
    assert read_numbers(b"1\n", {}, delimiter=",") is None
    assert read_numbers(b"", TYPES, delimiter=",").rows() == []
