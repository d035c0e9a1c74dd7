"""`coterie studio`: what it refuses before it listens. The studio itself is asked in tests/studio."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from coterie.errors import InputError, LibraryMissing

COMMAND = Path(sys.executable).with_name("coterie")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.csv"], "none.csv"),
        (["--port", "65536"], "--port"),
        (["--max-upload", "0"], "--max-upload"),
    ],
)
def test_what_cannot_be_opened_is_said_before_it_listens(in_process, arguments, message):
    with pytest.raises(InputError) as caught:
        in_process("studio", *arguments, "--port", "0", "--no-browser") if "--port" not in arguments else in_process(
            "studio", *arguments
        )
    assert message in caught.value.in_command


def test_s1_it_offers_no_other_address(coterie_command):
    assert "--host" in coterie_command("studio", "--host", "0.0.0.0").stderr  # noqa: S104 - what is refused


def test_the_extra_is_named_where_it_is_missing(in_process, monkeypatch):
    monkeypatch.delitem(sys.modules, "coterie.studio.running", raising=False)
    monkeypatch.delattr("coterie.studio.running", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(LibraryMissing, match=r"coterie\[studio\]"):
        in_process("studio", "--no-browser")


def test_c1_with_a_file_it_lands_on_its_columns_and_ephemeral_keeps_nothing(tmp_path, bank):
    bank.head(60).write_csv(tmp_path / "bank.csv")
    command = [COMMAND, "studio", "bank.csv", "--port", "0", "--json", "--no-browser", "--ephemeral"]
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "TMPDIR": str(tmp_path / "tmp"), "PATH": "/usr/bin"}
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=home) as process:
        text = ""
        while not text.rstrip().endswith("\n}") and (line := process.stdout.readline()):
            text += line
        with httpx.Client(follow_redirects=True, timeout=120) as client:
            answer = client.get(json.loads(text)["url"])
            assert answer.status_code == 200
            assert answer.url.path.endswith("/columns")
            assert "credit_score" in answer.text
            assert b"token" not in answer.url.query
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not (tmp_path / "data").exists()
    assert list((tmp_path / "tmp").iterdir()) == []


def test_b2_the_help_and_segment_load_nothing_of_it():
    code = (
        "import sys, coterie, coterie.cli.app, coterie.cli.segment, coterie.cli.studio; "
        "print([name for name in sys.modules if name.startswith('coterie.studio') or name in {'fastapi', 'uvicorn'}])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
