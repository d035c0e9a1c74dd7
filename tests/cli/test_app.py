from __future__ import annotations

import importlib.metadata
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

COMMAND = Path(sys.executable).with_name("coterie")


def test_version(coterie_command):
    assert coterie_command("--version").stdout == f"coterie {importlib.metadata.version('coterie')}\n"


@pytest.mark.parametrize("command", ["segment", "inspect", "score", "demo"])
def test_every_command_has_help_with_an_example(coterie_command, command):
    done = coterie_command(command, "--help", COLUMNS="100")
    assert done.returncode == 0
    assert f"Example: coterie {command}" in done.stdout


def test_an_unknown_option_is_refused(coterie_command):
    done = coterie_command("segment", "x.csv", "--outt", "y")
    assert done.returncode == 2
    assert "--outt" in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_so_and_leaves_nothing(number, code, tmp_path, bank):
    large = pl.concat(
        [bank.with_columns(pl.col("income") + i, customer_id=f"{i}-" + pl.col("customer_id")) for i in range(300)]
    )
    large.write_csv(tmp_path / "bank.csv")
    command = [COMMAND, "segment", "bank.csv", "--out", "out"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(3)
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (code, "stopped; nothing was written\n")
    assert [path.name for path in tmp_path.iterdir()] == ["bank.csv"]
