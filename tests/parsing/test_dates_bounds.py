"""The bounds of `parsing.dates`: each is held from both sides."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from coterie.parsing.cells import as_date
from coterie.parsing.dates import EPOCH, EXCEL, EXCEL_1904, date_format, in_reach, number_to_date, to_date


def day(number, form):
    [found] = number_to_date(pl.Series([number], dtype=pl.Float64), form).to_list()
    return found


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0.0, None),
        (0.999, None),
        (1.0, date(1899, 12, 31)),
        (1.999, date(1899, 12, 31)),
        (45_355.75, date(2024, 3, 4)),
        (109_574.0, date(2199, 12, 31)),
        (109_574.5, None),
        (109_575.0, None),
    ],
)
def test_serial_numbers_are_days_from_1899_to_2199(number, read):
    assert day(number, EXCEL) == read


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (1_709_553_600.0, date(2024, 3, 4)),
        (1_709_553_600e3, date(2024, 3, 4)),
        (1_709_553_600e6, date(2024, 3, 4)),
        (1e11, date(5138, 11, 16)),  # the most that is seconds
        (1e11 + 86_400, date(1973, 3, 3)),  # from here on thousandths
        (1e14, date(5138, 11, 16)),  # the most that is thousandths
        (1e14 + 1e9, date(1973, 3, 3)),  # from here on millionths
    ],
)
def test_seconds_thousandths_and_millionths_are_told_apart_by_their_size(number, read):
    assert day(number, EPOCH) == read


@pytest.mark.parametrize(
    ("others", "found"), [(0, True), (1, True), (2, False)]
)  # of ten to eleven cells: 9 of 10 is the least
def test_nine_of_ten_cells_have_to_look_like_dates(others, found):
    cells = [f"2024-03-{i + 11}" for i in range(9)] + ["soon"] * others
    assert (date_format(pl.Series(cells)) is not None) is found


@pytest.mark.parametrize(("year", "known"), [(1799, False), (1800, True), (2200, True), (2201, False)])
def test_years_of_customers(year, known):
    assert (in_reach(pl.Series([date(year, 6, 1)]))[0] is not None) is known


@pytest.mark.parametrize(
    ("cells", "form", "read"),
    [
        (
            ["31. listopada 2024", "5. studenoga 2024", "3. srpnja 2023"],
            "%d-%b-%Y in croatian",
            [(2024, 10), (2024, 11), (2023, 7)],
        ),
        (["1 listopada 2024", "5 grudnia 2024"], "%d-%b-%Y", [(2024, 11), (2024, 12)]),
    ],
)
def test_the_same_month_is_another_in_croatian(cells, form, read):
    text = pl.Series(cells)
    found = date_format(text)
    assert (found.format, found.share) == (form, 1.0)
    assert [(day.year, day.month) for day in to_date(text, form)] == read


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["01.01.49", "02.02.50"], "%d-%m-%y from 1949"),
        (["01.01.48", "02.02.49"], "%d-%m-%y"),
        (["01.01.20", "02.02.21"], "%d-%m-%y"),
    ],
)
def test_the_last_of_two_digit_years_is_2049_at_most(cells, form):
    assert date_format(pl.Series(cells)).format == form


def test_a_century_begins_where_it_is_said_to():
    cells = pl.Series(["01.01.49", "31.12.48", "01.01.50"])
    assert [day.year for day in to_date(cells, "%d-%m-%y from 1949")] == [1949, 2048, 1950]


def test_no_two_formats_together_exchange_day_and_month():
    assert date_format(pl.Series(["13/01/2024"] * 5 + ["01/13/2024"] * 5)) is None


def test_days_from_1904_begin_on_its_first():
    assert day(1.0, EXCEL_1904) == date(1904, 1, 2)


def test_numbers_are_days_unless_their_digits_are_a_date():
    assert as_date(pl.Series([45_355]), "").to_list() == [date(2024, 3, 4)]
    assert as_date(pl.Series([20_240_304]), "%Y%m%d").to_list() == [date(2024, 3, 4)]


@pytest.mark.parametrize("cells", [[], [None], [""], ["soon"]])
def test_no_dates_have_no_format(cells):
    assert date_format(pl.Series(cells, dtype=pl.String)) is None


def test_the_last_years_of_the_century_before_are_of_it():
    assert date_format(pl.Series(["01.01.70", "02.02.71"])).format == "%d-%m-%y"
    assert date_format(pl.Series(["01.01.60", "02.02.71"])).format == "%d-%m-%y from 1960"
