"""Numbers that stand alone in a table of batches are those that stand alone in the whole."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.cleaning.columns import unusual
from coterie.cleaning.outliers import alone
from coterie.engines import extremes
from coterie.engines.extremes import Ends
from coterie.schema import Column

COLUMN = Column("x", "numeric", "feature", 0, "")


def of_batches(numbers, step):
    found = Ends()
    for first in range(0, len(numbers), step):
        part = numbers[first : first + step]
        found.add(part, np.arange(first + 1, first + 1 + len(part)))
    return found.found(COLUMN, pl.Series(numbers).fill_nan(None))


def of_the_whole(numbers):
    column = pl.Series(numbers).fill_nan(None)
    strays = alone(column)
    return unusual(COLUMN, column.filter(strays), pl.int_range(1, len(column) + 1, eager=True).filter(strays))


@pytest.mark.parametrize("step", [50, 333, 10_000])
@pytest.mark.parametrize(
    "strays",
    [
        {},
        {17: 5e6},
        {17: 5e6, 900: -4e6, 8999: 5.1e6},
        {3: -1.0},
        {5: 0.0, 77: 0.0},
        dict.fromkeys(range(0, 9000, 300), 0.0),
    ],
    ids=["none", "one", "both ends", "below 0", "zeros", "many zeros"],
)
def test_they_are_those_of_the_whole(strays, step):
    numbers = np.random.default_rng(0).normal(1000.0, 50.0, 9000)
    numbers[::11] = np.nan
    numbers[list(strays)] = list(strays.values())
    assert of_batches(numbers, step) == of_the_whole(numbers)
    assert bool(of_batches(numbers, step)) == bool(strays)


def test_no_more_than_the_cap_is_kept(monkeypatch):
    monkeypatch.setattr(extremes, "CAP", 10)
    numbers = np.random.default_rng(0).normal(1000.0, 50.0, 9000)
    numbers[[5, 70]] = 1e6
    found = Ends()
    found.add(numbers, np.arange(1, 9001))
    assert all(len(values) == 10 for values, _ in found._kept.values())
    assert of_batches(numbers, 100) == of_the_whole(numbers)


def test_few_or_equal_numbers_have_none_that_stand_alone():
    assert of_batches(np.array([1.0] * 10 + [1e9]), 4) == ()
    assert of_batches(np.tile([1.0, 2.0, 9e9], 100), 4) == ()


@pytest.mark.parametrize(("least", "apart"), [(19.9, False), (20.0, True)])
def test_zeros_stand_apart_by_the_median_of_the_positive_numbers(least, apart):
    numbers = np.concatenate([[0.0, least], np.linspace(60.0, 99.0, 40), [100.0], np.linspace(101.0, 140.0, 41)])
    found = of_batches(numbers, 7)
    assert found == of_the_whole(numbers)
    assert bool(found and (1, 0.0) in found[0].remark().facts["places"]) == apart
