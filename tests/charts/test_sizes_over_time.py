from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.charts.files import alone, as_file
from coterie.charts.sizes_over_time import sizes_over_time, spread
from coterie.charts.theme import colour
from coterie.remarks import say
from coterie.views.past.sizes import HistorySizes, SizedRun, SizedSegment


def found(*customers: tuple[int | None, ...], days: tuple[str, ...] = ()) -> HistorySizes:
    n = len(customers[0])
    days = days or tuple(f"2026-01-{day:02}" for day in range(1, n + 1))
    placed = [sum(own[at] or 0 for own in customers) for at in range(n)]
    runs = tuple(SizedRun(at + 1, f"{days[at]}T02:00:00", "score", "a.csv", placed[at]) for at in range(n))
    segments = tuple(SizedSegment(i, "ab", f"Segment <{i}>", own) for i, own in enumerate(customers))
    return HistorySizes(1, "1", "sqlite:///runs.sqlite", runs, segments, 0)


def test_a_line_has_a_dot_for_each_run_at_its_share():
    drawn = sizes_over_time(found((40, 50, 60), (60, 50, 40)))
    lines = [
        [tuple(map(float, at.split(","))) for at in path.split("L")]
        for path in re.findall(r'"sizes" d="M([^"]+)"', drawn)
    ]
    assert [len(line) for line in lines] == [3, 3]
    assert [x for x, _ in lines[0]] == [x for x, _ in lines[1]]
    first, second = ([y for _, y in line] for line in lines)
    assert first[1] == second[1]
    assert first == second[::-1]
    assert first[0] > first[1] > first[2]  # a larger share lies higher


def test_a_line_is_broken_where_the_segment_was_not_there():
    drawn = sizes_over_time(found((40, None, 60, 50), (60, 50, 40, 50)))
    paths = re.findall(rf'"sizes" d="(M[^"]+)" fill="none" stroke="{colour(0)}"', drawn)
    assert [path.count("L") for path in paths] == [0, 1]


def test_names_stand_at_the_end_and_those_of_who_is_gone_with_their_last_run():
    drawn = sizes_over_time(found((40, 50, 70), (60, None, None), (None, 50, 30), (None, None, None)))
    assert ">Segment &lt;0&gt;<" in drawn
    assert ">Segment &lt;2&gt;<" in drawn
    gone = say("chart.until_run", name="Segment <1>", number=1)
    assert f">{escape(gone)}<" in drawn
    assert "Segment &lt;3&gt;" not in drawn


def test_a_long_name_leaves_room_for_the_last_run():
    drawn = found((40, 50), (60, None))
    long = tuple(replace(each, name="n" * 40) for each in drawn.segments)
    said = sizes_over_time(replace(drawn, segments=long))
    assert f">{'n' * 29}…<" in said
    assert f">{escape(say('chart.until_run', name='n' * 14 + '…', number=1))}<" in said


def test_no_two_lines_look_alike():
    many = found(*[(n + 1, n + 2) for n in range(20)])
    again = tuple(replace(each, id=each.id * 8) for each in many.segments)  # as refits give them: one colour for all
    styles = re.findall(r'"sizes" d="[^"]+" ([^/]*)/>', sizes_over_time(replace(many, segments=again)))
    assert len(set(styles)) == len(styles) == 20
    assert f'stroke="{colour(0)}"' in styles[0]


@pytest.mark.parametrize(
    ("runs", "numbered"), [(8, list(range(1, 9))), (9, [1, 3, 5, 7, 9]), (30, list(range(2, 31, 4)))]
)
def test_runs_are_numbered_eight_at_most_the_last_one_among_them(runs, numbered):
    drawn = sizes_over_time(found(tuple(range(1, runs + 1))))
    assert [int(each) for each in re.findall(r'text-anchor="middle"[^>]*>(\d+)<', drawn)] == numbered


def test_names_of_more_than_thirty_letters_are_cut():
    shown = found((4, 5), (6, 5))
    named = [replace(each, name=name) for each, name in zip(shown.segments, ("a" * 30, "b" * 31), strict=True)]
    drawn = sizes_over_time(replace(shown, segments=tuple(named)))
    assert f">{'a' * 30}<" in drawn
    assert f">{'b' * 29}…<" in drawn


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-01-01", "2026-02-01"), ("chart.runs", {"first": "2026-01-01", "last": "2026-02-01"})),
        (("2026-01-01", "2026-01-01"), ("chart.runs_of_day", {"day": "2026-01-01"})),
    ],
)
def test_the_days_are_said(days, said):
    code, facts = said
    assert f">{say(code, **facts)}<" in sizes_over_time(found((4, 5), days=days))


@pytest.mark.parametrize("segments", [1, 6, 20])
def test_it_is_a_whole_picture_and_the_same_each_time(segments):
    shown = found(*[(n + 1, n + 2) for n in range(segments)])
    drawn = alone(sizes_over_time(shown))
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert root.find("{*}title").text == say("chart.sizes_over_time", n=2, segments=segments)
    assert drawn == alone(sizes_over_time(shown))
    assert as_file(drawn, "png")[:4] == b"\x89PNG"


@given(st.lists(st.floats(0, 300), max_size=15))
def test_no_name_stands_over_another(wanted):
    wanted = sorted(wanted)
    at = spread(wanted, low=0.0, high=300.0)
    assert len(at) == len(wanted)
    assert all(after - before >= 15.999 for before, after in pairwise(at))
    assert all(y <= 300.0 for y in at)
