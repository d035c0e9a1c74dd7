from __future__ import annotations

from coterie.remarks import say


def test_h1_h2_what_was_done_is_listed_and_restored(client, desk):
    project = desk.begin_example()
    place = f"/p/{project.id}/columns"
    client.post(place, data={"column": "age", "use": "ignored"})
    client.post(place, data={"column": "income", "use": "ignored"})
    first = desk.store.events(project.id)[1]
    text = client.get(f"/p/{project.id}/history").text
    for name in ("age", "income"):
        assert say("studio.did_use", column=name, value=say("studio.use_ignored")) in text
    client.post(f"/p/{project.id}/restore", data={"event": str(first.id)})
    assert desk.options(project) == {"ignore": ["age"]}
    assert len(desk.store.events(project.id)) == 4
    for wrong in ("x", "999", "", "²"):
        assert client.post(f"/p/{project.id}/restore", data={"event": wrong}).status_code == 404


def test_nothing_to_undo_is_no_fault(client, desk):
    project = desk.begin_example()
    for way in ("undo", "redo"):
        assert client.post(f"/p/{project.id}/{way}").status_code == 200
    assert len(desk.store.events(project.id)) == 1
