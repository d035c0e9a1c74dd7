from __future__ import annotations

import importlib.metadata

import pytest


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
