"""The first page: C5, S8 and S9."""

from __future__ import annotations

import pytest
from markupsafe import escape

import coterie
from coterie.errors import InputError


def test_c1_the_example_and_a_path_land_on_their_columns(client, tmp_path, bank):
    assert client.post("/example").url.path.endswith("/columns")
    bank.head(50).write_csv(tmp_path / "bank.csv")
    answer = client.post("/open", data={"path": "bank.csv"})
    assert answer.url.path.endswith("/columns")
    assert client.post("/open", data={"path": "bank.csv"}).url == answer.url
    assert "bank.csv" in client.get("/").text


def test_a_file_that_is_dropped_keeps_its_name_and_its_copy_is_forgotten(client, desk, bank):
    answer = client.post("/upload", files={"file": ("bank.csv", bank.head(50).write_csv().encode())})
    assert answer.url.path.endswith("/columns")
    (project,) = desk.store.projects()
    assert project.name == "bank.csv"
    assert [each.stat().st_mode & 0o077 for each in desk.uploads.rglob("bank.csv")] != []
    assert "Forget" in client.post(f"/p/{project.id}/forget").text or desk.store.projects()
    client.post(f"/p/{project.id}/forget", data={"sure": "1"})
    assert desk.store.projects() == []
    assert list(desk.uploads.iterdir()) == []


def test_s8_what_is_too_large_is_refused_and_leaves_nothing(client, desk):
    answer = client.post("/upload", files={"file": ("big.csv", b"a" * (desk.most + 1))})
    assert answer.status_code == 413
    assert list(desk.uploads.iterdir()) == []
    assert desk.store.projects() == []


def test_s8_a_path_out_of_the_start_folder_is_refused_on_the_page(client, desk):
    answer = client.post("/open", data={"path": "/etc/passwd"})
    assert (answer.status_code, answer.url.path) == (200, "/open")
    assert desk.store.projects() == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("junk.csv", bytes(range(256)) * 8), ("no.pdf", b"%PDF-1.7 x"), ("one.csv", b"a\n")],
)
def test_c5_what_is_no_table_is_said_as_the_command_says_it_and_the_page_stays(client, desk, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    try:
        problem = coterie.inspect(str(tmp_path / name)).problem
    except InputError as error:
        problem = error
    answer = client.post("/open", data={"path": name})
    assert answer.status_code == 200
    assert str(escape(problem.in_command)) in answer.text
    assert "Traceback" not in answer.text


def test_s9_names_of_files_and_columns_are_text(client, tmp_path):
    evil = "<img src=x onerror=alert(1)>"
    rows = "".join(f"{i},{i % 7},{i % 5}\n" for i in range(60))
    (tmp_path / "evil.csv").write_text(f"id,{evil},b\n{rows}")
    answer = client.post("/upload", files={"file": (evil + ".csv", (tmp_path / "evil.csv").read_bytes())})
    assert evil not in answer.text
    assert "&lt;img" in answer.text
    assert evil not in client.get("/").text


def test_what_is_not_there_is_a_page_that_says_so(client):
    for path in ("/p/none", "/p/none/columns", "/static/none.js", "/none", "/static/..%2fapp.py"):
        assert client.get(path).status_code == 404
