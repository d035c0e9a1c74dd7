"""A model says what Python says: executed by onnxruntime, row by row."""

from __future__ import annotations

from datetime import date

import onnx
import polars as pl
import pytest
from five import KINDS, customers, differing, hard_rows, segmentation
from in_onnx import in_onnx
from plans import plan

import coterie
from coterie.preparation import PreparedFeature
from coterie.schema import Column
from coterie.scoring.cells import read_columns
from coterie.scoring.matrix import Compiled
from coterie.scoring.onnx import to_onnx
from coterie.scoring.onnx.printed import Printer

ROWS = 3000


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_is_elsewhere(kind):
    found, made = segmentation(kind)
    scorer = coterie.Scorer(found)
    table = hard_rows(scorer, made, ROWS)
    answers = in_onnx(to_onnx(found), table)
    wanted = scorer.many(table).frame
    other, clear = differing(wanted, answers)
    assert clear == 0
    assert other == 0 or kind in {"straightened", "mixed", "purchases"}
    assert wanted["second_segment"].filter(wanted["margin"] > 1e-9).ne_missing(
        answers["second_segment"].filter(wanted["margin"] > 1e-9)
    ).sum() == 0  # fmt: skip


def by_python(description, table):
    cleaned = read_columns(table, description.columns)
    return Compiled(description).scores(cleaned, key=pl.int_range(table.height, eager=True).alias("row"))


def test_every_kind_of_cell_of_a_plan_written_by_hand():
    cards = ["gold", " GOLD\t", "Amèx", "AMÈX", "none", "NONE ", "n/a", " ", "", None, "tin", "go ld", "g o l d"]
    table = pl.DataFrame(
        {
            "paid": [
                0.0,
                -0.0,
                1e-101,
                -1e-101,
                1e100,
                1.1e100,
                None,
                float("nan"),
                float("inf"),
                -3.0,
                7.5,
                1e99,
                -1e99,
            ],
            "age": [0, 120, 121, -1, 999, 40, None, 40, 40, 40, 40, 40, 40],
            "card": cards,
            "vip": ["yes", "No", "true", "FALSE", "1", "0", "maybe", None, "", " Yes ", "t", "f", "n"],
            "since": [date(1800, 1, 1), date(1799, 12, 31), date(2200, 12, 31), date(2201, 1, 1), None]
            + [date(2020, 2, 29)] * 8,
        },
        schema_overrides={"age": pl.Float64},
    )
    nothing = table.select(pl.lit(None, kind).alias(name) for name, kind in table.schema.items())[:1]
    description = plan()
    for rows in (table, nothing, table[[3, 1, 0]]):
        model = Printer(description).model({}).SerializeToString()
        assert differing(by_python(description, rows), in_onnx(model, rows)) == (0, 0)


def test_words_that_stand_for_numbers_and_a_single_segment():
    columns = (Column("size", "numeric", "feature", 0, "", words=(("small", 1.0), ("very large", 3.0))),)
    features = (PreparedFeature("size", "median", 1.0, "none", 1.5, 0.5),)
    description = plan(columns=columns, features=features, centers=((0.2,),), ids=(4,), names=("All",), far=None)
    table = pl.DataFrame({"size": ["small", " Very LARGE\t", "very  large", "2", None]})
    found = in_onnx(Printer(description).model({}).SerializeToString(), table)
    assert found.columns == ["segment_id", "segment", "distance", "imputed"]
    wanted = by_python(description, table)
    assert found["imputed"].to_list() == wanted["imputed"].to_list() == [0, 0, 1, 1, 1]
    assert found["distance"].fill_nan(None).to_list() == wanted["distance"].to_list()


def test_a_letter_of_gender_means_the_word_in_sql_and_onnx_too():
    found, _ = segmentation("mixed")
    scorer = coterie.Scorer(found)
    table = customers(8).with_columns(gender=pl.Series(["M", "m", "f", "F ", "x", "Male", "female", "male"]))
    assert differing(scorer.many(table).frame, in_onnx(to_onnx(found), table)) == (0, 0)
    assert " IN ('male', 'm')" in coterie.sql(found, dialect="postgres", table="c")


def test_only_operators_of_the_standard_in_float64():
    found, _ = segmentation("mixed")
    model = onnx.load_from_string(to_onnx(found))
    assert [(each.domain, each.version) for each in model.opset_import] == [("", 21)]
    assert {node.domain for node in model.graph.node} == {""}
    assert onnx.TensorProto.FLOAT not in {each.data_type for each in model.graph.initializer}
    assert {each.key: each.value for each in model.metadata_props}["artefact"] == found.short_hash
    assert to_onnx(found) == to_onnx(found)
