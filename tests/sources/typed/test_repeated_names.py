import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.typed.json_table import read_json
from coterie.sources.typed.repeated_names import Repeats, repeat_names

TWICE = {
    "lines": '{"id": 1, "age": 20, "age": 30}\n{"id": 2, "age": 40}\n',
    "a later line": '{"id": 1, "age": 30}\n{"id": 2, "age": 20, "age": 40}\n',
    "array": '[{"id": 1, "age": 20, "age": 30}, {"id": 2, "age": 40}]',
    "an answer of a service": '{"ok": 1, "rows": [{"id": 1, "age": 20, "age": 30}, {"id": 2, "age": 40}]}',
    "drawn out": '[\n{"id": 1,\n"age": 20,\n"age": 30},\n{"id": 2,\n"age": 40}]',
    "with blanks": '{"id": 1, "age" : 20, "age"\t: 30}\n{"id": 2, "age": 40}\n',
}


@pytest.mark.parametrize("form", TWICE)
def test_the_last_value_is_taken_and_said(form):
    frame, remarks = read_json(TWICE[form].encode(), "a")
    assert frame.select("id", "age").rows() == [(1, 30), (2, 40)]
    assert [(each.rows, each.facts["names"]) for each in remarks if each.code == "json_repeated_name"] == [
        (1, ("age",))
    ]


def test_names_inside_records_and_of_one_object_alone():
    frame, (remark,) = read_json(b'{"at": {"zip": 1, "zip": 2}}\n{"at": {"zip": 3}}\n{"at": {"zip": 4, "zip": 5}}', "a")
    assert frame["at"].to_list() == [{"zip": 2}, {"zip": 3}, {"zip": 5}]
    assert (remark.rows, remark.facts["names"]) == (2, ("zip",))
    frame, (remark,) = read_json(b'{"age": 1, "age": 2}', "a")
    assert (frame.rows(), remark.rows) == ([(2,)], 1)


def test_the_same_value_twice_and_the_same_name_in_two_records_are_nothing_to_say():
    for text in ('{"a": 1, "a": 1}\n{"a": 2}\n', '{"a": {"n": 1}, "b": {"n": 2}}\n{"a": {"n": 3}, "b": {"n": 4}}\n'):
        assert read_json(text.encode(), "a")[1] == ()


def test_several_names_are_counted_by_object():
    repeats = Repeats()
    repeats.loads('[{"a": 1, "b": 1, "a": 2, "b": 2}, {"b": 1, "b": 2}]')
    assert [(each.rows, each.facts["names"]) for each in repeats.remarks()] == [(2, ("a", "b"))]


names = st.sampled_from(["a", "b", 'a"', "a:", '\\"a": 1', "", "é"])


@given(st.lists(st.lists(st.tuples(names, st.sampled_from(["x", '"a":', 1, "a: 1", "\\"])), min_size=1), min_size=1))
def test_whatever_names_and_texts_hold(objects):
    lines = ["{" + ", ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in each) + "}" for each in objects]
    wanted = any(dict(each)[name] != value for each in objects for name, value in each)
    assert repeat_names("\n".join(lines).encode()) == wanted


@pytest.mark.parametrize(("count", "more"), [(5, ""), (6, ", ...")])
def test_five_names_are_told_and_no_more(count, more):
    repeats = Repeats()
    repeats.loads("{" + ", ".join(f'"n{number}": 1, "n{number}": 2' for number in range(count)) + "}")
    (remark,) = repeats.remarks()
    assert remark.facts == {"names": ("n0", "n1", "n2", "n3", "n4"), "more": more}
