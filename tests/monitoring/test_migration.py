"""Moves that add up, whatever the labels are."""

from collections import Counter
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.monitoring.migration import by_segment, counted, flows, matrix, parts, reasons

LABELS = st.integers(-1, 4)
ALL = st.lists(st.tuples(LABELS, LABELS, LABELS, LABELS, LABELS), min_size=1, max_size=60)
COMING = st.lists(
    st.one_of(
        st.tuples(LABELS, LABELS, LABELS, LABELS, LABELS),
        st.tuples(st.none(), LABELS, LABELS, st.none(), LABELS),  # joined
        st.tuples(LABELS, LABELS, st.none(), LABELS, st.none()),  # left
    ),
    min_size=1,
    max_size=60,
)
NAMES = ["before", "idle", "rescored", "back", "after"]
KNOWN = pytest.mark.parametrize(("idle", "back"), [(True, True), (True, False), (False, True), (False, False)])


def table(rows, *, idle, back):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.Int64), orient="row")
    return frame.drop([name for name, known in (("idle", idle), ("back", back)) if not known])


def oracle(row, *, idle, back):
    """The parts of one customer, by the formulas, with fractions."""
    a, t, b, c, d = row
    half = Fraction(1, 2)
    customer, model, time = Counter(), Counter(), Counter()

    def move(part, more, less, weight):
        part[more] += weight
        part[less] -= weight

    if idle:
        move(time, t, a, 1)
        a = t
    if back:
        for part, more, less in ((customer, b, a), (customer, d, c), (model, c, a), (model, d, b)):
            move(part, more, less, half)
    else:
        move(customer, b, a, 1)
        move(model, d, b, 1)
    return customer, model, time


def stays(row):
    return row[0] is not None and row[4] is not None


@KNOWN
@given(ALL)
def test_the_parts_of_each_customer_are_those_of_the_formulas_and_add_up(idle, back, rows):
    for row in rows:
        found = {
            segment: (*split, change)
            for segment, *split, change in parts(counted(table([row], idle=idle, back=back)))
            .select("segment", "customer", "model", "time", "change")
            .iter_rows()
        }
        wanted = oracle(row, idle=idle, back=back)
        for segment in {*found, *(each for part in wanted for each in part)}:
            own = found.get(segment, (0.0, 0.0, 0.0, 0.0))
            assert own[:3] == tuple(part[segment] for part in wanted)
            assert own[3] == sum(own[:3]) == (row[4] == segment) - (row[0] == segment)


@KNOWN
@given(COMING)
def test_the_parts_of_each_flow_add_up(idle, back, rows):
    found = flows(counted(table(rows, idle=idle, back=back)))
    assert found["customers"].sum() == len(rows)
    for before, after, customers, customer, model, time in found.iter_rows():
        moved = before is not None and after is not None and before != after
        assert customer + model + time == (customers if moved else 0.0)
        assert idle or time == 0.0


@KNOWN
@given(COMING)
def test_the_parts_of_each_segment_add_up(idle, back, rows):
    found = by_segment(counted(table(rows, idle=idle, back=back)))
    sizes = {row["segment"]: row for row in found.iter_rows(named=True)}
    wanted = [oracle(each, idle=idle, back=back) for each in rows if stays(each)]
    for segment, row in sizes.items():
        split = (row["customer"], row["model"], row["time"])
        assert row["after"] - row["before"] == row["joined"] - row["left"] + sum(split)
        assert row["before"] == sum(each[0] == segment for each in rows)
        assert row["after"] == sum(each[4] == segment for each in rows)
        assert split == tuple(sum(each[part][segment] for each in wanted) for part in range(3))


@given(COMING)
def test_margins_of_the_matrix_are_the_sizes(rows):
    ways = counted(table(rows, idle=False, back=False))
    segments = [None, *range(-1, 5)]
    found = matrix(ways, segments)
    for place, segment in enumerate(segments):
        assert sum(found[place]) == sum(each[0] == segment for each in rows)
        assert sum(row[place] for row in found) == sum(each[4] == segment for each in rows)


def wanted_reason(a, b, c, d, *, back):
    """The reason of one customer without time, from the definition."""
    if not back:
        return "customer" if b == d else "model" if b == a else "both"
    if b == d and c == d:
        return "either"
    if b == d and c == a:
        return "customer"
    if c == d and b == a:
        return "model"
    return "both" if b == a and c == a else "mixed"


@KNOWN
@given(ALL)
def test_reasons_hold_what_they_say(idle, back, rows):
    frame = table(rows, idle=idle, back=back)
    said = frame.with_columns(reasons(frame))["reason"]
    for (a, t, b, c, d), reason in zip(rows, said, strict=True):
        seen = {b, *([c] if back else []), *([t] if idle else [])}
        if a == d:
            assert reason == ("" if seen == {a} else "cancelled")
        elif not idle or t == a:
            assert reason == wanted_reason(a, b, c, d, back=back)
        else:
            assert reason == ("time" if seen == {d} else "mixed")


def test_who_joined_and_who_left_is_told():
    frame = pl.DataFrame({"before": [None, 2], "rescored": [1, None], "after": [1, None]})
    assert frame.with_columns(reasons(frame))["reason"].to_list() == ["joined", "left"]


def test_a_lazy_frame_gives_the_same():
    frame = table([(0, 1, 1, 0, 1), (1, 1, 1, 1, 1), (0, 0, 0, 2, 2)] * 5, idle=True, back=True)
    assert counted(frame.lazy()).equals(counted(frame))
