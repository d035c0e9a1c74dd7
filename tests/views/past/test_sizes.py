from __future__ import annotations

import json

import jsonschema
from histories import run

import coterie
from coterie.history import RecordedSegment
from coterie.remarks import say
from coterie.views import to_json
from coterie.views.past.sizes import history_sizes, shares, sizes_lines, sizes_table, sizes_titles


def segments(*told: tuple[int, str, str, int]) -> tuple[RecordedSegment, ...]:
    return tuple(RecordedSegment(number, name, born, locked=False, customers=n) for number, name, born, n in told)


FIRST = segments((0, "Savers", "aa", 60), (1, "Spenders", "aa", 40))
REFIT = segments((0, "Keepers", "aa", 30), (2, "New", "bb", 70))
OTHER = segments((0, "Someone", "zz", 9))
RUNS = [run(4, segments=REFIT), run(3, segments=OTHER), run(2, segments=FIRST), run(1, segments=FIRST)]
FOUND = history_sizes(RUNS, where="sqlite:////srv/runs.sqlite")


def test_it_is_what_its_schema_says():
    jsonschema.validate(json.loads(to_json(FOUND)), coterie.json_schema("history-sizes"))


def test_segments_are_followed_through_refits_and_runs_of_others_left_out():
    assert [each.run for each in FOUND.runs] == [1, 2, 4]
    assert {(each.born, each.id, each.name): each.customers for each in FOUND.segments} == {
        ("aa", 0, "Keepers"): (60, 60, 30),
        ("bb", 2, "New"): (None, None, 70),
        ("aa", 1, "Spenders"): (40, 40, None),
    }
    assert [each.id for each in FOUND.segments] == [0, 2, 1]
    assert FOUND.others == 1
    assert sizes_lines(FOUND) == (say("history.others", n=1),)


def test_an_id_that_others_bear_is_another_segment():
    found = history_sizes([run(2, segments=OTHER), run(1, segments=FIRST)], where="x")
    assert [each.run for each in found.runs] == [2]


def test_shares_are_of_the_customers_with_a_segment():
    assert shares(FOUND) == ((0.6, 0.6, 0.3), (None, None, 0.7), (0.4, 0.4, None))
    nobody = history_sizes([run(1, segments=segments((0, "A", "aa", 0)))], where="x")
    assert shares(nobody) == ((None,),)


def test_the_table_shows_six_runs_and_counts_the_rest():
    many = [run(9 - n, segments=FIRST) for n in range(7)]
    found = history_sizes(many, where="x")
    assert sizes_titles(found) == (say("history.segment"), *(say("history.numbered", number=n) for n in range(4, 10)))
    days, times, placed, *rows = sizes_table(found)
    assert days == (say("history.when"), *["2026-05-01"] * 6)
    assert times == ("", *["02:00"] * 6)
    assert placed == (say("history.customers"), *[f"{each.customers}" for each in found.runs[1:]])
    assert rows == [("Savers", *["60%"] * 6), ("Spenders", *["40%"] * 6)]
    assert sizes_lines(found) == (say("history.earlier", n=1),)
    assert sizes_lines(history_sizes(many[:6], where="x")) == ()


def test_a_segment_that_was_gone_before_the_runs_shown_has_no_row():
    later = segments((0, "Keepers", "aa", 5))
    found = history_sizes([*(run(9 - n, segments=later) for n in range(6)), run(1, segments=FIRST)], where="x")
    assert [row[0] for row in sizes_table(found)[3:]] == ["Keepers"]
    assert [each.name for each in found.segments] == ["Keepers", "Spenders"]
