"""A sample is spread over the whole table, and the same for anyone."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.engines import sampling
from coterie.engines.sampling import edge, more_turns, row_hashes, rows_held, taken, turns


def test_as_many_rows_are_held_as_cells_allow():
    assert rows_held(10**8, 9) == 500_000
    assert rows_held(10**8, 16) == 500_000
    assert rows_held(10**8, 1000) == 20_000
    assert rows_held(100, 9) == 100
    assert rows_held(10**8, 9, most=7) == 7


def frames(table, step):
    return lambda: ((first, table[first : first + step]) for first in range(0, table.height, step))


def sampled(table, held, *, step=1000, seed=0):
    return taken(frames(table, step), table.height, held, seed=seed)


def table_of(rows, distinct, seed=0):
    """Return a table of few distinct rows, some of them much more often than others."""
    random = np.random.default_rng(seed)
    kind = np.minimum(random.geometric(2 / max(distinct, 2), rows), distinct)
    return pl.DataFrame({"x": kind / 7, "word": pl.Series([f"w{each % 5}" for each in kind], dtype=pl.String)})


@settings(deadline=None, max_examples=60)
@given(
    rows=st.integers(1, 400),
    held=st.integers(1, 400),
    distinct=st.integers(1, 500),
    steps=st.tuples(st.integers(1, 400), st.integers(1, 400)),
    seed=st.integers(0, 99),
)
def test_the_same_rows_are_drawn_however_they_lie(rows, held, distinct, steps, seed):
    table = table_of(rows, distinct, seed)
    shuffled = table.sample(fraction=1, shuffle=True, seed=seed)
    one, other = (
        sampled(each, held, step=step, seed=seed) for each, step in zip((table, shuffled), steps, strict=True)
    )
    assert one.frame.height == min(rows, held)
    if held < rows:
        assert one.frame.equals(other.frame)
        assert one.copies.tolist() == other.copies.tolist()
        assert one.alike == other.alike == rows - table.n_unique()
        assert table[one.rows].equals(one.frame)


@settings(deadline=None, max_examples=30)
@given(rows=st.integers(2, 300), distinct=st.integers(1, 500), seed=st.integers(0, 99))
def test_the_draw_is_the_first_turns_of_all_rows(rows, distinct, seed):
    table = table_of(rows, distinct, seed)
    hashes, held = row_hashes(table), rows // 2 or 1
    copies = pl.DataFrame({"h": hashes}).select(pl.int_range(pl.len()).over("h")).to_series().to_numpy()
    found = sampled(table, held, step=17, seed=seed)
    expected = np.lexsort((copies, hashes, turns(hashes, copies, seed=seed)))[:held]
    assert found.frame.equals(table[expected])
    assert found.copies.tolist() == copies[expected].tolist()


def test_a_table_of_few_distinct_rows_keeps_their_shares():
    table = table_of(200_000, 625)
    assert table.n_unique() > 500
    found = sampled(table, 20_000, step=50_000)
    of_all, of_some = (each.group_by("x").len("n") for each in (table, found.frame))
    both = of_all.join(of_some, on="x", how="left", suffix="_drawn").fill_null(0)
    expected = both["n"].to_numpy() / 10
    off = (both["n_drawn"].to_numpy() - expected) / np.sqrt(expected * 0.9)
    assert np.abs(off).max() < 4.5
    assert 0.8 < np.std(off[expected >= 5]) < 1.2


def test_another_seed_draws_others():
    table = pl.DataFrame({"x": np.arange(100_000) / 7})
    one, other = (sampled(table, 1000, seed=seed).frame["x"] for seed in (0, 1))
    assert one.is_in(other.implode()).mean() < 0.05


def test_more_are_drawn_where_the_edge_was_set_than_are_held():
    for rows, held in [(10**6, 1000), (10**5, 99_000), (1000, 10), (5, 4)]:
        hashes = np.arange(rows, dtype=np.uint64)
        early = (turns(hashes, 0, seed=1) <= edge(rows, held)).sum()
        assert held <= early <= held + 16 * held**0.5 + 40


def test_turns_are_spread_evenly():
    found = turns(np.arange(10**5, dtype=np.uint64), 0, seed=3) / 2.0**64
    assert abs(found.mean() - 0.5) < 0.005
    assert np.abs(np.histogram(found, 20, (0, 1))[0] - 5000).max() < 350


def test_turns_of_copies_come_in_parts_as_in_one(monkeypatch):
    hashes, counts = np.arange(30, dtype=np.uint64), np.arange(1, 31) * 7
    whole = more_turns(hashes, counts, before=np.uint64(2**62), seed=2)
    monkeypatch.setattr(sampling, "_PART", 13)
    parts = more_turns(hashes, counts, before=np.uint64(2**62), seed=2)
    assert sorted(zip(*whole, strict=True)) == sorted(zip(*parts, strict=True))
    assert len(whole[0]) > 500


@pytest.mark.parametrize(
    "other",
    [
        pl.DataFrame(
            {"n": [1, 2], "x": [0.5, None], "w": ["a", "b"]}, schema_overrides={"n": pl.Int8, "x": pl.Float32}
        ),
        pl.DataFrame({"w": pl.Series(["a", "b"], dtype=pl.Categorical), "x": [0.5, None], "n": [1, 2]}),
    ],
)
def test_a_row_is_known_by_its_values_alone(other):
    table = pl.DataFrame({"n": [1, 2], "x": [0.5, None], "w": ["a", "b"]})
    assert row_hashes(table).tolist() == row_hashes(other).tolist()
    assert row_hashes(table).max() < 2**63
    assert len(set(row_hashes(pl.concat([table, table.with_columns(n=pl.col("n") + 1)])))) == 4


def test_days_with_a_time_are_known_in_every_unit():
    stamp = pl.Series("at", [datetime(2024, 5, 1, 7, 30)])
    assert len({int(row_hashes(stamp.dt.cast_time_unit(unit).to_frame())[0]) for unit in ("ms", "us", "ns")}) == 1


def test_only_columns_that_count_all_rows_count_those_taken():
    table = pl.DataFrame(
        {
            "n": np.arange(100, dtype=np.int32),
            "from1": np.arange(1, 101),
            "back": np.arange(100, 0, -1),
            "from5": np.arange(5, 105),
            "until": [*range(90), *range(95, 105)],
            "gap": [*range(50), None, *range(51, 100)],
            "large": np.arange(100) * 2**50,
            "twice": [1, *range(1, 99), 100],
        }
    )
    found = sampled(table, 10, step=30)
    assert found.frame["n"].to_list() == list(range(10))
    assert found.frame["n"].dtype == pl.Int32
    for name in ("from1", "back"):
        assert found.frame[name].to_list() == list(range(1, 11))
    for name in ("from5", "until", "gap", "large", "twice"):
        assert found.frame[name].to_list() == table[found.rows][name].to_list()


def test_rows_of_one_turn_are_drawn_by_what_they_hold(monkeypatch):
    turns = sampling.turns
    monkeypatch.setattr(sampling, "turns", lambda *given, seed: turns(*given, seed=seed) >> np.uint64(62))
    hashes = np.random.default_rng(0).permutation(200).astype(np.uint64)
    copies = np.zeros(200, np.int64)
    order = sampling.drawn(hashes, copies, 90, seed=0)
    other = np.random.default_rng(1).permutation(200)
    assert hashes[other][sampling.drawn(hashes[other], copies, 90, seed=0)].tolist() == hashes[order].tolist()
