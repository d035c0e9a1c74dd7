from __future__ import annotations

import pytest

from coterie.remarks import say
from coterie.schema import Column, Schema
from coterie.views.doubted import doubted, misread
from coterie.views.summary import Change


def plan(names, role="feature", doubt="Nothing proves it."):
    return Schema(tuple(Column(name, "numeric", role, 0, "", doubt=doubt) for name in names))


def change(code, column=None):
    return Change(code, column, "", 1, "", {})


def look(*names):
    return (say("cleaned.look", names=say("cleaned.all", names=names)),)


def test_a_plan_without_doubts_needs_no_line():
    assert doubted(plan(["a", "b"], doubt=""), ()) == ()
    assert doubted(plan(["a"], role="ignored"), ()) == ()


@pytest.mark.parametrize("role", ["id", "feature", "descriptor"])
@pytest.mark.parametrize("n", [1, 4])
def test_every_doubtful_column_in_use_is_named(role, n):
    names = [f"column {i}" for i in range(n)]
    assert doubted(plan(names, role), ()) == look(*names)


def test_of_many_the_first_are_named_and_the_others_counted():
    names = [f"column {i}" for i in range(9)]
    assert doubted(plan(names), ()) == (say("cleaned.look", names=say("cleaned.more", names=names[:4], more=5)),)


@pytest.mark.parametrize("code", ["open_quote", "row_too_long", "row_too_short", "null_bytes"])
def test_a_table_that_may_be_misread_is_named_before_its_columns(code):
    assert doubted(plan(["a"], doubt=""), [change(code)]) == look(say("cleaned.whole_table"))
    assert doubted(plan(["a"]), [change(code), change(code)]) == look(say("cleaned.whole_table"), "a")


def test_a_column_in_use_that_may_be_misread_is_named_once():
    schema = Schema((*plan(["a"], doubt="").columns, *plan(["b"]).columns, *plan(["c"], "ignored", "").columns))
    found = [change("second_of_name", name) for name in "abc"]
    assert doubted(schema, found) == look("a", "b")


@pytest.mark.parametrize("code", ["empty_cells_beyond", "json_place", "row_alike", "unusual_value", "not_a_number"])
def test_what_needs_no_look_or_is_no_reading_is_not_named(code):
    assert misread([change(code), change(code, "a")]) == []
    assert doubted(plan(["a"], doubt=""), [change(code), change(code, "a")]) == ()
