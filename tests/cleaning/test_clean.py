import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.cleaning import CleaningReport, clean
from coterie.errors import InputError
from coterie.remarks import Remark
from coterie.schema import Column, Schema, infer
from coterie.sources import read
from coterie.sources.table import Table

SCHEMA = Schema(
    (
        Column("age", "numeric", "feature", 0, ""),
        Column("id", "text", "id", 0, ""),
        Column("card", "categorical", "descriptor", 0, "", ("Visa", "Amex")),
        Column("note", "text", "ignored", 0, ""),
    )
)


def run(columns: dict[str, list[object]], schema: Schema = SCHEMA) -> tuple[pl.DataFrame, CleaningReport]:
    return clean(read(pl.DataFrame(columns)), schema)


def actions(report: CleaningReport) -> dict[str, int]:
    return {action.code: action.rows for action in report.remarks}


def test_the_id_comes_first_and_ignored_columns_go() -> None:
    frame, report = run({"age": ["20"], "id": ["a"], "card": ["visa"], "note": ["x"], "new": ["y"]})
    assert frame.to_dict(as_series=False) == {"id": ["a"], "age": [20.0], "card": ["Visa"]}
    assert (report.rows_in, report.rows_out) == (1, 1)


def test_what_reading_did_comes_first() -> None:
    table = Table(
        pl.DataFrame({"age": ["n/a"], "id": ["a"], "card": ["Visa"]}),
        "x.csv",
        "0" * 64,
        "file",
        (Remark("read_as_encoding", facts={"encoding": "Latin-1", "words": ()}),),
    )
    _, report = clean(table, SCHEMA)
    assert [action.code for action in report.remarks] == ["read_as_encoding", "missing_token"]


def test_repeated_rows_of_one_customer_are_dropped() -> None:
    columns = {
        "age": ["20", "20", "30", " 20"],
        "id": ["a", "a", "b", "a"],
        "card": ["Visa", "visa ", "Amex", "Visa"],
        "note": ["x", "X", "y", "x"],
    }
    frame, report = run(columns)
    assert frame["id"].to_list() == ["a", "b"]
    assert actions(report)["duplicate_row"] == 2
    assert next(each for each in report.remarks if each.code == "duplicate_row").facts == {
        "differ_in": "spelling",
        "places": (2, 4),
    }


def test_rows_that_differ_in_a_column_left_out_are_not_repeated() -> None:
    frame, report = run(
        {"age": ["20"] * 20, "id": ["a", *map(str, range(18)), "a"], "card": ["Visa"] * 20, "note": ["x"] * 19 + ["y"]}
    )
    assert frame.height == 19
    assert actions(report) == {"one_row_kept": 1}


def test_without_an_id_customers_alike_are_kept_and_counted() -> None:
    schema = Schema(tuple(column for column in SCHEMA.columns if column.role != "id"))
    frame, report = run({"age": ["20", "20"], "card": ["Visa", "Visa"]}, schema)
    assert frame.height == 2
    assert actions(report) == {"row_alike": 1}


def test_customers_without_an_id_are_never_merged() -> None:
    frame, report = run({"age": ["20", "20", "30"], "id": [None, None, "b"], "card": ["Visa"] * 3})
    assert frame.height == 3
    assert actions(report) == {"id_missing": 2}


def test_transactions_become_one_row_a_customer_when_they_agree() -> None:
    frame, report = run(
        {"age": ["20", "20", "30"], "id": ["a", "a", "b"], "card": ["Visa"] * 3, "note": ["x", "y", "z"]}
    )
    assert frame["id"].to_list() == ["a", "b"]
    assert actions(report) == {"merged_row": 1}


def test_transactions_that_disagree_are_refused() -> None:
    with pytest.raises(
        InputError, match=r"^3 rows, but 2 different values of 'id': these look like transactions, not customers\."
    ):
        run({"age": ["20", "21", "30"], "id": ["a", "a", "b"], "card": ["Visa"] * 3})


def test_the_input_is_left_as_it_is() -> None:
    frame = pl.DataFrame({"age": ["$1,000", "n/a"], "id": ["a", "a"], "card": ["VISA", "visa"]})
    copy = frame.clone()
    clean(read(frame.with_columns(id=pl.Series(["a", "b"]))), SCHEMA)
    assert frame.equals(copy)


