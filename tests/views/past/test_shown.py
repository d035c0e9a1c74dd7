from __future__ import annotations

import json

import jsonschema
from histories import run

import coterie
from coterie.history import Target
from coterie.remarks import say
from coterie.views import to_json
from coterie.views.past.shown import history_show, show_head, show_lines, show_table, show_titles, written

FULL = run(
    tags=("champion",),
    times=3,
    parent="cd34",
    drift="steady",
    doubts=("shifted: age",),
    target=Target("$SHOP", "segments"),
)


def test_it_is_what_its_schema_says():
    found = history_show(FULL, where="x", chart="sizes.svg")
    jsonschema.validate(json.loads(to_json(found)), coterie.json_schema("history-show"))
    assert {len(row) for row in show_table(found)} == {len(show_titles())}
    assert show_table(found)[1] == ("1", "Spenders", "5", "42%")


def test_what_is_known_has_its_line():
    lines = list(show_lines(history_show(FULL, where="x")))
    assert say("history.times", n=3, last="2026-05-01 02:00") in lines
    assert say("history.options", options=["checks=strict"]) in lines
    assert say("history.rename", before="Frugal", after="Savers") in lines
    assert say("history.target", table="segments", address="$SHOP") in lines
    assert say("history.doubts", doubts=("shifted: age",)) in lines
    assert len(lines) == 13


def test_what_is_not_known_has_none():
    few = run(verdict=None, options={}, out=None, data=None)
    lines = list(show_lines(history_show(few, where="x")))
    assert len(lines) == 3  # the table, the segmentation, the new name


def test_who_did_it_is_told_where_it_is_known():
    told = {"number": 3, "command": "score", "host": "db", "at": "2026-05-01 02:00"}
    assert show_head(history_show(run(), where="x")) == say("history.head", who="ann", **told)
    assert show_head(history_show(run(who=""), where="x")) == say("history.head_nobody", **told)


def test_values_are_written_in_one_word():
    assert written([1, None]) == "1,–"
    assert written({"a": [True, "b c"]}) == f"a={say('renamed.yes')},b c"
