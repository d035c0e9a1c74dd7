from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy.stats import ttest_ind

import coterie
from coterie.errors import ColumnNotFound, ColumnRefused, NeedsAnswer, OptionError
from coterie.evidence.intervals import wilson
from coterie.explanation.measuring import measure
from coterie.explanation.planning import customers_needed

N = 4000
CHANCE = np.random.default_rng(6)
ARM = np.where(CHANCE.random(N) < 0.3, "holdout", "treatment")
SEGMENT = CHANCE.integers(0, 2, N)
RATE = np.where((SEGMENT == 0) & (ARM == "treatment"), 0.5, 0.3)
BOUGHT = CHANCE.random(N) < RATE
SPENT = np.round(CHANCE.exponential(20, N) * (1 + (ARM == "treatment") * SEGMENT), 2)
WHO = pl.DataFrame({"client": range(N), "segment_id": SEGMENT, "segment": [f"S{k}" for k in SEGMENT], "arm": ARM})
CAME = pl.DataFrame({"client": range(N), "bought": BOUGHT, "spent": SPENT})


def test_shares_and_differences_are_counted_again():
    found = measure(WHO, CAME, outcome="bought")
    for each in found.segments:
        own = each.segment_id == SEGMENT
        treated, held = BOUGHT[own & (ARM == "treatment")], BOUGHT[own & (ARM == "holdout")]
        assert (each.treatment.customers, each.holdout.customers) == (len(treated), len(held))
        assert each.difference == pytest.approx(treated.mean() - held.mean())
        assert each.lift == pytest.approx(treated.mean() / held.mean() - 1)
        (l1, u1), (l2, u2) = (wilson(int(arm.sum()), len(arm)) for arm in (treated, held))
        p, q = treated.mean(), held.mean()
        expected = p - q - np.hypot(p - l1, u2 - q), p - q + np.hypot(u1 - p, q - l2)
        assert each.interval == pytest.approx(expected)
    assert [each.answer for each in found.segments] == ["more", "too small"]
    assert (found.kind, found.customers, found.overall.answer) == ("yes or no", N, "more")


def test_the_interval_is_newcombe_s_own_example():
    """56 of 70 against 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, table II)."""
    arms = ["treatment"] * 70 + ["holdout"] * 80
    who = pl.DataFrame({"id": range(150), "segment_id": 0, "segment": "All", "arm": arms})
    came = pl.DataFrame({"id": range(150), "yes": [i < 56 for i in range(70)] + [i < 48 for i in range(80)]})
    assert measure(who, came).overall.interval == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_numbers_are_compared_as_welch_does():
    found = measure(WHO, CAME, outcome="spent")
    for each in found.segments:
        own = each.segment_id == SEGMENT
        test = ttest_ind(SPENT[own & (ARM == "treatment")], SPENT[own & (ARM == "holdout")], equal_var=False)
        assert each.interval == pytest.approx(tuple(test.confidence_interval()), abs=0.02)
    assert [each.answer for each in found.segments] == ["too small", "more"]
    assert found.segments[0].needed is None


def test_nothing_done_is_seldom_something():
    told = 0
    for case in range(60):
        chance = np.random.default_rng(case)
        came = pl.DataFrame({"client": range(N), "bought": chance.random(N) < 0.3})
        told += measure(WHO, came).overall.answer in {"more", "less"}
    assert told <= 8


