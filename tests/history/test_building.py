from __future__ import annotations

import coterie
from coterie.history import Target, building
from coterie.history.building import Asked, record_of
from coterie.remarks import Remark

ASKED = Asked("score", {"checks": "strict"}, "results/x.csv", Target("$SHOP", "segments"))


def test_a_segmentation_is_recorded_as_it_is(result):
    found = record_of(ASKED, result.segmentation)
    kept = result.segmentation
    assert [each.customers for each in found.segments] == [each.size for each in kept.segments]
    assert [each.id for each in found.segments] == [each.id for each in kept.segments]
    assert {each.born for each in found.segments} == {kept.short_hash}
    assert (found.data, found.source) == (kept.source.sha256, kept.source.name)
    assert found.customers == sum(each.size for each in kept.segments) < kept.source.rows
    assert found.verdict == kept.evidence.verdict.kind
    assert (found.out, found.target, found.options) == (ASKED.out, ASKED.target, ASKED.options)


def test_rows_that_repeat_a_customer_are_no_customers():
    table = coterie.datasets.bank_customers(n=300)
    found = coterie.segment(table.vstack(table.head(9)), k=2, evidence="none").segmentation
    assert found.source.rows == record_of(ASKED, found).customers + 9 + table.is_duplicated().sum() // 2


def test_its_bytes_are_the_saved_file(result, tmp_path):
    coterie.save(result, tmp_path / "saved.coterie")
    assert record_of(ASKED, result.segmentation).artefact == (tmp_path / "saved.coterie").read_bytes()


def test_customers_who_were_scored_are_counted_where_they_have_a_segment(result):
    found = record_of(ASKED, result.segmentation, source="new.csv", data="ab", counts={0: 3, None: 2})
    assert (found.source, found.data, found.customers) == ("new.csv", "ab", 3)
    assert [each.customers for each in found.segments] == [3, *[0] * (found.k - 1)]


def test_of_doubts_only_code_and_column_are_kept(result):
    doubts = (Remark("shifted", "age", 4, {"value": "secret"}), Remark("shifted", "age", 9), Remark("other"))
    assert record_of(ASKED, result.segmentation, doubts=doubts).doubts == ("shifted: age", "other")


def test_a_user_without_a_name_is_nobody(result, monkeypatch):
    def nobody():
        raise KeyError(1000)

    monkeypatch.setattr(building.getpass, "getuser", nobody)
    assert record_of(ASKED, result.segmentation).who == ""
