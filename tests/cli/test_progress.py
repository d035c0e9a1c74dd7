from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

from coterie.cli.progress import COMPARING, INSPECTING, SCORING, STAGES, TRANSACTIONS
from coterie.remarks.table import english


def on_a_terminal(*arguments: str, cwd: Path) -> str:
    """Run coterie with a terminal for stdout and stderr and return what it showed."""
    command = str(Path(sys.executable).with_name("coterie"))
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(cwd)
        os.execv(command, [command, *arguments])  # noqa: S606 - the test's own program
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:  # the other end closed
        pass
    os.waitpid(pid, 0)
    return shown.decode()


def test_a_terminal_shows_the_stages(bank_csv, tmp_path):
    shown = on_a_terminal("segment", "bank.csv", "--out", "out", cwd=tmp_path)
    assert "Clustering" in shown
    assert "Report:" in shown


def test_stages_are_said_in_the_words_in_use(bank_csv, tmp_path):
    (tmp_path / "german.toml").write_text('[choices.stage]\nClustering = "Gruppieren"\n', encoding="utf-8")
    shown = on_a_terminal("segment", "bank.csv", "--out", "out", "--words", "german.toml", cwd=tmp_path)
    assert "Gruppieren" in shown
    assert "Clustering" not in shown


def test_every_stage_has_a_word():
    stages = {*STAGES, *TRANSACTIONS, *SCORING, *INSPECTING, *COMPARING}
    assert stages == set(english().choices["stage"])


def test_quiet_shows_none(bank_csv, tmp_path):
    shown = on_a_terminal("segment", "bank.csv", "--out", "out", "--quiet", cwd=tmp_path)
    assert shown.strip() == ""
    assert (tmp_path / "out" / "report.html").exists()
