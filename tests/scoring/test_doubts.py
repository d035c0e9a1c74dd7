from __future__ import annotations

import datetime as dt
import warnings

import polars as pl
import pytest

import coterie
from coterie import InputError
from coterie.errors import ScoringWarning


@pytest.fixture(scope="module")
def segmentation(bank):
    return coterie.segment(bank, features=["age", "income", "card_type"], k=4).segmentation


@pytest.fixture
def text(bank):
    """The customers as a text file has them."""
    return bank.select(pl.all().cast(pl.String))


def said(segmentation, customers) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        coterie.score(segmentation, customers)
    assert {warning.category for warning in caught} <= {ScoringWarning}
    return [str(warning.message) for warning in caught]


def test_the_same_customers_raise_no_doubt(segmentation, bank, text):
    assert said(segmentation, bank) == said(segmentation, text) == []


def test_values_that_cannot_be_read_are_counted(segmentation, text):
    some = pl.int_range(pl.len()) < 7
    customers = text.with_columns(income=pl.when(some).then(pl.lit("high")).otherwise("income"))
    customers = customers.unique("customer_id", maintain_order=True)
    assert said(segmentation, customers) == [
        "income: 7 values could not be used ('high', 'high', 'high') and were filled like missing ones."
    ]


def test_a_unit_or_decimal_mark_of_its_own_is_noticed(segmentation, bank):
    (doubt,) = said(segmentation, bank.with_columns(pl.col("income") / 1000))
    assert "values lie outside" in doubt
    assert doubt.endswith("the range the segments were made from. Is the unit or the decimal mark another?")


def test_a_category_never_seen_is_noticed(segmentation, bank):
    customers = bank.unique("customer_id", maintain_order=True).with_columns(
        card_type=pl.when(pl.int_range(pl.len()) < 3).then(pl.lit("Diamond")).otherwise("card_type")
    )
    assert said(segmentation, customers) == ["card_type: 3 customers have a category never seen before ('Diamond')."]


@pytest.mark.parametrize(
    "values",
    [pl.lit("high"), pl.lit(value=True), pl.lit(dt.date(2024, 1, 1)), pl.lit(float("inf"))],
    ids=["words", "flags", "dates", "infinities"],
)
def test_a_feature_that_is_something_else_altogether_is_refused(segmentation, bank, values):
    with pytest.raises(InputError, match="Column 'income' was numeric when the segments were made, but now none of"):
        coterie.score(segmentation, bank.with_columns(income=values))


def test_a_feature_that_is_missing_everywhere_is_filled(segmentation, bank):
    assert said(segmentation, bank.with_columns(income=pl.lit(None, dtype=pl.Float64))) == []
