from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.studio.state import NOTHING, changed, redo, restore, steps, undo
from coterie.studio.store import Event, Store


@pytest.fixture
def project(tmp_path):
    store = Store(tmp_path)
    found = store.add_project("Bank", {"kind": "example"})
    changed(store, found.id, "opened", facts={"name": "Bank"})
    return store, found.id


def now(store, which):
    return steps(store.events(which)).state


def test_h1_each_change_is_one_event_undone_and_done_again(project):
    store, which = project
    changed(store, which, "use", facts={"column": "age"}, options={"ignore": ["age"]})
    changed(store, which, "rename", facts={}, names=[{"name": "Savers"}])
    assert now(store, which) == {"options": {"ignore": ["age"]}, "names": [{"name": "Savers"}], "k": None}
    assert undo(store, which).kind == "rename"
    assert now(store, which)["names"] == []
    assert undo(store, which).kind == "use"
    assert now(store, which)["options"] == {}
    assert undo(store, which) is None  # a table that was opened stays
    assert redo(store, which).kind == "use"
    assert redo(store, which).kind == "rename"
    assert redo(store, which) is None
    assert now(store, which)["names"] == [{"name": "Savers"}]
    assert len(store.events(which)) == 7


def test_a_change_after_an_undo_leaves_nothing_to_do_again(project):
    store, which = project
    changed(store, which, "use", facts={}, options={"ignore": ["a"]})
    undo(store, which)
    changed(store, which, "use", facts={}, options={"ignore": ["b"]})
    assert redo(store, which) is None
    assert now(store, which)["options"] == {"ignore": ["b"]}


def test_a_run_is_not_undone(project):
    store, which = project
    changed(store, which, "use", facts={}, options={"ignore": ["a"]})
    changed(store, which, "run", facts={"run": 1})
    assert undo(store, which) is None
    assert now(store, which)["options"] == {"ignore": ["a"]}


def test_h2_restore_makes_a_new_version_and_loses_none(project):
    store, which = project
    first = changed(store, which, "use", facts={}, options={"ignore": ["a"]})
    changed(store, which, "use", facts={}, options={"ignore": ["a", "b"]})
    before = len(store.events(which))
    assert restore(store, which, first.id).kind == "restore"
    assert now(store, which)["options"] == {"ignore": ["a"]}
    assert len(store.events(which)) == before + 1
    assert undo(store, which).kind == "restore"
    assert now(store, which)["options"] == {"ignore": ["a", "b"]}
    assert restore(store, which, 10**6) is None
    assert restore(store, which, store.events(which)[-1].id) is None  # an undo is no state of its own


@given(st.lists(st.sampled_from(["change", "undo", "redo"]), max_size=30))
def test_undo_and_redo_are_a_line_of_states_with_a_place_on_it(ways):
    events, line, place = [], [NOTHING["options"]], 0
    for way in ways:
        number = len(events) + 1
        if way == "change":
            line, place = [*line[: place + 1], {"n": number}], place + 1
            events.append(Event(number, "", "use", {}, {"options": {"n": number}}))
        elif (way == "undo" and place > 0) or (way == "redo" and place < len(line) - 1):
            place += -1 if way == "undo" else 1
            events.append(Event(number, "", way, {}, {}))
        assert steps(events).state["options"] == line[place]
        assert len(steps(events).undone) == len(line) - 1 - place