def test_new_customers_are_cleaned_by_the_old_plan() -> None:
    old = read(
        pl.DataFrame(
            {
                "id": [f"A{n}" for n in range(40)],
                "x": [f"{n},5" for n in range(40)],
                "y": [f"{n + 10}.000" for n in range(40)],
            }
        )
    )
    schema = infer(old)
    frame, _ = clean(read(pl.DataFrame({"y": ["20.000"], "x": ["3"], "id": ["B1"], "z": ["?"]})), schema)
    assert frame.row(0, named=True) == {"id": "B1", "x": 3.0, "y": 20_000.0}


rows = st.lists(st.tuples(st.integers(0, 6), st.integers(20, 23)), min_size=1, max_size=30)


@given(rows=rows)
def test_rows_in_and_out_add_up(rows: list[tuple[int, int]]) -> None:
    columns = {"id": [f"k{key}" for key, _ in rows], "age": [str(age) for _, age in rows], "card": ["Visa"] * len(rows)}
    try:
        frame, report = run(columns)
    except InputError:
        assert len(set(rows)) > len({key for key, _ in rows})
        return
    dropped = actions(report).get("duplicate_row", 0) + actions(report).get("merged_row", 0)
    assert report.rows_in == len(rows)
    assert report.rows_out == frame.height == len(rows) - dropped == len(set(rows))


@pytest.mark.parametrize("name", ["row number", "*", "^age$", "n", "t", "column_0", "", " "])
def test_no_name_of_a_column_disturbs(name: str) -> None:
    ids = [f"c{number}" for number in range(30)] + ["c0"]
    ages = [float(number) for number in range(20, 50)] + [20.0]
    plain, plain_report = through(pl.DataFrame({"id": ids, "age": ages}), "id")
    named, report = through(pl.DataFrame({name: ids, "age": ages}), {"*": "(*)", "^age$": "(^age$)"}.get(name, name))
    assert named.to_dict(as_series=False).popitem() == plain.to_dict(as_series=False).popitem()
    assert actions(report)["duplicate_row"] == actions(plain_report)["duplicate_row"] == 1
    named, _ = through(pl.DataFrame({"id": ids, name: ages}), "id")
    assert named.rows() == plain.rows()


def through(frame: pl.DataFrame, key: str) -> tuple[pl.DataFrame, CleaningReport]:
    table = read(frame)
    key = key if key.strip() else table.frame.columns[0]
    return clean(table, infer(table, id=key, features=[column for column in table.frame.columns if column != key][:1]))


def test_python_objects_beside_repeated_customers_do_no_harm() -> None:
    thing = object()
    frame = pl.DataFrame({"id": ["a", "a", "b"], "age": [20.0, 20.0, 30.0]}).with_columns(
        pl.Series("thing", [thing, thing, thing], dtype=pl.Object)
    )
    _, report = through(frame, "id")
    assert actions(report)["duplicate_row"] == 1


@pytest.mark.parametrize(
    ("cards", "differ_in"),
    [
        (["Visa", "Visa", "Amex"], "nothing"),
        (["Visa", "VISA ", "Amex"], "spelling"),
        (["Visa", "Visa", "VISA "], "some spelling"),
    ],
)
def test_what_repeated_rows_differ_in_is_said_of_all_of_them(cards: list[str], differ_in: str) -> None:
    ids = ["a", "a", "b" if cards[2] == "Amex" else "a"]
    _, report = run({"age": ["20"] * 3, "id": ids, "card": cards, "note": ["x"] * 3})
    (dropped,) = (each for each in report.remarks if each.code == "duplicate_row")
    assert dropped.facts["differ_in"] == differ_in


def test_ten_repeated_rows_are_named_and_the_rest_counted() -> None:
    _, report = run({"age": ["20"] * 12, "id": ["a"] * 12, "card": ["Visa"] * 12, "note": ["x"] * 12})
    (dropped,) = (each for each in report.remarks if each.code == "duplicate_row")
    assert dropped.rows == 11
    assert dropped.facts["places"] == tuple(range(2, 12))
