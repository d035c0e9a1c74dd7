from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.preparation import PreparedFeature
from coterie.scoring.cells import read_columns
from coterie.scoring.description import LARGEST_PREPARED, described
from coterie.scoring.matrix import Compiled, _largest, _prepared


@pytest.fixture(scope="module")
def found(bank):
    return coterie.segment(bank, features=["age", "income", "card_type"], k=3, evidence="none").segmentation


def test_the_matrix_is_that_of_the_preparation(found, bank):
    plain = described(found)
    cleaned = read_columns(bank, plain.columns).drop_nulls()
    columns = {
        n: cleaned[n].to_numpy() if cleaned[n].dtype == pl.Float64 else np.array(cleaned[n], object)
        for n in cleaned.columns
    }
    assert np.array_equal(Compiled(plain).matrix(cleaned), found.preparation.matrix(columns))


def test_a_row_of_very_large_numbers_changes_no_other(found):
    compiled = Compiled(described(found))
    X = np.full((3, compiled.width), 0.25)
    alone = compiled.nearest(X[:1].copy())
    X[1], X[2] = 1e99, 1e-99
    beside = compiled.nearest(X)
    assert [each[0] for each in beside] == [each[0] for each in alone]
    for row in (1, 2):
        by_itself = compiled.nearest(X[row : row + 1])
        assert [each[row] for each in beside] == [each[0] for each in by_itself]


def test_numbers_stay_where_their_squares_can_be_added(found):
    plain = described(found)
    small = tuple(replace(each, scale=1e-60, power=None, unit=None) if each.unit else each for each in plain.features)
    compiled = Compiled(replace(plain, features=small))
    cleaned = pl.DataFrame({"age": [30.0], "income": [1e100], "card_type": ["Gold"]})
    assert compiled.matrix(cleaned).max() == LARGEST_PREPARED
    assert np.isfinite(compiled.nearest(compiled.matrix(cleaned)).distance).all()


def test_the_largest_size_of_rows_without_columns_is_zero():
    assert _largest(np.empty((3, 0))).tolist() == [0.0, 0.0, 0.0]
    assert _largest(np.array([[1.0, -3.0], [0.5, 0.25]])).tolist() == [3.0, 0.5]


def test_of_one_segment_there_is_no_second(bank):
    one = coterie.segment(bank, features=["age", "income"], k=1, evidence="none").segmentation
    placed = coterie.score(one, bank)
    assert placed["second_segment_id"].null_count() == placed.height
    assert placed["segment_id"].unique().to_list() == [0]


def test_a_category_that_was_never_seen_is_none_of_those_known():
    card = PreparedFeature("card", "mode", "gold", "one-hot", 0.0, 0.5, categories=("gold", "tin"))
    assert _prepared(pl.Series(["tin", "jade", None]), card).tolist() == [[0.0, 2.0], [0.0, 0.0], [2.0, 0.0]]
