from __future__ import annotations

import polars as pl

import coterie
from coterie.options import Options
from coterie.readiness import examine
from coterie.sources import read
from coterie.views import as_plain
from coterie.views.planning import plan


def test_the_plan_is_the_beginning_of_the_summary(bank, result):
    table = read(bank)
    planned = as_plain(plan(table, examine(table, Options())))
    summary = coterie.summarise(result.segmentation)
    own = {"schema_version", "status", "problem", "checks"}
    assert own < set(planned)
    assert {key: summary[key] for key in planned if key not in own} == {
        key: planned[key] for key in planned if key not in own
    }
    assert planned["status"] == "ready"


def test_a_problem_is_a_sentence():
    table = read(pl.DataFrame({"id": [1, 2, 3], "name": ["a", "b", "c"]}))
    planned = plan(table, examine(table, Options()))
    assert planned.status == "not ready"
    assert planned.problem == examine(table, Options()).problem.in_command
