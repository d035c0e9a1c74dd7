import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.cleaning.outliers import alone, zero_alone

AGES = [float(18 + number * 7 % 53) for number in range(200)]
INCOMES = [20_000.0 + 610 * number for number in range(200)]


@pytest.mark.parametrize(
    ("column", "strays"),
    [
        (AGES, [0.0, 0.0]),
        (INCOMES, [666_666.0]),
        (INCOMES, [0.0]),
        ([score % 100 + 1.0 for score in range(200)], [1000.0, -5.0]),
        ([1940.0 + year % 55 for year in range(200)], [1850.0, 1845.0]),
    ],
)
def test_strays_are_pointed_at(column: list[float], strays: list[float]) -> None:
    found = alone(pl.Series([*strays, *column, None]))
    assert found.arg_true().to_list() == list(range(len(strays)))
    assert found.null_count() == 0


@pytest.mark.parametrize(
    "column",
    [
        AGES,
        INCOMES,
        [1.05**number for number in range(200)],
        [float(number % 4) for number in range(200)],
        [0.0] * 100 + [float(number) for number in range(1, 101)],
        [-float(number) for number in range(200)],
        [5.0] * 200,
        [1.0, 100.0],
    ],
)
def test_a_tail_is_no_stray(column: list[float]) -> None:
    assert not alone(pl.Series(column)).any()


@given(strays=st.lists(st.floats(-1e9, 1e9), max_size=6))
def test_never_more_than_a_few_of_each_sort(strays: list[float]) -> None:
    assert int(alone(pl.Series([*AGES, *strays])).sum()) <= 12


@pytest.mark.parametrize(
    ("zeros", "least", "middle", "known", "apart"),
    [
        (1, 5.0, 25.0, 100, True),
        (1, 4.9, 20.0, 100, False),
        (1, 20.0, 100.0, 100, True),
        (1, 19.9, 100.0, 100, False),
        (0, 20.0, 40.0, 100, False),
        (20, 20.0, 40.0, 1000, True),
        (21, 20.0, 40.0, 1000, False),
    ],
)
def test_zeros_are_outliers_by_their_number_and_by_what_is_above_them(zeros, least, middle, known, apart):
    assert zero_alone(zeros, least, middle, known=known) == apart
