"""Moves that add up, whatever the labels are."""

from collections import Counter
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.monitoring.migration import by_segment, counted, flows, matrix, parts, reasons

LABELS = st.integers(-1, 4)
FOUR = st.lists(st.tuples(LABELS, LABELS, LABELS, LABELS), min_size=1, max_size=60)
COMING = st.lists(
    st.one_of(
        st.tuples(LABELS, LABELS, LABELS, LABELS),
        st.tuples(st.none(), LABELS, st.none(), LABELS),  # joined
        st.tuples(LABELS, st.none(), LABELS, st.none()),  # left
    ),
    min_size=1,
    max_size=60,
)
NAMES = ["before", "rescored", "back", "after"]


def table(rows, *, back):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.Int64), orient="row")
    return frame if back else frame.drop("back")


def oracle(row, *, back):
    """The parts of one customer, by the formulas, with fractions."""
    a, b, c, d = row
    half = Fraction(1, 2)
    customer, model = Counter(), Counter()
    if back:
        for one, more, less in ((customer, b, a), (customer, d, c), (model, c, a), (model, d, b)):
            one[more] += half
            one[less] -= half
    else:
        for one, more, less in ((customer, b, a), (model, d, b)):
            one[more] += 1
            one[less] -= 1
    return customer, model


def stays(row):
    return row[0] is not None and row[3] is not None


@pytest.mark.parametrize("back", [True, False])
@given(FOUR)
def test_the_parts_of_each_customer_are_those_of_the_formulas_and_add_up(back, rows):
    for row in rows:
        found = {
            segment: (customer, model, change)
            for segment, customer, model, change in parts(counted(table([row], back=back)))
            .select("segment", "customer", "model", "change")
            .iter_rows()
        }
        customer, model = oracle(row, back=back)
        for segment in {*found, *customer, *model}:
            own = found.get(segment, (0.0, 0.0, 0.0))
            assert own[0] == customer[segment]
            assert own[1] == model[segment]
            assert own[2] == own[0] + own[1] == (row[3] == segment) - (row[0] == segment)


@pytest.mark.parametrize("back", [True, False])
@given(COMING)
def test_the_parts_of_each_flow_add_up(back, rows):
    found = flows(counted(table(rows, back=back)))
    assert found["customers"].sum() == len(rows)
    for before, after, customers, customer, model in found.iter_rows():
        moved = before is not None and after is not None and before != after
        assert customer + model == (customers if moved else 0.0)


@pytest.mark.parametrize("back", [True, False])
@given(COMING)
def test_the_parts_of_each_segment_add_up(back, rows):
    found = by_segment(counted(table(rows, back=back)))
    sizes = {row["segment"]: row for row in found.iter_rows(named=True)}
    for segment, row in sizes.items():
        assert row["after"] - row["before"] == row["joined"] - row["left"] + row["customer"] + row["model"]
        assert row["before"] == sum(each[0] == segment for each in rows)
        assert row["after"] == sum(each[3] == segment for each in rows)
        staying = [each for each in rows if stays(each)]
        customer = sum(oracle(each, back=back)[0][segment] for each in staying)
        assert row["customer"] == customer


@given(COMING)
def test_margins_of_the_matrix_are_the_sizes(rows):
    ways = counted(table(rows, back=False))
    segments = [None, *range(-1, 5)]
    found = matrix(ways, segments)
    for place, segment in enumerate(segments):
        assert sum(found[place]) == sum(each[0] == segment for each in rows)
        assert sum(row[place] for row in found) == sum(each[3] == segment for each in rows)


@given(FOUR)
def test_reasons_hold_what_they_say(rows):
    said = table(rows, back=True).with_columns(reasons(table(rows, back=True)))["reason"]
    for (a, b, c, d), reason in zip(rows, said, strict=True):
        if a == d:
            assert reason == ("" if b == a and c == a else "cancelled")
        else:
            one, other = b == d, c == d
            expected = {(True, True): "either"}.get((one, other))
            if expected is None:
                expected = (
                    "customer"
                    if one and c == a
                    else "model"
                    if other and b == a
                    else "both"
                    if b == a and c == a
                    else "mixed"
                )
            assert reason == expected


@given(FOUR)
def test_without_the_old_rows_a_reason_is_told_by_three_labels(rows):
    said = table(rows, back=False).with_columns(reasons(table(rows, back=False)))["reason"]
    for (a, b, _, d), reason in zip(rows, said, strict=True):
        if a == d:
            assert reason == ("" if b == a else "cancelled")
        else:
            assert reason == ("customer" if b == d else "model" if b == a else "both")


def test_who_joined_and_who_left_is_told():
    frame = pl.DataFrame({"before": [None, 2], "rescored": [1, None], "after": [1, None]})
    assert frame.with_columns(reasons(frame))["reason"].to_list() == ["joined", "left"]


def test_a_lazy_frame_gives_the_same():
    frame = table([(0, 1, 0, 1), (1, 1, 1, 1), (0, 0, 2, 2)] * 5, back=True)
    assert counted(frame.lazy()).equals(counted(frame))
