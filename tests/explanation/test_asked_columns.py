from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.errors import ColumnNotFound, ColumnRefused
from coterie.explanation.asked_columns import answers_in, numbers_in
from coterie.scoring import take


@pytest.fixture
def taken(found, table):
    n = table.height
    more = table.with_columns(
        paid=pl.Series([f"{i}.5" if i % 3 else "n/a" for i in range(n)]),
        bought=pl.Series([i % 2 for i in range(n)]),
        left=pl.Series([i % 2 == 0 for i in range(n)]),
        note=pl.Series(["hello"] * n),
    )
    return take(found, pl.concat([more, more.head(1)]), checks="lenient")


def test_numbers_are_read_from_any_column_of_the_customers(taken, table):
    paid = numbers_in(taken, "paid", "--value")
    assert len(paid) == table.height  # the row that repeats a customer is none
    assert (np.isnan(paid[0]), paid[1]) == (True, 1.5)
    assert numbers_in(taken, "spent", "--value").tolist() == table["spent"].to_list()


def test_yes_and_no_are_ones_and_zeros(taken):
    assert answers_in(taken, "bought", "--outcome")[:3].tolist() == [0, 1, 0]
    assert answers_in(taken, "left", "--outcome")[:3].tolist() == [1, 0, 1]
    assert set(answers_in(taken, "newsletter", "--outcome").tolist()) == {0.0, 1.0}


def test_other_columns_are_refused(taken):
    with pytest.raises(ColumnNotFound, match="Did you mean 'paid'"):
        numbers_in(taken, "pait", "--value")
    with pytest.raises(ColumnRefused, match="holds no numbers .such as 'hello'"):
        numbers_in(taken, "note", "--value")
    with pytest.raises(ColumnRefused, match="more than yes and no"):
        answers_in(taken, "age", "--outcome")
