from __future__ import annotations

import random
import warnings
from datetime import date, timedelta

import polars as pl
import pytest

import coterie
from coterie import InputError, ScoringWarning
from coterie.outputs import write_assignments
from coterie.scoring import customers_of
from coterie.sources import Table, scan
from coterie.sources.text import large
from coterie.transactions import summarise_transactions

COLUMNS = {"customer": "customer_id", "date": "order_date", "amount": "amount", "invoice": "order_no"}


def bought(seed, first):
    chance = random.Random(seed)  # noqa: S311 - invented purchases
    rows = [
        (f"K{number % 50 if number < 100 else number % 11}", first + timedelta(days=chance.randint(0, 400)),
         round(chance.lognormvariate(3, 1), 2), number // 2)
        for number in range(300)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=["customer_id", "order_date", "amount", "order_no"], orient="row")


@pytest.fixture(scope="module")
def before():
    return bought(1, date(2023, 1, 1))


@pytest.fixture(scope="module")
def segmentation(before):
    return coterie.segment(before, k=3, evidence="none").segmentation


@pytest.fixture
def after():
    return bought(2, date(2024, 1, 1))


def test_new_purchases_become_customers_in_the_same_way(segmentation, after, tmp_path):
    write_assignments(summarise_transactions(after, **COLUMNS).customers, tmp_path / "customers.csv")
    customers = pl.read_csv(tmp_path / "customers.csv")
    scored = coterie.score(segmentation, after)
    assert scored.equals(coterie.score(segmentation, customers))
    assert scored["customer_id"].to_list() == customers["customer_id"].to_list()
    made, purchases = customers_of(segmentation, after)
    assert isinstance(made, Table)
    assert (purchases.as_of, purchases.customers) == (str(after["order_date"].max()), 50)


def test_a_saved_segmentation_remembers_the_columns(segmentation, after, tmp_path):
    coterie.save(segmentation, tmp_path / "a.coterie")
    loaded = coterie.load(tmp_path / "a.coterie")
    assert loaded.purchases == segmentation.purchases
    assert coterie.score(loaded, after).equals(coterie.score(segmentation, after))


def test_a_saved_segmentation_of_customers_asks_for_customers(before, after, tmp_path):
    customers = summarise_transactions(before, **COLUMNS).customers
    found = coterie.segment(customers, k=3, evidence="none").segmentation
    assert customers_of(found, after) == (after, None)
    with pytest.raises(InputError, match="recency_days, frequency, monetary. These are made of purchases"):
        coterie.score(found, after)


def test_files_that_are_not_held_are_looked_at_lazily(segmentation, after, tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "LARGE", 100)
    monkeypatch.setattr(large, "LARGE", 100)
    after.write_csv(tmp_path / "after.csv")
    after.write_parquet(tmp_path / "after.parquet")
    expected = coterie.score(segmentation, after)
    for path in (tmp_path / "after.csv", tmp_path / "after.parquet"):
        assert coterie.score(segmentation, path).equals(expected)
    assert coterie.score(segmentation, after.lazy()).collect().equals(expected)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (lambda frame: frame.drop("order_no"), "lacks columns of them: 'order_no' \\(invoice\\). Did you mean"),
        (
            lambda frame: frame.drop("amount", "order_date"),
            "'order_date' \\(date\\), 'amount' \\(amount\\). The columns",
        ),
        (lambda frame: frame.with_columns(amount=pl.lit("free")), "'free', no numbers.* The segments were made from"),
        (lambda frame: frame.clear(), "no rows"),
    ],
)
def test_other_purchases_are_told(segmentation, after, changed, message):
    with pytest.raises(InputError, match=message):
        coterie.score(segmentation, changed(after))


@pytest.mark.words
def test_what_can_make_every_customer_wrong_is_a_warning(segmentation, after):
    till = after.with_columns(
        customer_id=pl.when(pl.int_range(300) % 3 > 0).then(pl.lit("K0")).otherwise("customer_id")
    )
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        coterie.score(segmentation, till, checks="lenient")
    said = [str(each.message) for each in found if each.category is ScoringWarning]
    assert said[0].startswith("customer_id: one customer has very many rows")
