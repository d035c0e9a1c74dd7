"""The bound between customers who stand in a table twice and purchases."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.remarks import say
from coterie.schema.facts import facts_of
from coterie.schema.keys import Key
from coterie.schema.repeated import are_few, as_customers

KEY = Key("id", 4, unique=False, reason="")


@pytest.mark.parametrize(("twice", "few"), [(0, False), (1, True), (100, True), (101, False)])
def test_a_tenth_of_the_rows_may_repeat_an_id(twice, few):
    ids = [*range(1000 - twice), *range(twice)]
    assert are_few(KEY, facts_of(pl.DataFrame({"id": ids, "row": range(1000)}))) is few


def test_a_unique_id_repeats_in_no_way_and_empty_cells_are_no_ids():
    facts = facts_of(pl.DataFrame({"id": [*range(90), *[None] * 60, 3], "row": range(151)}))
    assert are_few(KEY, facts)
    found = as_customers(KEY, facts)
    assert found.unique
    assert found.reason == say("key.few_repeat", values=90, rows=91)
    assert not are_few(found, facts)
