from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.parsing.dates import date_format, number_to_date, to_date

days = st.dates(date(1950, 1, 1), date(2049, 12, 31))
FORMS = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d %b %Y",
    "%B %d, %Y",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S.000Z",
    "%d-%b-%y",
    "%d %B %Y %H:%M",
]


@pytest.mark.parametrize("form", FORMS)
@given(column=st.lists(days, min_size=1, max_size=10))
def test_what_python_writes_is_read_back(form: str, column: list[date]) -> None:
    if "%y" in form:
        column = [day.replace(year=2000 + day.year % 50, day=min(day.day, 28)) for day in column]
    moments = [datetime(day.year, day.month, day.day, 13, 4) for day in column]
    text = pl.Series([moment.strftime(form) for moment in moments])
    found = date_format(text)
    assert found is not None
    assert to_date(text, found.format).to_list() == column


@pytest.mark.parametrize(("form", "last"), [("%d/%m/%Y", "31/12/2024"), ("%m/%d/%Y", "12/31/2024")])
@given(column=st.lists(days, max_size=10))
def test_one_day_beyond_the_twelfth_tells_day_from_month(form: str, last: str, column: list[date]) -> None:
    text = pl.Series([*[day.strftime(form) for day in column], last])
    found = date_format(text)
    assert found is not None
    assert found.other == ""
    assert to_date(text, found.format).to_list() == [*column, date(2024, 12, 31)]


def test_where_day_and_month_could_be_exchanged_both_readings_are_given() -> None:
    found = date_format(pl.Series(["01/02/2024", "03/04/2024"]))
    assert found is not None
    assert (found.format, found.other) == ("%d-%m-%Y", "%m-%d-%Y")


def test_points_mean_day_first() -> None:
    found = date_format(pl.Series(["01.02.2024", "03.04.2024"]))
    assert found is not None
    assert (found.format, found.other) == ("%d-%m-%Y", "")


@pytest.mark.parametrize("text", ["12/1/2010 13:04", "12/1/2010 1:04 PM", "12/1/2010 01:04:59 pm", "12/1/2010"])
def test_the_time_of_day_is_dropped(text: str) -> None:
    assert to_date(pl.Series([text]), "%m-%d-%Y").to_list() == [date(2010, 12, 1)]


@pytest.mark.parametrize(
    "column", [["12.5", "13.25"], ["Visa", "Amex"], ["12-34-5678"], ["1-2"], ["555-0100-22"], ["99"]]
)
def test_what_is_no_date_has_no_format(column: list[str]) -> None:
    assert date_format(pl.Series(column)) is None


def test_a_few_bad_cells_do_not_hide_dates() -> None:
    text = pl.Series(["2024-01-02"] * 19 + ["soon"])
    found = date_format(text)
    assert found is not None
    assert found.share == 0.95
    assert to_date(text, found.format).null_count() == 1


def test_numbers_become_days() -> None:
    assert number_to_date(pl.Series([1.0, 45292.75, None, -5.0]), "excel").to_list() == [
        date(1899, 12, 31),
        date(2024, 1, 1),
        None,
        None,
    ]
    assert (
        number_to_date(pl.Series([1_704_067_200.0, 1_704_067_200_000.0]), "epoch").to_list() == [date(2024, 1, 1)] * 2
    )
