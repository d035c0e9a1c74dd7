"""Who went where, and why, recomputed customer by customer."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.monitoring.compared import Reasons
from coterie.monitoring.migrating import changes_of, migration_of

LABELS = st.integers(-1, 3)
ROWS = st.lists(
    st.one_of(
        st.tuples(LABELS, LABELS, LABELS, LABELS, LABELS),
        st.tuples(st.none(), st.none(), LABELS, st.none(), LABELS),
        st.tuples(LABELS, st.none(), st.none(), LABELS, st.none()),
    ),
    min_size=1,
    max_size=50,
)
NAMES = ["before", "idle", "rescored", "back", "after"]
IDS = [0, 1, 2, 3]


SPLITS = pytest.mark.parametrize(
    ("split", "timed"),
    [(split, timed) for split in ("shapley", "customers_first", "customers_only") for timed in (True, False)]
    + [("untold", False)],
)


def table(rows, split, *, timed=False):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.Int64), orient="row").with_row_index("who")
    frame = frame if timed else frame.drop("idle")
    if split == "shapley":
        return frame
    frame = frame.drop("back")
    if split == "customers_first":
        return frame
    return frame.drop("rescored") if split == "untold" else frame.with_columns(pl.col("after").alias("rescored"))


def plain(label):
    return None if label == -1 else label


@SPLITS
@given(ROWS)
def test_margins_sizes_and_parts_agree(split, timed, rows):
    found = migration_of(table(rows, split, timed=timed), IDS, split)
    both = [(plain(a), plain(d)) for a, *_, d in rows if a is not None and d is not None]
    assert Counter({(flow.before, flow.after): flow.customers for flow in found.flows}) == Counter(both)
    for place, each in enumerate(found.segments):
        if place < len(found.ids):
            assert each.id == found.ids[place]
            assert sum(found.matrix[place]) == each.before - each.left
            assert sum(row[place] for row in found.matrix) == each.after - each.joined
        assert each.after - each.before == each.joined - each.left + each.change
        assert each.before == sum(plain(a) == each.id for a, *_ in rows if a is not None)
        assert each.after == sum(plain(d) == each.id for *_, d in rows if d is not None)
        assert (each.time is None) != timed
        if split == "untold":
            assert (each.customer, each.model) == (None, None)
        else:
            assert each.customer + each.model + (each.time or 0.0) == each.change
    told = found.reasons
    assert told.common + told.joined + told.left == len(rows)
    assert told.moved == sum(a != d for a, d in both)
    assert timed or not told.time
    for flow in found.flows:
        assert (flow.time is None) != timed
        if split != "untold":
            moved = flow.customers if flow.before != flow.after else 0
            assert flow.customer + flow.model + (flow.time or 0.0) == moved


@given(ROWS)
def test_every_part_has_a_row(rows):
    found = migration_of(table(rows, "shapley", timed=True), IDS, "shapley")
    for part in ("customer", "model", "time", "change"):
        assert sum(getattr(each, part) for each in found.segments) == 0.0


@SPLITS
@given(ROWS)
def test_the_list_of_changes_is_the_counts(split, timed, rows):
    moves = table(rows, split, timed=timed)
    found, changes = migration_of(moves, IDS, split).reasons, changes_of(moves, "id", split)
    counts = Counter(changes["reason"])
    assert Reasons(**counts, stayed=found.stayed, cancelled=found.cancelled) == found
    assert changes.height == sum(a is None or d is None or a != d for a, *_, d in rows)
    for who, before, after, _ in changes.iter_rows():
        assert (before, after) == (
            None if rows[who][0] is None else plain(rows[who][0]),
            None if rows[who][4] is None else plain(rows[who][4]),
        )


def test_one_model_leaves_all_to_the_customers():
    moves = table([(0, 0, 1, 0, 1), (1, 1, 1, 1, 1)], "customers_only")
    assert migration_of(moves, IDS, "customers_only").reasons == Reasons(stayed=1, customer=1)


def test_time_alone_moves_who_would_be_there_without_a_purchase():
    rows = [(0, 1, 1, 1, 1), (0, 1, 2, 1, 2), (0, 0, 1, 0, 1), (2, 1, 2, 2, 2), (3, 3, 3, 3, 3)]
    found = migration_of(table(rows, "customers_only", timed=True), IDS, "customers_only", days=60)
    assert found.reasons == Reasons(stayed=1, time=1, mixed=1, customer=1, cancelled=1)
    assert found.days == 60
    assert [(each.id, each.customer, each.time) for each in found.segments] == [
        (0, -1.0, -2.0), (1, -1.0, 3.0), (2, 2.0, -1.0), (3, 0.0, 0.0)
    ]  # fmt: skip


def test_those_without_a_segment_have_a_row_of_their_own_where_there_are_any():
    moves = table([(0, 0, -1, 0, -1)], "customers_only")
    assert migration_of(moves, IDS, "customers_only").ids == (0, 1, 2, 3, None)
    assert migration_of(table([(0, 0, 1, 0, 1)], "customers_only"), IDS, "customers_only").ids == (0, 1, 2, 3)


def test_those_without_a_segment_on_the_way_are_in_the_parts_alone():
    found = migration_of(table([(0, -1, 1, 0, 1)], "customers_only", timed=True), IDS, "customers_only")
    assert found.ids == (0, 1, 2, 3)
    assert [each.id for each in found.segments] == [0, 1, 2, 3, None]
    assert (found.segments[-1].time, found.segments[-1].customer) == (1.0, -1.0)
