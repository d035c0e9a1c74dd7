from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.cleaning.columns import clean_column
from coterie.parsing.missing import MISSING_TOKENS
from coterie.schema import Column


def cleaned(values: list[object], column: Column):  # type: ignore[no-untyped-def]  # list and dict
    cells, actions = clean_column(pl.Series(column.name, values, strict=False), column)
    return cells, {action.code: (action.rows, action.facts) for action in actions}


def column(kind: str, role: str = "feature", **more: object) -> Column:
    return Column("x", kind, role, 0, "", **more)  # type: ignore[arg-type]  # one of the types


def test_numbers() -> None:
    cells, actions = cleaned(["$1,200", "7", "n/a", "", "call me", "inf", None], column("numeric"))
    assert cells.dtype == pl.Float64
    assert cells.to_list() == [1200.0, 7.0, None, None, None, None, None]
    assert actions == {
        "missing_token": (2, {"counts": (("", 1), ("n/a", 1))}),
        "not_finite": (1, {"examples": ("inf",)}),
        "not_a_number": (1, {"examples": ("call me",)}),
        "number_as_text": (1, {"written": (("$1,200", 1200.0),)}),
    }


def test_plain_numbers_need_no_action() -> None:
    for values in (["1", "2.5", None], [1, 2, None], [1.5, 2.5, None]):
        assert cleaned(values, column("numeric"))[1] == {}


def test_floats_that_are_not_finite_are_counted() -> None:
    cells, actions = cleaned([1.0, float("inf"), float("nan")], column("numeric"))
    assert cells.to_list() == [1.0, None, None]
    assert actions["not_finite"] == (1, {"examples": ("inf",)})


def test_the_decimal_mark_of_the_plan_is_used() -> None:
    assert cleaned(["1.234,5"], column("numeric", decimal=","))[0].to_list() == [1234.5]


def test_categories_are_brought_to_the_spelling_kept() -> None:
    cells, actions = cleaned(
        ["Visa", "visa", " VISA ", "Amex ", "New", "new", None], column("categorical", categories=("Visa", "Amex"))
    )
    assert cells.to_list() == ["Visa", "Visa", "Visa", "Amex", "New", "New", None]
    assert actions == {
        "spelling_unified": (4, {"spellings": (("VISA", "Visa"), ("new", "New"), ("visa", "Visa")), "blanks": 1})
    }


def test_codes_become_categories() -> None:
    assert cleaned([1, 2, None], column("categorical"))[0].to_list() == ["1", "2", None]
    assert cleaned([1.0, 2.0, None], column("categorical"))[0].to_list() == ["1", "2", None]


def test_yes_and_no() -> None:
    cells, actions = cleaned(["Yes", "no", "perhaps", "?"], column("boolean"))
    assert cells.to_list() == [True, False, None, None]
    assert actions["neither_yes_nor_no"] == (1, {"examples": ("perhaps",)})


def test_dates() -> None:
    cells, actions = cleaned(["12/31/2024", "soon", None], column("date", date_format="%m-%d-%Y"))
    assert cells.to_list() == [date(2024, 12, 31), None, None]
    assert actions["not_a_date"] == (1, {"examples": ("soon",)})


@pytest.mark.parametrize(
    ("ids", "dtype"),
    [
        (["1", "20", "-3"], pl.Int64),
        (["1", "02"], pl.String),
        (["1", None], pl.String),
        (["C1"], pl.String),
        ([" 1"], pl.String),
        ([7], pl.Int64),
        (["9" * 19], pl.String),
    ],
)
def test_ids_keep_their_values(ids: list[object], dtype: pl.DataType) -> None:
    cells, _ = cleaned(ids, column("text", "id"))
    assert cells.dtype == dtype
    assert [None if value is None else str(value) for value in cells] == [
        None if value is None else str(value) for value in ids
    ]


def test_customers_without_an_id_are_counted() -> None:
    assert cleaned(["a", None, "n/a"], column("text", "id"))[1] == {"id_missing": (2, {})}


@given(
    values=st.lists(st.one_of(st.none(), st.sampled_from(MISSING_TOKENS), st.integers(-999, 999).map(str)), min_size=1)
)
def test_missing_tokens_are_counted_exactly(values: list[str | None]) -> None:
    cells, actions = cleaned([*values, "1"], column("numeric"))
    expected = [None if value is None or value in MISSING_TOKENS else float(value) for value in values]
    assert cells.to_list()[:-1] == expected
    tokens = sum(value is not None and value in MISSING_TOKENS for value in values)
    assert actions.get("missing_token", (0, ""))[0] == tokens


