from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coterie
from coterie.preparation import PreparedFeature
from coterie.scoring.row import Row

POWERS = [None, -0.782, 0.0, 1e-10, 0.5, 1.0, 2.0, 2.0 - 1e-10, 3.7, -3.0]
number = st.one_of(st.floats(-1e100, 1e100), st.floats(-50, 50), st.sampled_from([0.0, -1.0, 1e-99, 1e100, -1e100]))


def features(powers):
    return [
        PreparedFeature(f"x{at}", "median", 1.5, "none" if power is None else "yeo-johnson", 0.3, 1.7, power,
                        None if power is None else 2.5)
        for at, power in enumerate(powers)
    ]  # fmt: skip


@given(values=st.lists(number, min_size=len(POWERS), max_size=len(POWERS)), straight=st.booleans())
def test_a_row_is_prepared_as_its_columns_are(values, straight):
    own = features([power for power in POWERS if power is not None] if straight else POWERS)
    row = Row(own, range(len(own) + 1), range(len(own))).prepared(np.array(values[: len(own)]))
    with np.errstate(all="ignore"):
        columns = [feature.apply(np.array([value]))[0, 0] for feature, value in zip(own, values, strict=False)]
    np.testing.assert_array_equal(row[0].view(np.int64), np.array(columns).view(np.int64))


def test_categories_and_numbers_stand_where_they_belong():
    card = PreparedFeature("card", "mode", "gold", "one-hot", 0.0, 0.5, categories=("gold", "tin"))
    row = Row([card, *features([None])], (0, 2, 3), [1])
    assert row.prepared(np.array([2.0]), [(0, 0)]).tolist() == [[2.0, 0.0, (2.0 - 0.3) / 1.7]]
    assert row.prepared(np.array([2.0]), [(0, -1)]).tolist() == [[0.0, 0.0, (2.0 - 0.3) / 1.7]]
    assert row.filled(np.array([np.nan])).tolist() == [1.5]


@pytest.fixture(scope="module")
def wide():
    chance = np.random.default_rng(3)
    values = np.exp(chance.normal(size=(2000, 17)) * chance.uniform(0.3, 1.2, 17))
    values[chance.random(values.shape) < 0.05] = 0.0
    values[:, 3] -= 2.0
    return pl.DataFrame({f"x{j:02}": values[:, j].round(4) for j in range(17)})


def test_seventeen_columns_give_what_many_gives_to_the_last_bit(wide):
    scorer = coterie.Scorer(coterie.segment(wide, k=6, evidence="none"))
    assert sum(each.power is not None for each in scorer.description.features) > 10
    gaps = wide.with_columns(pl.when(pl.int_range(pl.len()) % 5 > j % 6).then(pl.nth(j)) for j in range(17))
    for table in (wide, wide * 3 - 1, gaps):
        many = scorer.many(table).frame.drop("row").rows()
        ones = [scorer.one(customer)[1:-1] for customer in table.iter_rows(named=True)]
        assert ones == many
