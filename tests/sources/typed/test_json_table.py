import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.typed.json_table import BadLineError, read_json

ROWS = [{"id": 1, "age": 20, "city": "Ulm"}, {"id": 2, "age": 30, "city": None}]
FORMS = {
    "lines": "\n".join(map(json.dumps, ROWS)),
    "lines with gaps": "\n\n".join(map(json.dumps, ROWS)) + "\n\n",
    "array": json.dumps(ROWS, indent=2),
    "rows under names": json.dumps([list(ROWS[0]), *(list(row.values()) for row in ROWS)]),
    "answer of a service": json.dumps({"status": "ok", "count": 2, "result": {"customers": ROWS, "next": None}}),
    "columns": json.dumps({name: [row[name] for row in ROWS] for name in ROWS[0]}),
    "numbered cells": json.dumps({name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]}),
    "split": json.dumps({"columns": list(ROWS[0]), "index": [0, 1], "data": [list(row.values()) for row in ROWS]}),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("form", FORMS)
def test_every_usual_form_is_the_same_table(form, encoding):
    frame, _ = read_json(FORMS[form].encode(encoding), "a")
    assert frame.to_dicts() == ROWS


def test_where_the_table_was_is_said():
    (remark,) = read_json(FORMS["answer of a service"].encode(), "a")[1]
    assert (remark.code, remark.facts) == ("json_place", {"path": "result.customers"})


def test_rows_under_their_ids_keep_them():
    frame, (remark,) = read_json(b'{"a7": {"age": 20}, "b9": {"age": 30}}', "a")
    assert frame.to_dicts() == [{"key": "a7", "age": 20}, {"key": "b9", "age": 30}]
    assert remark.code == "json_keys"


def test_an_object_that_holds_two_tables_is_one_row():
    frame, remarks = read_json(json.dumps({"customers": ROWS, "orders": ROWS}).encode(), "a")
    assert (frame.height, remarks) == (1, ())


@pytest.mark.parametrize(
    ("text", "line"), [('{"a": 1}\n{"a"\n', 2), ("[1, 2]", 1), ('{"a": 1}\n[1]', 2), ("[[1], [2]]", 1)]
)
def test_the_first_bad_line_is_named(text, line):
    with pytest.raises(BadLineError) as caught:
        read_json(text.encode(), "a")
    assert caught.value.line == line


values = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text("aé\u0301 ", max_size=3)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), values, min_size=1), min_size=2, max_size=6))
def test_ragged_rows_lose_nothing(rows):
    frame, _ = read_json("\n".join(map(json.dumps, rows)).encode(), "a")
    names = list(dict.fromkeys(name for row in rows for name in row))
    assert frame.height == len(rows)
    assert set(frame.columns) == set(names)
    for name in names:
        known = [row.get(name) is not None for row in rows]
        assert frame[name].is_not_null().to_list() == known
