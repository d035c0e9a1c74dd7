from __future__ import annotations

from dataclasses import asdict

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.meaning import of_all, worth_of
from coterie.meaning.fairness import Parity, Tie
from coterie.meaning.meaning import to_keep
from coterie.profiling import CategoryProfile, Profiles, SegmentProfile

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


def test_a_parity_table_tells_no_more_than_profiles():
    """Sizes and shares are those of the profiles, rounded or not, and None where they say nothing or the table does."""
    tie = Tie("gender", False, "cramers_v", 0.3, (), Parity(("f", "m"), (51, 79), ((None, 0.44), (0.56, 0.44))))

    def of(size, **shares):
        own = CategoryProfile("m", tie=False, shares=shares, known=size)
        return SegmentProfile(size, 0.5, {"gender": own})

    told = of(70, f=30 / 70, m=40 / 70)
    pooled = SegmentProfile(60, 0.5, {"gender": CategoryProfile("m", tie=False, shares={"(other)": 1.0}, known=60)})
    other = of(60, f=20 / 60, m=40 / 60)
    for second, expected in ((other, ((None, 0.4), (0.5, 0.5))), (pooled, ((None, None), (0.5, None)))):
        profiles = Profiles(of(130, f=50 / 130, m=80 / 130), (told, second))
        parity = to_keep(None, (tie,), None, profiles=profiles).ties[0].parity
        assert (parity.groups, parity.sizes, parity.shares) == (("f", "m"), (50, 80), expected)


@pytest.fixture(scope="module")
def whale():
    """Two groups of which one has a customer with most of its revenue."""
    rng = np.random.default_rng(2)
    age = np.r_[rng.normal(25, 3, 300), rng.normal(60, 3, 400)].round()
    revenue = np.r_[rng.gamma(9, 10, 300), rng.gamma(9, 10, 400)].round(2)
    revenue[10] = 100_000.0
    return pl.DataFrame({"age": age, "visits": rng.poisson(age / 5), "revenue": revenue})


def test_worth_that_is_withheld_stands_beside_no_mean(whale):
    found = coterie.segment(whale, k=2, features=["age", "visits"], value="revenue", evidence="none").segmentation
    assert [each.share for each in found.meaning.worth.segments] == [None, None]
    assert [each.per_customer for each in found.meaning.worth.segments] == [None, None]
    own = [each.columns["revenue"] for each in found.profiles.segments]
    assert [(each.mean, each.std, each.max) for each in own] == [(None, None, None)] * 2
    assert all(each.median is not None for each in own)


def test_a_mean_that_one_customer_makes_is_withheld_though_nobody_asked_for_worth(whale):
    found = coterie.segment(whale, k=2, features=["age", "visits"], evidence="none").segmentation
    young = min(found.profiles.segments, key=lambda each: each.columns["age"].mean)
    assert [each.columns["revenue"].mean is None for each in found.profiles.segments] == [
        each is young for each in found.profiles.segments
    ]
    assert found.profiles.overall.columns["revenue"].max is None
