from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest

import coterie
from coterie.explanation import measure
from coterie.json_form import to_json
from coterie.views.measured import measured_table, measured_view

WHO = pl.DataFrame(
    {"client": range(200), "segment_id": [i // 4 % 2 for i in range(200)], "arm": ["holdout", "treatment"] * 100}
).with_columns(segment=pl.format("S{}", "segment_id"))


def view(**columns):
    return measured_view(measure(WHO, pl.DataFrame({"client": range(200)} | columns)), names=("a.csv", "b.csv"))


def test_it_is_what_the_schema_says():
    for said in (view(bought=[i % 3 == 0 for i in range(200)]), view(spent=[i * 1.5 for i in range(200)])):
        jsonschema.validate(json.loads(to_json(said)), coterie.json_schema("measure"))
        table = measured_table(said)
        assert len(table) == 4
        assert len({len(row) for row in table}) == 1


@pytest.mark.words
def test_effects_are_said_with_what_a_test_needs():
    rows = measured_table(view(bought=[i % 3 == 0 for i in range(200)]))
    assert rows[1][-1].startswith("too few to tell; a lift of 10% needs ")
    assert rows[-1][0] == "All together"
    assert "points" in rows[1][-3]
    clear = view(bought=[i % 2 == 1 for i in range(200)])
    assert measured_table(clear)[1][-1] == "more"
    assert not any("too few" in remark for remark in clear.remarks)
    assert any("too few" in remark for remark in view(bought=[i % 3 == 0 for i in range(200)]).remarks)


def test_who_is_left_out_is_said():
    came = pl.DataFrame({"client": range(50, 250), "bought": [i % 3 == 0 for i in range(200)]})
    said = measured_view(measure(WHO, came, absent="unknown"), names=("a", "b"))
    assert (said.absent, said.unknown, said.strangers, len(said.remarks)) == (50, 50, 50, 5)