def test_a_harm_is_less_and_enough_customers_see_nothing():
    worse = pl.DataFrame({"client": range(N), "left": (ARM == "holdout") | (np.arange(N) % 2 == 0)})
    assert measure(WHO, worse).overall.answer == "less"
    many = 120_000
    who = pl.DataFrame(
        {"id": range(many), "segment_id": 0, "segment": "All", "arm": ["treatment", "holdout"] * (many // 2)}
    )
    came = pl.DataFrame({"id": range(many), "yes": [i // 2 % 2 == 0 for i in range(many)]})
    found = measure(who, came).overall
    assert (found.answer, found.needed) == ("no difference", customers_needed(0.5, lift=0.1, holdout=0.5))


@pytest.mark.parametrize(("few", "answer"), [(19, "too small"), (20, "more")])
def test_of_an_arm_of_few_nothing_is_told(few, answer):
    arms = ["holdout"] * few + ["treatment"] * 200
    who = pl.DataFrame({"id": range(few + 200), "segment_id": 0, "segment": "All", "arm": arms})
    came = pl.DataFrame({"id": range(few + 200), "yes": [i >= few for i in range(few + 200)]})
    found = measure(who, came).overall
    assert (found.answer, found.holdout.mean is None, found.interval is None) == (answer, few < 20, few < 20)


def test_customers_without_a_row_are_asked_about():
    with pytest.raises(NeedsAnswer) as caught:
        measure(WHO, CAME.head(3000), outcome="bought")
    assert (caught.value.choices, caught.value.parameter) == (("no", "unknown"), "absent")
    no, unknown = (measure(WHO, CAME.head(3000), outcome="bought", absent=each) for each in ("no", "unknown"))
    assert (no.customers, no.absent, no.unknown) == (N, 1000, 0)
    assert (unknown.customers, unknown.absent, unknown.unknown) == (3000, 1000, 1000)
    assert no.overall.holdout.mean == pytest.approx(
        BOUGHT[:3000][ARM[:3000] == "holdout"].sum() / (ARM == "holdout").sum()
    )
    with pytest.raises(OptionError):
        measure(WHO, CAME, outcome="bought", absent="maybe")


def test_the_outcome_is_asked_for_where_there_are_several():
    with pytest.raises(NeedsAnswer) as caught:
        measure(WHO, CAME)
    assert caught.value.choices == ("bought", "spent")
    with pytest.raises(ColumnNotFound, match="Did you mean 'bought'"):
        measure(WHO, CAME, outcome="boght")


def test_several_rows_of_a_customer_are_one():
    parts = pl.concat(
        [
            CAME.with_columns(bought=pl.lit(value=False), spent=pl.col("spent") / 2),
            CAME.with_columns(pl.col("spent") / 2),
        ]
    )
    for outcome in ("bought", "spent"):
        assert measure(WHO, parts, outcome=outcome).overall.difference == pytest.approx(
            measure(WHO, CAME, outcome=outcome).overall.difference
        )


def test_strangers_and_customers_without_a_segment_are_left_out():
    lost = WHO.with_columns(segment_id=pl.when(pl.col("client") >= 100).then("segment_id"))
    found = measure(lost, CAME, outcome="bought")
    assert (found.customers, found.strangers) == (N - 100, 100)


def test_text_is_read_and_the_order_of_rows_changes_nothing(tmp_path):
    WHO.write_csv(tmp_path / "who.csv")
    CAME.with_columns(pl.col("bought").replace_strict({True: "yes", False: "no"})).write_csv(tmp_path / "came.csv")
    read = measure(tmp_path / "who.csv", tmp_path / "came.csv", outcome="bought")
    mixed = (each.sample(fraction=1, shuffle=True, seed=1) for each in (WHO, CAME))
    assert read == measure(WHO, CAME, outcome="bought") == measure(*mixed, outcome="bought")


def test_other_tables_are_refused():
    with pytest.raises(ColumnRefused, match="lack arm"):
        measure(WHO.drop("arm"), CAME, outcome="bought")
    with pytest.raises(ColumnRefused, match="no column 'client'"):
        measure(WHO, CAME.rename({"client": "who"}), outcome="bought")
    with pytest.raises(ColumnRefused, match="holds 'control'"):
        measure(WHO.with_columns(arm=pl.lit("control")), CAME, outcome="bought")
    with pytest.raises(ColumnRefused, match="holds no numbers"):
        measure(WHO, CAME.with_columns(note=pl.lit("hello")), outcome="note")


def test_it_reads_what_score_writes(result, bank, tmp_path):
    scored = coterie.score(result, bank, holdout=0.5)
    came = bank.select("customer_id", bought=pl.col("age") > 40).unique("customer_id").drop_nulls()
    found = coterie.measure(scored, came, absent="unknown")
    assert {each.segment for each in found.segments} == set(result.names.values())


def test_an_outcome_of_lists_or_bytes_is_refused():
    for cells in (pl.Series("came", [[1.0]] * N), pl.Series("came", [b"yes"] * N)):
        with pytest.raises(ColumnRefused):
            measure(WHO, CAME.select("client", cells), outcome="came")
