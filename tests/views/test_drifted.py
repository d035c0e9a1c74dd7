"""What is said of drift, by code."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.monitoring.drift_columns import ColumnDrift
from coterie.remarks import say
from coterie.views.drifted import advice, column_said, finding, matters, ordered, what

PLAIN = ColumnDrift(
    "age", psi=0.5, critical=0.01, changed=True, large_above=0.13, large=True, cause="shift", factor=None,
    missing_before=0.0, missing_after=0.0,
)  # fmt: skip


@pytest.fixture(scope="module")
def steady(result, bank):
    return coterie.compare(result, bank)


def drifted(found, reason, *columns, advised="refit"):
    seen = replace(found.drift, answer="drifted", reason=reason, advice=advised, columns=columns)
    return replace(found, drift=seen)


def test_steady_says_who_moved_where_that_is_known(steady, result, bank):
    assert finding(steady) == say("compare.steady")
    known = coterie.compare(result, bank, old_assignments=result.assignments)
    assert finding(known) == say("compare.steady_none")
    moved = replace(known, migration=replace(known.migration, reasons=replace(known.migration.reasons, customer=5)))
    common = known.migration.reasons.stayed + 5
    assert finding(moved) == say("compare.steady_customer", share=5 / common, customer=5 / common)
    reasons = replace(moved.migration.reasons, model=3)
    both = replace(moved, migration=replace(moved.migration, reasons=reasons))
    assert finding(both) == say("compare.steady_moved", share=8 / (common + 3), customer=5 / (common + 3))


@pytest.mark.parametrize(
    ("factor", "code", "said"), [(2.0, "times", "2"), (1 / 12, "part", "12"), (1.87, "times", "1.87")]
)
def test_a_unit_is_told_as_what_everything_is_multiplied_by(steady, factor, code, said):
    column = replace(PLAIN, cause="unit", factor=factor)
    found = drifted(steady, "unit", column, advised="mend")
    assert column_said(found, column) == say(f"compare.unit_{code}", column="age", factor=said)
    assert finding(found) == say(
        "compare.drifted_mend", what=say(f"compare.what_unit_{code}", column="age", factor=said)
    )


def test_columns_are_named_until_they_are_many(steady):
    columns = [replace(PLAIN, name=name, psi=1 - n / 10) for n, name in enumerate("abcd")]
    three, four = (drifted(steady, "column", *columns[:n]) for n in (3, 4))
    assert what(three.drift) == say("compare.what_column", n=3, columns=["a", "b", "c"])
    assert what(four.drift) == say("compare.what_column_more", columns=["a", "b"], n=2)


def test_units_come_first_then_what_is_large_then_by_size(steady):
    unit = replace(PLAIN, name="u", cause="unit", factor=2.0, psi=0.2)
    large, small = replace(PLAIN, name="l", psi=0.3), replace(PLAIN, name="s", psi=0.4, large=False)
    same = replace(PLAIN, name="n", psi=0.45, large=False, changed=False, cause=None)
    found = drifted(steady, "unit", same, small, large, unit)
    assert [each.name for each in ordered(found.drift)] == ["u", "l", "s", "n"]


def test_every_cause_has_its_sentence(steady):
    found = replace(steady, medians={"age": 40.0})
    missing = replace(PLAIN, cause="missing", missing_before=0.01, missing_after=0.4)
    assert column_said(found, missing) == say("compare.missing", after=0.4, before=0.01)
    new = replace(PLAIN, cause="categories", unseen=7, examples=("gold",))
    assert column_said(found, new) == say("compare.categories", n=7, examples=("gold",))
    assert column_said(found, replace(PLAIN, median=44.0)) == say("compare.shift_median", before=40.0, after=44.0)
    assert column_said(found, PLAIN) == say("compare.shift")
    assert column_said(found, replace(PLAIN, cause=None)) == say("compare.as_before")
    assert what(drifted(found, "missing", missing).drift) == say("compare.what_missing", column="age", after=0.4)


@pytest.mark.parametrize("reason", ["distances", "unlike", "shares"])
def test_what_matters_has_its_words(steady, reason):
    found = drifted(steady, reason)
    assert what(found.drift) == say(f"compare.what_{reason}", after=steady.drift.unlike.after)
    assert advice(found) == say(f"compare.advice_{reason}", least=50)


def test_what_matters_is_told_by_three_votes(steady):
    seen = steady.drift
    loud = replace(
        seen,
        shares=replace(seen.shares, matters=True),
        distances=replace(seen.distances, matters=True, feature="age"),
        unlike=replace(seen.unlike, matters=True),
    )
    assert [each.split()[0] for each in matters(replace(steady, drift=loud))] == [
        say("compare.shares_matter", psi=seen.shares.psi).split()[0],
        say("compare.distances_matter_by", column="age", after=1.0, before=1.0).split()[0],
        say("compare.unlike_matter", after=seen.unlike.after, before=0.0).split()[0],
    ]
    assert list(matters(replace(steady, drift=replace(seen, shares=None)))) == []
    assert list(matters(replace(steady, drift=None))) == []


def test_all_shares_together_and_single_ones_do_not_contradict_each_other(steady):
    one = steady.shares[0]
    still, moved = replace(one, low=-0.1, high=0.1), replace(one, low=0.1, high=0.2)

    def said(*shares, changed):
        seen = replace(steady.drift, shares=replace(steady.drift.shares, psi=0.02, changed=changed, matters=False))
        return next(matters(replace(steady, drift=seen, shares=shares)))

    alone = {"psi": 0.02, "n": 1, "names": [one.name]}
    assert said(still, changed=False) == say("compare.shares_none", psi=0.02)
    assert said(still, moved, changed=False) == say("compare.shares_none_but", **alone)
    assert said(still, changed=True) == say("compare.shares_changed_together", psi=0.02)
    assert said(still, moved, changed=True) == say("compare.shares_changed", psi=0.02)


def test_more_strangers_than_by_chance_may_be_too_few_to_matter(steady):
    def said(**votes):
        unlike = replace(steady.drift.unlike, after=0.02, before=0.01, **votes)
        return list(matters(replace(steady, drift=replace(steady.drift, unlike=unlike))))[-1]

    assert said(changed=False, matters=False) == say("compare.unlike_none", after=0.02, before=0.01)
    assert said(changed=True, matters=False) == say("compare.unlike_few", after=0.02, before=0.01)
    assert said(changed=True, matters=True) == say("compare.unlike_matter", after=0.02, before=0.01)


def test_too_few_and_spoiled_are_told(steady, result, bank):
    few = coterie.compare(result, bank.head(20))
    assert finding(few) == say("compare.too_few", n=few.drift.before, m=few.drift.after)
    spoiled = coterie.compare(result, bank.with_columns(age=pl.lit("old")))
    assert finding(spoiled) == say("compare.drifted_mend", what=say("compare.what_spoiled"))
    fits = replace(drifted(steady, "shares"), fits=steady.drift)
    assert finding(fits) == say("compare.drifted_fits", what=say("compare.what_shares", after=0.0))


def test_where_the_new_model_moved_customers_who_are_as_they_were_nobody_is_told_to_keep_the_old(result, bank):
    both = coterie.compare(result, coterie.segment(bank, k=3, evidence="none"), on=bank)
    assert (both.reason, both.migration.reasons.model > 0) == ("steady", True)
    assert advice(both) == say("compare.advice_as_old")
    assert advice(coterie.compare(result, result, on=bank)) == say("compare.advice_steady", least=50)
    assert advice(coterie.compare(result, bank)) == say("compare.advice_steady", least=50)
