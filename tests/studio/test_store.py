from __future__ import annotations

import sqlite3

from coterie.studio.store import FILE, Store


def test_j7_everything_is_there_after_it_is_opened_again_without_a_goodbye(tmp_path):
    store = Store(tmp_path)
    project = store.add_project("Bank", {"kind": "example"})
    store.add_event(project.id, "use", {"column": "age"}, {"options": {"ignore": ["age"]}})
    run = store.add_run(project.id, {"k": 3})
    again = Store(tmp_path)  # the first one is still open, as after kill -9
    assert again.projects() == [project]
    assert again.events(project.id)[0].state == {"options": {"ignore": ["age"]}}
    assert again.runs(project.id) == [run]
    again.lose_runs()
    assert again.runs(project.id)[0].ending == "lost"


def test_s11_the_file_is_its_owner_s_alone(tmp_path):
    Store(tmp_path)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_an_end_is_noted_once(tmp_path):
    store = Store(tmp_path)
    project = store.add_project("Bank", {"kind": "example"})
    store.add_run(project.id, {})
    store.end_run(project.id, 1, "stopped")
    store.end_run(project.id, 1, "done")
    assert store.runs(project.id)[0].ending == "stopped"
    assert store.add_run(project.id, {}).number == 2


def test_forgetting_leaves_nothing_of_a_project_in_the_file(tmp_path):
    store = Store(tmp_path)
    project = store.add_project("Zanzibar customers", {"kind": "file", "path": "/secret/zanzibar.csv"})
    store.add_event(project.id, "note", {"was": "zanzibar"}, {"names": ["zanzibar"]})
    store.add_run(project.id, {"title": "zanzibar"})
    store.forget(project.id)
    assert (store.projects(), store.events(project.id), store.runs(project.id)) == ([], [], [])
    store.close()
    for path in tmp_path.iterdir():
        assert b"anzibar" not in path.read_bytes()
    assert sqlite3.connect(tmp_path / FILE).execute("SELECT count(*) FROM events").fetchone() == (0,)