@given(values=st.lists(st.sampled_from(["Visa", "visa", "VISA", " Visa", "Amex", "aMEX ", "x  y", "x y"]), min_size=1))
def test_cleaning_twice_changes_nothing_more(values: list[str]) -> None:
    plan = column("categorical", categories=("Visa", "Amex"))
    once, _ = cleaned(values, plan)
    again, actions = clean_column(once, plan)
    assert again.equals(once)
    assert actions == ()


def test_what_the_plan_says_cannot_be_is_missing_and_named_by_row() -> None:
    ages = [*range(20, 60), 999, -1]
    cells, actions = cleaned(ages, column("numeric", bounds=(0.0, 120.0), codes=(59.0,)))
    assert cells.to_list() == [*map(float, range(20, 59)), None, None, None]
    assert actions == {"impossible_value": (3, {"places": ((40, 59.0), (41, 999.0), (42, -1.0))})}


def test_outliers_stay_and_are_named_by_their_row_in_the_table() -> None:
    numbers = pl.Series("x", [*range(20, 60), 900])
    rows = pl.Series(range(101, 142))
    cells, [action] = clean_column(numbers, column("numeric"), rows)
    assert cells.to_list() == [*map(float, range(20, 60)), 900.0]
    assert (action.code, action.facts) == ("unusual_value", {"places": ((141, 900.0),)})


@pytest.mark.parametrize("texty", [False, True])
def test_numbers_out_of_range_are_counted(texty: bool) -> None:
    values = [1e300, -1e101, 1e-200, 2.0, 1e100, float("inf"), None]
    cells, actions = clean_column(pl.Series("x", values).cast(pl.String if texty else pl.Float64), column("numeric"))
    assert cells.to_list() == [None, None, 0.0, 2.0, 1e100, None, None]
    assert {action.code: (action.rows, action.facts) for action in actions} == {
        "not_finite": (1, {"examples": ("inf",)}),
        "number_too_large": (2, {"examples": ("1e+300", "-1e+101")}),
        "number_too_small": (1, {"examples": ("1e-200",)}),
    }


@pytest.mark.parametrize("kind", ["numeric", "categorical", "boolean", "date"])
@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (pl.Series("x", [[1], [2], None]), "lists"),
        (pl.Series("x", [{"a": 1}, {"a": 2}, None]), "records"),
        (pl.Series("x", [object(), object(), None], dtype=pl.Object), "Python objects"),
        (pl.Series("x", [1, 2, None]).cast(pl.Duration), "spans of time"),
        (pl.Series("x", [1, 2, None]).cast(pl.Time), "times of day"),
    ],
)
def test_cells_of_no_single_value_are_counted_as_missing(kind: str, cells: pl.Series, said: str) -> None:
    plain, _ = clean_column(pl.Series("x", ["1", "0", None]), column(kind, date_format="%Y"))
    empty, actions = clean_column(cells, column(kind, date_format="%Y"))
    assert (empty.to_list(), empty.dtype, empty.name) == ([None] * 3, plain.dtype, "x")
    assert [(action.code, action.rows, action.facts) for action in actions] == [("no_single_value", 2, {"kind": said})]


def test_days_where_numbers_are_expected_are_counted() -> None:
    cells, actions = cleaned([date(2024, 1, 2), None], column("numeric"))
    assert cells.to_list() == [None, None]
    assert actions == {"not_a_number": (1, {"examples": ("2024-01-02",)})}


def test_ids_that_are_python_objects_become_text() -> None:
    cells, _ = clean_column(pl.Series("x", [(1, 2), None], dtype=pl.Object), column("text", "id"))
    assert cells.to_list() == ["(1, 2)", None]


def test_few_days_in_the_future_are_pointed_at_by_row(monkeypatch) -> None:
    monkeypatch.setattr("coterie.cleaning.columns._today", lambda: date(2024, 6, 1))
    cells, actions = cleaned(["2024-01-02"] * 40 + ["2042-01-02", None], column("date", date_format="%Y-%m-%d"))
    assert cells[40] == date(2042, 1, 2)
    assert actions == {"future_day": (1, {"places": ((41, "2042-01-02"),)})}


def test_many_days_in_the_future_are_plans(monkeypatch) -> None:
    monkeypatch.setattr("coterie.cleaning.columns._today", lambda: date(2024, 6, 1))
    assert cleaned(["2024-12-31", "2024-01-02"] * 20, column("date", date_format="%Y-%m-%d"))[1] == {}


def test_dates_become_the_days_before_the_day_that_the_plan_counts_from() -> None:
    dated = column("numeric", date_format="%d-%m-%Y", days_before="2024-03-04")
    cells, actions = cleaned(["04.03.2024", "03.03.2024", "04.03.2023", "05.03.2024", None, "soon"], dated)
    assert cells.to_list() == [0.0, 1.0, 366.0, -1.0, None, None]
    assert actions["not_a_date"][0] == 1
