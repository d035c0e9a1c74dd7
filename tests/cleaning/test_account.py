import polars as pl

from coterie.cleaning import clean
from coterie.cleaning.account import ColumnCount, row_steps
from coterie.schema import infer
from coterie.sources import read


def account(frame, **options):
    table = read(frame)
    return clean(table, infer(table, **options))[1].account


def test_every_missing_cell_has_one_reason():
    ages = ["31", "", "n/a", "x", "inf", None, *map(str, range(20, 70))]
    found = account(
        pl.DataFrame({"id": range(len(ages)), "age": ages, "paid": range(len(ages))}), types={"age": "numeric"}
    )
    (age,) = (each for each in found.columns if each.column == "age")
    assert (age.cells, age.empty, age.tokens, age.unreadable, age.impossible, age.gaps) == (56, 1, 2, 2, 0, 5)
    assert age.missing == age.gaps


def test_missing_ids_are_counted_once():
    found = account(
        pl.DataFrame(
            {"customer_id": ["a1", "?", None, *(f"c{n}" for n in range(120))], "paid": [n * 7 % 50 for n in range(123)]}
        )
    )
    (key,) = (each for each in found.columns if each.column == "customer_id")
    assert (key.empty, key.tokens, key.missing) == (1, 1, 2)


def test_rows_of_one_customer_are_a_step():
    frame = pl.DataFrame({"customer_id": [1, 1, 2, 2, 3, 3], "age": [20, 20, 30, 30, 40, 40], "day": range(6)})
    steps = account(frame).rows
    assert [(step.code, step.rows) for step in steps] == [
        ("rows_read", 6),
        ("merged_row", 3),
        ("customers", 3),
    ]


def test_a_frame_has_no_lines():
    assert [step.code for step in row_steps((), (), read=3, used=3)] == ["rows_read", "customers"]


def test_all_that_is_missing_is_a_sum():
    assert (
        ColumnCount("age", cells=20, empty=1, tokens=2, unreadable=3, impossible=7, rewritten=0, gaps=0).missing == 13
    )
