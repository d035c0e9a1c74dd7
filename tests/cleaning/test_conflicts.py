"""Of a customer's rows that say different things one is kept, whatever the order of the rows."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.cleaning import clean
from coterie.cleaning.conflicts import _rank
from coterie.options import Options
from coterie.readiness import examine
from coterie.schema import Column, Schema, infer
from coterie.sources import read

N = 300


def customers(repeated=10, **columns):
    """Return customers, some of whom stand there a second time with another age."""
    own = pl.DataFrame({"customer_id": [f"K{n:04}" for n in range(N)], "age": [20 + n % 50 for n in range(N)],
                        "spent": [float(n * 7 % 90) for n in range(N)], **columns})  # fmt: skip
    return pl.concat([own, own.head(repeated).with_columns(pl.col("age") + 1)])


def cleaned(frame):
    table = read(frame)
    return clean(table, infer(table))


def test_a_few_repeated_customers_are_customers_and_no_column_is_lost():
    found = examine(read(customers()), Options())
    assert found.status == "ready with warnings"
    assert {column.name: column.role for column in found.schema.columns} == {
        "customer_id": "id", "age": "feature", "spent": "feature",
    }  # fmt: skip
    (said,) = (each.remark for each in found.checks if each.grade == "warn")
    assert (said.code, said.rows) == ("one_row_kept", 10)
    assert said.facts["customers"] == 10
    assert said.facts["columns"] == ("age",)


def test_python_keeps_one_row_a_customer_and_every_row_has_its_segment():
    frame = customers()
    result = coterie.segment(frame, k=2, evidence="none")
    assert result.assignments.height == N
    assert len(result.labels) == frame.height


@pytest.mark.parametrize("name", ["last_update", "updated_at", "Geändert am", "day", "last seen"])
def test_the_row_with_the_last_day_is_kept(name):
    frame = customers(**{name: ["2024-05-01"] * N})
    second = pl.int_range(pl.len()) >= N
    older = frame.with_columns(pl.when(second).then(pl.lit("2024-01-01")).otherwise(pl.col(name)).alias(name))
    newer = frame.with_columns(pl.when(second).then(pl.lit("2024-09-01")).otherwise(pl.col(name)).alias(name))
    for table, age in ((older, 20), (newer, 21)):
        kept, report = cleaned(table)
        assert kept.filter(pl.col("customer_id") == "K0000")["age"].to_list() == [age]
        assert {each.code: each.facts["day"] for each in report.remarks if each.code == "last_row_kept"} == {
            "last_row_kept": name
        }


def test_a_day_of_birth_does_not_say_which_row_is_the_last():
    _, report = cleaned(customers(**{"date of birth": ["1990-05-01"] * N}))
    assert "one_row_kept" in {each.code for each in report.remarks}


def test_without_a_day_the_row_that_says_most_is_kept():
    frame = customers(city=["Ulm"] * N)
    bare = frame.with_columns(city=pl.when(pl.int_range(pl.len()) < N).then("city"))
    assert cleaned(bare)[0].filter(pl.col("customer_id") == "K0000")["age"].to_list() == [20]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_nothing(random):
    frame = customers(5)
    order = random.sample(range(frame.height), frame.height)
    one, other = (cleaned(each)[0].sort("customer_id") for each in (frame, frame[order]))
    assert one.equals(other)


@pytest.mark.parametrize(("repeated", "kept"), [(33, True), (34, False)])
def test_the_bound_of_a_tenth(repeated, kept):
    found = examine(read(customers(repeated)), Options())
    assert ("age" in {column.name for column in found.schema.features}) is kept


def test_orders_of_customers_who_rarely_come_again_are_purchases():
    frame = pl.DataFrame({
        "order_id": [f"A{70_000 + n * 7}" for n in range(N)],
        "customer_id": [f"K{n - (n > N - 9):04}" for n in range(N)],
        "order_date": [f"2024-{n % 12 + 1:02}-05" for n in range(N)],
        "amount": [5.0 + n % 31 for n in range(N)],
    })  # fmt: skip
    frame = pl.concat([frame, frame.head(12).with_columns(pl.col("order_id") + "x")])
    found = examine(read(frame), Options())
    assert found.made is not None
    assert found.made.purchases.purchases == frame.height


@pytest.mark.parametrize(("several", "kept_one"), [(3, True), (4, False)])
@pytest.mark.parametrize("without", [0, 1, 5])
def test_nine_of_ten_rows_with_an_id_must_have_it_alone(several, kept_one, without):
    ids = [f"K{n:02}" for n in range(30 - several)]
    frame = pl.DataFrame({
        "customer_id": [*ids, *ids[:several], *[None] * without],
        "age": [20 + n for n in range(30 + without)],
    })  # fmt: skip
    schema = Schema((Column("customer_id", "categorical", "id", 1, ""), Column("age", "numeric", "feature", 1, "")))
    if kept_one:
        rows, report = clean(read(frame), schema)
        assert (rows.height, {each.code: each.rows for each in report.remarks}["one_row_kept"]) == (27 + without, 3)
    else:
        with pytest.raises(coterie.InputError):
            clean(read(frame), schema)


@pytest.mark.parametrize("copies", [1, 5])
def test_rows_that_repeat_another_exactly_do_not_count_among_those_with_several(copies):
    ids = [f"K{n:02}" for n in range(27)]
    plain = pl.DataFrame({"customer_id": [*ids, *ids[:3]], "age": [20 + n for n in range(30)]})
    schema = Schema((Column("customer_id", "categorical", "id", 1, ""), Column("age", "numeric", "feature", 1, "")))
    rows, report = clean(read(pl.concat([plain, *[plain[20:21]] * copies])), schema)
    assert rows.height == 27
    assert {each.code: each.rows for each in report.remarks} == {"duplicate_row": copies, "one_row_kept": 3}


def test_an_update_says_rather_when_a_row_was_written_than_a_day_and_a_day_of_a_life_last():
    assert [_rank(name) for name in ("updated_at", "order_date", "joined")] == [0, 1, 2]
