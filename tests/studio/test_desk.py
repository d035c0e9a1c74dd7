from __future__ import annotations

import pytest

from coterie.studio.desk import Nowhere


def test_a_file_has_one_project(desk, tmp_path):
    (tmp_path / "shop.csv").write_text("id,age\n1,2\n")
    first = desk.open_file(tmp_path / "shop.csv")
    assert desk.open_file(tmp_path / "shop.csv") == first
    assert desk.steps(first).done[0].kind == "opened"


def test_what_is_not_there_is_nowhere(desk):
    with pytest.raises(Nowhere):
        desk.project("none")
    with pytest.raises(Nowhere):
        desk.run(desk.begin_example(), 1)


def test_forgetting_leaves_nothing_of_a_project_and_a_file_where_it_is(desk, tmp_path):
    (tmp_path / "shop.csv").write_text("id,age\n1,2\n")
    project = desk.open_file(tmp_path / "shop.csv")
    folder = desk.jobs.folder(project.id, 1)
    folder.mkdir(parents=True)
    (folder / "x").write_text("x")
    copy = desk.uploads / "ab" / "shop.csv"
    copy.parent.mkdir()
    copy.write_text("id")
    dropped = desk.begin("shop.csv", {"kind": "upload", "path": str(copy)})
    desk.forget(project)
    desk.forget(dropped)
    assert desk.store.projects() == []
    assert not folder.parent.exists()
    assert not copy.parent.exists()
    assert (tmp_path / "shop.csv").exists()
