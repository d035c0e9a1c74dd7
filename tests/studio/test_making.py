from __future__ import annotations

from a_studio import ended

from coterie.remarks import say


def test_j5_a_run_that_fails_says_the_library_s_line_and_leads_back_to_the_columns(client, desk, tmp_path):
    (tmp_path / "few.csv").write_text("id,age\n1,20\n2,30\n3,20\n")
    project = desk.open_file(tmp_path / "few.csv")
    desk.jobs.begin(project, {"k": 9})
    assert ended(desk, project, 1) == "failed"
    text = client.get(f"/p/{project.id}/run/1").text
    assert say("studio.ended_failed") in text
    assert desk.run(project, 1).problem
    assert f"/p/{project.id}/columns" in text


def test_what_a_run_says_when_it_is_done(made):
    assert say("studio.ended_done") in made.client.get(made.base).text
    answer = made.client.get(f"{made.base}/progress")
    assert answer.headers["hx-redirect"] == f"/p/{made.project.id}/segments"
    said = made.client.get(f"/p/{made.project.id}/state").json()
    assert (said["run"], said["ending"], said["kept"]) == (1, "done", [1, False])


def test_a_run_that_runs_is_not_begun_twice_and_is_stopped(client, desk):
    project = desk.begin_example()
    first = client.post(f"/p/{project.id}/run")
    assert client.post(f"/p/{project.id}/run").url == first.url
    assert len(desk.store.runs(project.id)) == 1
    client.post(f"{first.url.path}/stop")
    assert ended(desk, project, 1) == "stopped"
    assert say("studio.ended_stopped") in client.get(first.url.path).text
    assert client.get(f"/p/{project.id}/run/2").status_code == 404
