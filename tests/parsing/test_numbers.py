import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.parsing.numbers import currencies, decimal_mark, tidy, to_number

# How a number is written: thousands, decimal mark, before, behind.
LOCALES = [
    (",", ".", "$", ""),
    (",", ".", "", " USD"),
    (".", ",", "", " €"),
    (" ", ",", "", "\u00a0€"),
    ("\u202f", ",", "", ""),
    ("'", ".", "CHF ", ""),
    ("\u2019", ".", "", ""),
    ("", ".", "", "%"),
    ("", ",", "£ ", ""),
]


def written(number: float, thousands: str, mark: str, before: str, behind: str) -> str:
    """The oracle: Python's own formatting, its marks exchanged."""
    plain = f"{abs(number):,.2f}".replace(",", "T").replace(".", mark).replace("T", thousands)
    sign = "-" if number < 0 else ""
    return f"{sign}{before}{plain}{behind}"


numbers = st.integers(-(10**11), 10**11).map(lambda cents: cents / 100)


@pytest.mark.parametrize("locale", LOCALES, ids=["".join(parts) for parts in LOCALES])
@given(column=st.lists(numbers, min_size=1, max_size=20))
def test_what_a_locale_writes_is_read_back(locale: tuple[str, str, str, str], column: list[float]) -> None:
    text = pl.Series([written(number, *locale) for number in column])
    mark = decimal_mark(tidy(text)).mark
    assert mark == locale[1]
    assert to_number(text, mark).to_list() == [round(number, 2) for number in column]


@given(column=st.lists(st.floats(allow_nan=False, width=64), min_size=1, max_size=20))
def test_what_python_writes_is_read_back_to_the_bit(column: list[float]) -> None:
    read = to_number(pl.Series([repr(number) for number in column]))
    assert read.to_list() == column


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15", 15.0),
        (" 15 ", 15.0),
        ("+15", 15.0),
        ("\u221215", -15.0),
        ("(1,200)", -1200.0),
        ("($1,200.50)", -1200.5),
        ("1,200-", -1200.0),
        ("-$5", -5.0),
        ("$-5", -5.0),
        ("15k", 15_000.0),
        ("1.5M", 1_500_000.0),
        ("$2.5bn", 2.5e9),
        ("12 mio. €", 12e6),
        ("1.6e4", 16_000.0),
        ("1.6E+4 $", 16_000.0),
        ("39 %", 39.0),
        ("-39%", -39.0),
        ("US$ 12", 12.0),
        ("12 kr", 12.0),
        ("EUR 12", 12.0),
        ("1,00,000", 100_000.0),
        ("\uff11\uff12", 12.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("∞", math.inf),
        ("-inf", -math.inf),
    ],
)
def test_a_number_is_read(text: str, number: float) -> None:
    assert to_number(pl.Series([text])).to_list() == [number]


@pytest.mark.parametrize(
    "text",
    [
        "12/1/2010",
        "2010-12-01",
        "1.2.3",
        "1,2,3",
        "12,34",
        "555-1234",
        "12 Main Street",
        "A12",
        "12A",
        "1 2",
        "--5",
        "$",
        "%",
        "12 000 00",
        "0x10",
        "1_000",
        "twelve",
        "12:30",
        "(",
        "e5",
        "1e",
        "=1+1",
        "(55,65]",
        "10-20",
        "(1,200",
        "€$5",
    ],
)
def test_what_is_no_number_is_null(text: str) -> None:
    assert to_number(pl.Series([text])).to_list() == [None]


@pytest.mark.parametrize(
    ("column", "mark", "proven"),
    [
        (["15.000,00"], ",", True),
        (["15,000.00"], ".", True),
        (["39,0", "40,5"], ",", True),
        (["0.125"], ".", True),
        (["0,125"], ",", True),
        (["1.234.567"], ",", True),
        (["1,234,567"], ".", True),
        (["1234,567"], ",", True),
        (["15.000"], ".", False),
        (["15,000"], ".", False),
        (["15"], ".", False),
        (["€ 1,5", "€ 15.000"], ",", True),
    ],
)
def test_the_decimal_mark_is_proven_or_not(column: list[str], mark: str, proven: bool) -> None:
    found = decimal_mark(pl.Series(column))
    assert (found.mark, found.proven) == (mark, proven)


def test_the_rest_of_the_table_decides_what_a_column_cannot() -> None:
    column = pl.Series(["15.000", "800"])
    assert to_number(column, decimal_mark(column, ",").mark).to_list() == [15_000.0, 800.0]
    assert to_number(column, decimal_mark(column).mark).to_list() == [15.0, 800.0]


def test_mixed_currencies_are_named() -> None:
    assert currencies(pl.Series(["$5", "€7", "7 usd", "no"])) == ("$", "USD", "€")


def test_missing_cells_stay_missing() -> None:
    assert to_number(pl.Series([None, "5", None])).to_list() == [None, 5.0, None]
    assert to_number(pl.Series([], dtype=pl.String)).to_list() == []


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["kr 17.471,-", "kr 15,-"], [17471, 15]),
        (["3.285,-- €"], [3285]),
        (["Fr. 3.285.–", "Fr. 15.–"], [3285, 15]),
        (["CHF 1'250.-"], [1250]),
        (["3 285:-"], [3285]),
        (["5,000/="], [5000]),
        (["1.250,- Kč", "-20,- Kč"], [1250, -20]),
        (["15-", "1.200,00- EUR"], [-15, -1200]),
    ],
)
def test_dashes_for_cents_are_no_minus(cells, numbers):
    text = pl.Series(cells)
    assert to_number(text, decimal_mark(text).mark).to_list() == numbers


def test_a_minus_needs_a_matched_pair_of_brackets():
    cells = pl.Series(["(5)", "$(5)", "($5)", "(5) €", "(5", "5)", "(5]", "[5]"])
    assert to_number(cells).to_list() == [-5, -5, -5, -5, None, None, None, None]


@given(st.integers(0, 10**9), st.sampled_from(["DR", "dr.", "Soll", "debe", "дебет"]), st.booleans())
def test_debits_are_below_zero(number, mark, before):
    written = f"{mark} {number}" if before else f"{number} {mark}"
    assert to_number(pl.Series([written])).to_list() == [-number]
