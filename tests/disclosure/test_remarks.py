import numpy as np
import polars as pl

import coterie
from coterie.disclosure import without_values
from coterie.options import Options
from coterie.readiness import examine
from coterie.remarks import Remark, words
from coterie.sources import read


def test_spellings_of_five_rows_are_said_and_of_four_are_not() -> None:
    said = {"spellings": (("ULM", "Ulm"),)}
    assert without_values(Remark("spelling_unified", "city", 5, dict(said))).facts == said
    assert without_values(Remark("spelling_unified", "city", 4, dict(said))).facts == {}


def test_a_remark_is_still_said_without_its_values() -> None:
    unusual = without_values(Remark("unusual_value", "age", 2, {"places": ((4, 999.0), (9, 1e6))}))
    assert unusual == Remark("unusual_value", "age", 2, {"at": (4, 9)})
    assert "data rows 4, 9" in words().sentence(unusual)
    unread = without_values(Remark("not_a_number", "age", 1, {"examples": ("x",)}))
    assert (unread.facts, words().detail(unread)) == ({}, "")
    assert words().sentence(unread)


def test_what_is_saved_names_rows_and_no_values() -> None:
    ages = [str(20 + i % 50) for i in range(300)]
    ages[7], ages[11] = "999", "call 0170 555"
    table = pl.DataFrame({"age": ages, "paid": [float(i % 97) for i in range(300)]})
    found = coterie.segment(table, k=2, evidence="none").segmentation
    facts = [each.facts for each in found.cleaning.remarks]
    assert any("at" in each for each in facts)
    assert "999" not in str(facts)
    assert "0170" not in str(facts)
    assert "0170" in str(examine(read(table), Options()).cleaning.remarks)


def test_a_segment_of_four_is_warned_of_and_one_of_five_is_not() -> None:
    usual = np.random.default_rng(1).normal(50.0, 5.0, 200)
    for few, warned in ((4, True), (5, False)):
        table = pl.DataFrame({"paid": [*usual, *[900.0 + i for i in range(few)]]})
        found = coterie.segment(table, k=2, evidence="none", transform="none").segmentation
        assert [each.rows for each in found.cleaning.remarks if each.code == "centroid_of_few"] == (
            [few] if warned else []
        )
