"""What a comparison prints and says."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.monitoring.compared import Reasons
from coterie.remarks import say
from coterie.views import to_json
from coterie.views.compared import comparison_view, headline, lines, moves_said, share_said, speaking_of


@pytest.fixture(scope="module")
def found(result, bank):
    return coterie.compare(result, bank, old_assignments=result.assignments)


def with_reasons(found, **counts):
    return replace(found, migration=replace(found.migration, reasons=Reasons(**counts)))


def test_json_keeps_to_its_schema(found, result):
    for each in (found, coterie.compare(result, result), coterie.compare(result.assignments, result.assignments)):
        jsonschema.validate(json.loads(to_json(comparison_view(each))), coterie.json_schema("compare"))


def test_the_headline_without_customers_is_about_moves_or_sizes(found, result):
    files = coterie.compare(result.assignments, result.assignments)
    assert headline(files) == say("compare.moved_none")
    moved = with_reasons(files, stayed=75, untold=25)
    assert headline(moved) == say("compare.moved_untold", share=0.25)
    assert headline(coterie.compare(result, result)) == say("compare.sizes", n=6, m=6)
    alone = replace(found, drift=None)
    parts = {"customer": 0.0, "model": 0.0, "time": 0.0}
    for name in parts:
        assert headline(with_reasons(alone, stayed=9, **{name: 1})) == say(
            f"compare.moved_{name}", share=0.1, **parts | {name: 0.1}
        )
    for time, code in ((3, "timed"), (2, "moved"), (1, "moved")):
        assert headline(with_reasons(alone, stayed=8 - time, customer=2, time=time)) == say(
            f"compare.moved_{code}", share=(2 + time) / 10, customer=0.2, model=0.0, time=time / 10
        )


def test_moves_are_told_by_their_reasons(found):
    first, second, third = moves_said(
        with_reasons(found, stayed=90, customer=6, both=2, either=2, cancelled=3, joined=1)
    )
    parts = [say("compare.by_customer", n=6), say("compare.by_both", n=2), say("compare.by_either", n=2)]
    assert first == say("compare.moves", n=10, of=103, parts=parts)
    assert second == say("compare.cancelled", n=3)
    assert third == say("compare.came_and_went", joined=1, left=0)
    assert next(moves_said(with_reasons(found, stayed=9, model=2))) == say("compare.moves_all_model", n=2, of=11)
    assert next(moves_said(with_reasons(found, stayed=9))) == say("compare.moves_none", n=9)
    assert next(moves_said(with_reasons(found, stayed=9, time=2))) == say("compare.moves_all_time", n=2, of=11)
    only = replace(found, migration=replace(found.migration, split="model_only"))
    assert list(moves_said(only))[-1] == say("compare.model_only")


def test_where_time_is_told_apart_a_mixture_may_be_of_three(found):
    seen = with_reasons(found, stayed=86, time=6, mixed=4, both=3, either=1, cancelled=3)
    timed = replace(seen, migration=replace(seen.migration, days=60))
    for each, code in ((seen, ""), (timed, "_timed")):
        first, second, _ = moves_said(each)
        counts = {"time": 6, f"both{code}": 3, f"either{code}": 1, f"mixed{code}": 4}
        parts = [say(f"compare.by_{why}", n=n) for why, n in counts.items()]
        assert first == say("compare.moves", n=14, of=103, parts=parts)
        assert second == say(f"compare.cancelled{code}", n=3)


def test_no_advice_is_given_that_would_be_refused(bank):
    nameless = bank.drop("customer_id")
    found = coterie.compare(coterie.segment(nameless, k=2, evidence="none"), nameless)
    assert list(moves_said(found)) == [say("compare.without_ids")]
    assert list(moves_said(replace(found, with_ids=True))) == [say("compare.unknown")]


def test_a_segment_that_was_not_there_is_new_and_one_that_is_not_gone(found):
    one = found.shares[0]
    share = one.before.share
    assert share_said(replace(one, before=None)) == say("compare.share_new", name=one.name, after=one.after.share)
    assert share_said(replace(one, after=None)) == say("compare.share_gone", name=one.name, before=share)


def test_no_more_than_fifteen_lines_whatever_happened(found):
    wild = tuple(replace(each, low=0.1, high=0.2, change=0.15) for each in found.shares)
    columns = tuple(replace(each, large=True, changed=True, cause="shift") for each in found.drift.columns) * 5
    seen = replace(found.drift, answer="drifted", reason="column", columns=columns)
    loud = replace(with_reasons(found, stayed=9, customer=2, cancelled=1), shares=wild, drift=seen, alike="matched")
    assert len(list(lines(loud))) <= 15


def test_columns_are_called_as_people_call_them(found, result, bank):
    other = bank.with_columns(income=pl.col("income") * 3)
    seen = coterie.compare(result, other)
    with speaking_of(seen, {"income": "Yearly income"}):
        assert "Yearly income" in comparison_view(seen).finding
    with speaking_of(seen):
        assert "income" in comparison_view(seen).finding


@pytest.mark.parametrize(("changed", "others"), [(3, None), (4, 1), (6, 3)])
def test_three_segments_that_changed_are_named_and_the_others_counted(found, changed, others):
    shares = [
        replace(each, change=0.1, low=0.05, high=0.2) if place < changed else replace(each, low=-0.1, high=0.1)
        for place, each in enumerate(found.shares)
    ]
    said = list(lines(replace(found, shares=tuple(shares))))
    counted = [line for line in said if line in {say("compare.share_others", n=n) for n in range(1, 7)}]
    assert counted == ([] if others is None else [say("compare.share_others", n=others)])
