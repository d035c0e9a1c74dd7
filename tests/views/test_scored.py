from __future__ import annotations

import pytest

import coterie
from coterie.remarks import Remark
from coterie.views.scored import scored, scored_table, scored_titles


@pytest.fixture(scope="module")
def found(bank):
    return coterie.segment(bank.head(400), k=3, evidence="none").segmentation


def test_shares_are_of_those_with_a_segment(found):
    said = scored(found, {0: 3, 2: 1, None: 6}, names=("a", "b"), doubts=())
    assert (said.customers, said.without_segment) == (10, 6)
    assert [each.customers for each in said.segments] == [3, 0, 1]
    assert [each.share for each in said.segments] == [0.75, 0.0, 0.25]


def test_what_was_at_training_is_kept_beside(found):
    said = scored(found, {}, names=("a", "b"), doubts=())
    assert sum(each.customers_at_training for each in said.segments) == sum(each.size for each in found.segments)
    assert [each.share for each in said.segments] == [None] * 3
    assert {len(row) for row in scored_table(said)} == {len(scored_titles())}


def test_doubts_are_remarks_with_their_code_and_facts(found):
    doubt = Remark("more_missing", "age", facts={"now": 0.5, "before": 0.1})
    [remark] = scored(found, {}, names=("a", "b"), doubts=[doubt]).remarks
    assert (remark.code, remark.column, remark.facts["now"]) == ("more_missing", "age", 0.5)


def test_the_artefact_is_named_by_its_short_hash(found):
    said = scored(found, {}, names=("a.coterie", "b"), doubts=())
    assert (said.artefact.name, said.artefact.short_hash) == ("a.coterie", found.short_hash)
