from __future__ import annotations

import importlib.metadata

import pytest

from coterie.clustering import describe_engine


def test_the_version_names_the_engine(coterie_command):
    version = importlib.metadata.version("coterie")
    assert coterie_command("--version").stdout == f"coterie {version}\n{describe_engine()}\n"


@pytest.mark.parametrize("command", ["segment", "inspect", "score", "demo"])
def test_every_command_has_help_with_an_example(coterie_command, command):
    done = coterie_command(command, "--help", COLUMNS="100")
    assert done.returncode == 0
    assert f"Example: coterie {command}" in done.stdout


def test_an_unknown_option_is_refused(coterie_command):
    done = coterie_command("segment", "x.csv", "--outt", "y")
    assert done.returncode == 2
    assert "--outt" in done.stderr
