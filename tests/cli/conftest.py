"""The command, run as people run it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("coterie")


@pytest.fixture
def coterie_command(tmp_path):
    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | environment,
        )

    return run


@pytest.fixture
def bank_csv(bank, tmp_path):
    path = tmp_path / "bank.csv"
    bank.write_csv(path)
    return path
