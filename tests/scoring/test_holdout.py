from __future__ import annotations

import hashlib

import polars as pl
import pytest

import coterie
from coterie.errors import ColumnRefused, OptionError
from coterie.scoring.holdout import HELD_OUT, arms, check_holdout

IDS = pl.Series([f"C{i}" for i in range(20_000)])


def held(share: float, salt: str = "salt", ids: pl.Series = IDS) -> set[str]:
    return set(ids.filter(arms(ids, salt=salt, share=share) == HELD_OUT))


@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
def test_as_many_are_held_out_as_was_asked_by_chance_a_few_more_or_fewer(share):
    assert len(held(share)) / len(IDS) == pytest.approx(share, abs=4 * (share * (1 - share) / len(IDS)) ** 0.5)


def test_it_is_a_property_of_the_customer_alone():
    assert held(0.1, ids=IDS.reverse()) == held(0.1)
    assert held(0.1, ids=IDS.head(500)) == held(0.1) & set(IDS.head(500))
    assert held(0.1) < held(0.2)


def test_arms_of_other_salts_are_others():
    both = held(0.5) & held(0.5, salt="other")
    assert len(both) / len(IDS) == pytest.approx(0.25, abs=0.015)


def test_it_is_the_hash_that_the_methods_say():
    first = int.from_bytes(hashlib.sha256(b"salt C1").digest()[:8], "big") / 2**64
    assert arms(pl.Series(["C1"]), salt="salt", share=first + 1e-6).to_list() == ["holdout"]
    assert arms(pl.Series(["C1"]), salt="salt", share=first - 1e-6).to_list() == ["treatment"]


def test_scored_customers_have_their_arm(result, bank):
    scored = coterie.score(result, bank, holdout=0.2)
    assert scored.columns[-1] == "arm"
    assert scored.drop("arm").equals(coterie.score(result, bank))
    expected = arms(scored["customer_id"], salt=result.segmentation.salt, share=0.2)
    assert scored["arm"].equals(expected)
    renamed = coterie.rename(result.segmentation, {0: "Zero"})
    assert coterie.score(renamed, bank, holdout="20%")["arm"].equals(expected)
    assert (
        coterie.score(result, bank.sample(fraction=1, shuffle=True, seed=1), holdout=0.2)
        .sort("customer_id")["arm"]
        .equals(scored.sort("customer_id")["arm"])
    )


def test_without_an_id_nobody_can_be_held_out(result, bank):
    with pytest.raises(ColumnRefused, match="`holdout` needs an id column"):
        coterie.score(result, bank.drop("customer_id"), holdout=0.1)
    with pytest.raises(OptionError, match="a share from 0 to 50%"):
        coterie.score(result, bank, holdout=0.6)


def test_the_column_has_its_name_for_itself(bank):
    with pytest.raises(OptionError):
        check_holdout(0.1, ["client", "arm"], "client", keep=["arm"])
    with pytest.raises(ColumnRefused):
        check_holdout(0.1, ["arm"], "arm")
    check_holdout(0.0, ["arm"], None, keep=["arm"])
