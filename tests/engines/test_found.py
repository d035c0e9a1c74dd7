"""Findings add up, and are told in the order of what was done."""

from __future__ import annotations

import polars as pl

from coterie.cleaning.findings import fixed, places, tokens
from coterie.engines.found import Found


def test_they_come_in_the_order_of_what_was_done():
    found = Found()
    for code in ("spelling_unified", "something_else", "missing_token"):
        found.add([fixed(code, "x", 1)])
    assert [finding.code for finding in found.finish()] == ["missing_token", "spelling_unified", "something_else"]


def test_examples_and_facts_travel_as_they_are():
    found = Found()
    rows = pl.Series([4, 9])
    found.add(
        [
            places("unusual_value", "x", pl.Series([1.0, 2.5]), rows=rows),
            fixed("no_single_value", "x", 2, kind="lists", more=(("a", 1, 2.0),)),
            tokens(pl.Series("x", ["?", "\u2014"])),
        ]
    )
    assert found.from_arrow(found.to_arrow()).finish() == found.finish()
    assert [one.remark() for one in found.from_arrow(found.to_arrow()).finish()] == [
        one.remark() for one in found.finish()
    ]
