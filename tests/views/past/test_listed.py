from __future__ import annotations

import json

import jsonschema
from histories import run

import coterie
from coterie.remarks import say
from coterie.views import to_json
from coterie.views.past.listed import drift_of, history_list, list_table, list_titles, verdict_of
from coterie.views.past.told import told

RUNS = [run(12, tags=("best", "champion")), run(2, verdict=None), run(1, drift="drifted")]


def test_it_is_what_its_schema_says():
    found = history_list(RUNS, where="sqlite:////srv/runs.sqlite")
    jsonschema.validate(json.loads(to_json(found)), coterie.json_schema("history-list"))
    assert {len(row) for row in list_table(found)} == {len(list_titles())}


def test_a_line_says_when_what_and_how_many():
    row = list_table(history_list(RUNS, where="x"))[0]
    assert row == (
        "12",
        "2026-05-01 02:00",
        "score",
        "2",
        "12",
        say("kind.label", kind="natural"),
        "–",
        "best, champion",
    )


def test_the_verdict_and_what_a_comparison_answered_stand_apart():
    assert [verdict_of(told(each)) for each in RUNS[1:]] == ["–", say("kind.label", kind="natural")]
    assert [drift_of(told(each)) for each in RUNS[1:]] == ["–", say("history.drift_drifted")]
