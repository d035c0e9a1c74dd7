"""What the page of a comparison shows."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import coterie
from coterie.remarks import Remark, joined, say
from coterie.views.comparison_page import comparison_page, points


@pytest.fixture(scope="module")
def found(result, bank):
    return coterie.compare(result, bank, old_assignments=result.assignments)


def test_the_verdict_is_the_answer(found, result):
    assert comparison_page(found).verdict == say("compared.verdict_steady")
    files = comparison_page(coterie.compare(result.assignments, result.assignments))
    assert (files.verdict, files.advice) == (say("compared.verdict_none"), say("compared.none_says"))


def test_units_are_told_before_anything_else(result, bank):
    seen = coterie.compare(result, bank.with_columns(income=pl.col("income") * 2))
    (first,) = comparison_page(seen).first
    assert first == say("compare.line", column="income", says=say("compare.unit_times", factor="2"))
    assert comparison_page(seen).columns[0].strong


def test_guesses_are_told_first(result):
    page = comparison_page(coterie.compare(result.assignments, result.assignments))
    assert page.first == (say("compare.guess_named"),)


def test_shares_lie_on_one_scale_that_ends_at_the_largest(found):
    rows = comparison_page(found).shares
    assert max(place for row in rows for side in (row.then, row.now) for place in side) == 1.0
    one = found.shares[0]
    gone = comparison_page(replace(found, migration=None, shares=(replace(one, after=None),))).shares[0]
    assert (gone.change, gone.now, gone.after) == (say("compared.gone"), None, say("compared.nobody"))
    new = comparison_page(replace(found, migration=None, shares=(replace(one, before=None),))).shares[0]
    assert (new.change, new.then) == (say("compared.new"), None)


def test_what_cannot_be_told_hangs_on_what_is_known(found, result, bank):
    def codes(seen):
        return [each.what for each in comparison_page(seen).unsaid]

    assert say("compared.cannot_cause") in codes(found)
    assert say("compared.cannot_moves") in codes(coterie.compare(result, bank))
    assert say("compared.cannot_few") in codes(found)
    many = replace(found, old=replace(found.old, customers=1000), new=replace(found.new, customers=1000))
    assert say("compared.cannot_few") not in codes(many)
    order = replace(found, migration=replace(found.migration, split="customers_first"))
    assert say("compared.cannot_order") in codes(order)
    assert say("compared.cannot_time") not in codes(found)
    for code, facts in (
        ("time_of_unknown_day", {}),
        ("time_out_of_reach", {"first": "2024-02-01", "before": "2024-01-01"}),
    ):
        assert say("compared.cannot_time") in codes(replace(found, doubts=(Remark(code, facts=facts),)))


@pytest.mark.parametrize("split", ["customers_only", "customers_first", "shapley"])
def test_how_moves_are_split_is_told_with_the_days_that_passed(found, split):
    def told(days):
        return comparison_page(
            replace(found, migration=replace(found.migration, split=split, days=days, segments=()))
        ).split

    assert told(None) == say(f"compared.split_{split}")
    assert told(60) == joined((say("compared.split_time", n=60), say(f"compared.split_timed_{split}")))


@pytest.mark.parametrize(("change", "text"), [(0.0004, "0.0"), (-0.0004, "0.0"), (0.0006, "+0.1"), (-0.5, "−50.0")])
def test_points_have_a_sign_unless_they_read_as_none(change, text):
    assert points(change) == text
