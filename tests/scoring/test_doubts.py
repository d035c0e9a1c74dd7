from __future__ import annotations

import datetime as dt
import warnings

import polars as pl
import pytest

import coterie
from coterie import InputError
from coterie.errors import ScoringWarning

pytestmark = pytest.mark.words


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
        "income: 7 values could not be used ('high') and were filled like missing ones."
    ]


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (1 / 1000, "income: the values look 1,000 times too small: their median is"),
        (100, "income: the values look 100 times too large: their median is"),
        (1 / 1e6, "income: the values look 1,000,000 times too small"),
    ],
)
def test_another_unit_stops_the_work_and_says_what_to_do(segmentation, bank, factor, words):
    customers = bank.with_columns(pl.col("income") * factor)
    with pytest.raises(InputError, match=words) as caught:
        coterie.score(segmentation, customers)
    assert "Multiply the column by" in str(caught.value) or "Divide the column by 100." in str(caught.value)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        coterie.score(segmentation, customers, checks="lenient")
    assert [str(each.message).startswith(words) for each in told] == [True]


def test_percent_and_shares_are_told_apart(bank):
    shares = bank.with_columns(rate=pl.int_range(pl.len()) * 7 % 89 + 5.0)
    segmentation = coterie.segment(shares, features=["age", "rate"], k=3, evidence="none").segmentation
    assert said(segmentation, shares) == []
    with pytest.raises(InputError, match="rate: the values look 100 times too small"):
        coterie.score(segmentation, shares.with_columns(pl.col("rate") / 100))


def test_of_one_customer_another_unit_is_only_a_warning(segmentation, bank):
    (doubt,) = said(segmentation, bank.filter(pl.col("income").is_not_null())[:1].with_columns(pl.col("income") / 1000))
    assert doubt.startswith("income: the values look 1,000 times too small")


def test_drift_is_no_other_unit(segmentation, bank):
    higher = bank.with_columns(pl.col("income") * 1.0 + pl.lit(pl.Series([9e6])))
    (doubt,) = said(segmentation, higher)
    assert "values lie outside" in doubt
    some = bank.with_columns(income=pl.when(pl.int_range(pl.len()) % 5 == 0).then(9e5).otherwise("income"))
    (doubt,) = said(segmentation, some)
    assert doubt.startswith("income: the values have drifted: 20% of the values lie outside")
    old = bank.with_columns(age=pl.lit(bank["age"].max()))
    (doubt,) = said(segmentation, old)
    assert doubt.startswith("age: the values have drifted: their average is")


def test_strict_checks_stop_at_any_doubt(segmentation, bank):
    few = bank.with_columns(card_type=pl.when(pl.int_range(pl.len()) < 3).then(pl.lit("Ω")).otherwise("card_type"))
    with pytest.raises(InputError, match="category never seen before .*with checks='lenient'"):
        coterie.score(segmentation, few, checks="strict")
    with pytest.raises(InputError, match="`checks` is 'hard', but must be one of usual, strict, lenient"):
        coterie.score(segmentation, few, checks="hard")


def test_another_coding_of_categories_stops_the_work(segmentation, bank):
    codes = bank.with_columns(card_type=pl.col("card_type").cast(pl.Categorical).to_physical().cast(pl.Int64))
    with pytest.raises(InputError, match="category never seen before .* It held words such as '.*', and holds numbers"):
        coterie.score(segmentation, codes)


def test_mostly_unreadable_numbers_stop_the_work(segmentation, text):
    words = text.with_columns(income=pl.when(pl.int_range(pl.len()) % 3 > 0).then(pl.lit("high")).otherwise("income"))
    with pytest.raises(InputError, match="income: 400 values could not be used"):
        coterie.score(segmentation, words)


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


def test_a_feature_that_is_missing_everywhere_is_filled_and_said(segmentation, bank):
    (doubt,) = said(segmentation, bank.with_columns(income=pl.lit(None, dtype=pl.Float64)))
    assert doubt.startswith("income: 100% of the values are missing, and were filled; it was ")
