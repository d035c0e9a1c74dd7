from __future__ import annotations

from dataclasses import asdict

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.meaning import of_all, worth_of
from coterie.meaning.meaning import to_keep

BANK = coterie.datasets.bank_customers(n=900)


@pytest.fixture(scope="module")
def kept():
    return coterie.segment(BANK, k=4, evidence="none", value="income").segmentation


def test_shares_are_those_of_the_table(kept):
    """By plain sums over the assignments."""
    result = coterie.segment(BANK, k=4, evidence="none", value="income")
    table = pl.DataFrame(BANK).unique(maintain_order=True).join(result.assignments, on="customer_id")
    known = table.filter(pl.col("income").is_not_null())
    for each in kept.meaning.worth.segments:
        own = known.filter(pl.col("segment_id") == each.segment)["income"]
        assert each.customers == len(own)
        assert each.share == pytest.approx(own.sum() / known["income"].sum(), abs=1e-4)
        assert each.per_customer == kept.profiles.segments[each.segment].columns["income"].mean


def test_shares_have_four_digits_and_amounts_all_of_theirs(kept):
    def numbers(value, name=""):
        if isinstance(value, dict):
            for key, each in value.items():
                yield from numbers(each, key)
        elif isinstance(value, list | tuple):
            for each in value:
                yield from numbers(each, name)
        elif isinstance(value, float):
            yield name, value

    found = list(numbers(asdict(kept.meaning)))
    assert len(found) > 30
    assert all(round(each, 4) == each for name, each in found if name not in {"at_least", "below", "per_customer"})


def test_the_order_of_customers_and_columns_changes_nothing(kept):
    order = np.random.default_rng(4).permutation(BANK.height)
    turned = BANK[order].select(BANK.columns[::-1])
    again = coterie.segment(turned, k=4, evidence="none", value="income").segmentation
    assert again.meaning == kept.meaning


def test_one_segment_means_nothing():
    assert coterie.segment(BANK, k=1, evidence="none", value="income").segmentation.meaning is None


def test_a_saved_segmentation_keeps_it(kept, tmp_path):
    coterie.save(kept, tmp_path / "bank.coterie")
    assert coterie.load(tmp_path / "bank.coterie").meaning == kept.meaning


def test_shares_of_all_customers_move_the_interval():
    held = worth_of("paid", np.repeat([1.0, 3.0], 50), np.repeat([0, 1], 50).astype(np.int32), segments=2, seed=0)
    moved = of_all(held, [35.0, 65.0])
    for before, after in zip(held.segments, moved.segments, strict=True):
        by = after.share - before.share
        assert after.interval == pytest.approx((before.interval[0] + by, before.interval[1] + by))
    assert of_all(held, [None, 65.0]) == held


def test_a_table_read_in_batches_has_the_shares_of_all_its_customers(tmp_path):
    BANK.write_parquet(tmp_path / "bank.parquet")
    one = coterie.segment(tmp_path / "bank.parquet", k=3, evidence="none", value="income", engine="streaming")
    other = coterie.segment(BANK, k=3, evidence="none", value="income")
    shares = [[each.share for each in found.segmentation.meaning.worth.segments] for found in (one, other)]
    assert shares[0] == pytest.approx(shares[1], abs=0.02)


def test_worth_per_customer_is_said_no_more_exactly_than_the_profile_does(kept):
    worth = kept.meaning.worth
    bare = kept.profiles.segments[0].columns["income"]
    assert worth.segments[0].per_customer == bare.mean
    assert to_keep(None, (), None, profiles=kept.profiles).worth is None
