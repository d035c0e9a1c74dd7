"""What is gathered of batches is what the whole table shows."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.cleaning import clean
from coterie.clustering import blocks_of
from coterie.engines.gathering import Gathering, moved
from coterie.preparation import Preparation
from coterie.preparation.features import features_of
from coterie.schema import infer
from coterie.sources import read


@pytest.fixture(scope="module")
def whole(customers):
    table = read(customers)
    schema = infer(table, features=["age", "income", "visits", "city"])
    frame, report = clean(table, schema)
    return table, schema, frame, report


def gathered(whole, fitted, step=999):
    table, schema, frame, _ = whole
    gathering, placed, parts = Gathering(schema, fitted), features_of(frame, schema), []
    X = fitted.matrix(placed.columns)
    for first in range(0, table.frame.height, step):
        part = table.frame[first : first + step]
        rows, blocks = gathering.add(part, pl.int_range(first + 1, first + 1 + part.height, eager=True))
        parts.append((int(rows[0]), blocks))
    ends = np.cumsum([0, *(rows for rows, _ in parts)])
    for (_, blocks), low, high in zip(parts, ends, ends[1:], strict=False):
        assert np.array_equal(blocks, blocks_of(X[low:high]))
    return gathering.finish(), X


@pytest.mark.parametrize("scale", ["zscore", "robust", "none"])
def test_a_preparation_of_a_sample_becomes_that_of_all(whole, scale):
    _, schema, frame, _ = whole
    columns = features_of(frame, schema).columns
    preparation = Preparation(scale=scale, transform="none")
    sample = preparation.fit({name: values[:2000] for name, values in columns.items()})
    gathering, X = gathered(whole, sample)
    settled, all_of_it = gathering.preparation(preparation), preparation.fit(columns)
    for one, other in zip(settled.features, all_of_it.features, strict=True):
        if one.transform == "one-hot":
            assert one.scale == pytest.approx(other.scale, rel=1e-9)
        elif scale == "zscore":
            filled = np.where(np.isnan(columns[one.feature]), one.fill, columns[one.feature])
            assert (one.center, one.scale) == pytest.approx((filled.mean(), filled.std()), rel=1e-9)
        else:
            assert one in sample.features, "quartiles stay those of the sample"
    factor, offset = moved(sample, settled)
    np.testing.assert_allclose(X * factor + offset, settled.matrix(columns), atol=1e-9)
    np.testing.assert_allclose(gathering.squares, (X**2).sum(axis=0), rtol=1e-9)
    assert gathering.largest == np.abs(X).max()


def test_what_was_repaired_is_told_as_of_the_whole(whole):
    _, schema, frame, report = whole
    gathering, _ = gathered(whole, Preparation().fit(features_of(frame, schema).columns))
    assert gathering.remarks(frame, frame.height) == tuple(each for each in report.remarks if each.column is not None)
    assert gathering.schema() == schema
    assert gathering.placed == features_of(frame, schema).usable.sum()


def test_days_ahead_are_told_where_they_are_few(customers):
    for ahead, told in ((3, True), (6000, False)):
        days = customers["joined"].to_list()
        days[50 : 50 + ahead] = [np.datetime64("2087-05-17").item()] * ahead
        table = read(customers.with_columns(joined=pl.Series(days)))
        schema = infer(table)
        frame, report = clean(table, schema)
        gathering, _ = gathered((table, schema, frame, report), Preparation().fit(features_of(frame, schema).columns))
        found = [each for each in gathering.remarks(frame, frame.height) if each.code == "future_day"]
        assert found == [each for each in report.remarks if each.code == "future_day"]
        assert bool(found) == told
