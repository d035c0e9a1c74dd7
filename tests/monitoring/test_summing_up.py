"""What is kept of a refit."""

import polars as pl

from coterie.engines.warm import Warmed
from coterie.monitoring.migration import counted
from coterie.monitoring.summing_up import moves_of, start_of


def test_every_reason_is_counted_once():
    rows = [(0, 0, 0), (0, 1, 1), (0, 0, 1), (0, 2, 1), (0, 1, 0), (None, 0, 0), (0, None, None)]
    moves = pl.DataFrame(rows, schema=["before", "rescored", "after"], orient="row")
    found = moves_of(counted(moves))
    assert (found.stayed, found.customer, found.model, found.both, found.cancelled, found.joined, found.left) == (
        1,
    ) * 7


def test_time_and_what_is_mixed_with_it_are_counted():
    rows = [(0, 1, 1, 1), (0, 1, 2, 2), (0, 0, 0, 0)]
    found = moves_of(counted(pl.DataFrame(rows, schema=["before", "idle", "rescored", "after"], orient="row")), 60)
    assert (found.time, found.mixed, found.stayed, found.days) == (1, 1, 1, 60)


def test_where_segments_come_from():
    assert start_of(None) == "none"
    assert start_of(Warmed(1.0, 1.0, taken=False, same=True)) == "same"
    assert start_of(Warmed(1.0, 1.001, taken=True, same=False)) == "known"
    assert start_of(Warmed(1.0, 1.2, taken=False, same=False)) == "drawn"
