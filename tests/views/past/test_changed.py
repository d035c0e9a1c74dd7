from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
from histories import run
from recorded import RECORD

import coterie
from coterie.history import difference
from coterie.remarks import say
from coterie.views import to_json
from coterie.views.past.changed import (
    diff_table,
    diff_titles,
    forget_lines,
    history_diff,
    history_forget,
    history_tag,
)


def valid(view, name):
    jsonschema.validate(json.loads(to_json(view)), coterie.json_schema(name))
    return view


def test_two_runs_stand_side_by_side():
    renamed = (replace(RECORD.segments[0], name="Keepers", customers=9),)
    found = valid(
        history_diff(difference(run(1), run(2, segments=renamed, options={"k": 1})), where="x"), "history-diff"
    )
    table = diff_table(found)
    assert {len(row) for row in table} == {len(diff_titles(found))}
    assert table[0] == (say("history.k"), "2", "1")
    assert table[3] == (say("history.rename", before="Savers", after="Keepers"), "7", "9")
    assert table[4] == ("Spenders", "5", "–")
    assert table[5:] == (("--checks", "strict", "–"), ("--k", "–", "1"))


def test_a_name_and_what_was_forgotten_are_what_their_schemas_say():
    assert valid(history_tag(run(2, tags=("champion",)), "champion", before=1, where="x"), "history-tag").before == 1
    found = valid(history_forget([("$SHOP", "segments", 1)], ["/srv/x.csv"], where="x"), "history-forget")
    assert list(forget_lines(found)) == [
        say("history.forgotten", n=1, table="segments", address="$SHOP"),
        say("history.not_reached", where="/srv/x.csv"),
        say("history.forget_more"),
    ]
