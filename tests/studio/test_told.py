from __future__ import annotations

import pytest

from coterie.remarks import say
from coterie.studio.store import Event
from coterie.studio.told import clock, said_of


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("opened", {"name": "Bank"}),
        ("type", {"column": "age", "value": "text"}),
        ("answer", {"column": "--id", "value": "client"}),
        ("run", {"run": 1}),
        ("rename", {"was": "A", "name": "B", "k": 6}),
        ("lock", {"name": "A"}),
        ("unlock", {"name": "A"}),
        ("note", {"was": "A"}),
        ("restore", {"at": "2026-01-02T03:04:05+00:00"}),
    ],
)
def test_every_kind_of_event_is_said_and_what_undid_it_too(kind, facts):
    event = Event(1, "", kind, facts, {})
    assert said_of(event)
    assert said_of(Event(2, "", "undo", {"event": 1}, {}), [event]) == say("studio.did_undo", what=said_of(event))


def test_a_time_is_read_as_a_clock_s():
    assert clock("2026-01-02T03:04:05+00:00")[4] == "-"
