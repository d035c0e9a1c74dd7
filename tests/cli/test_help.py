"""The help as people see it, rendered by Rich."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from coterie.cli.app import app

COMMANDS = get_command(app).commands
WITHOUT_DEFAULT = {"--help", "--version"}
"""What is no choice but another thing to do."""


def rendered(command: str, width: int) -> str:
    with patch("typer.rich_utils.MAX_WIDTH", None):  # else the width at its import holds
        done = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": str(width), "TERMINAL_WIDTH": str(width)})
    assert done.exit_code == 0
    return done.stdout


def entries(text: str) -> dict[str, str]:
    """Return what stands beside each option, in one line."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        inside = line.strip("│ ")
        if name := re.match(r"│ (?:[* ]  )?(--[a-z-]+)", line):
            found[name[1]] = inside
        elif found and line.startswith("│"):
            found[[*found][-1]] += f" {inside}"
    return {name: " ".join(words.split()) for name, words in found.items()}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_happens_without_it(command, width):
    shown = entries(rendered(command, width))
    declared = {param.opts[0] for param in COMMANDS[command].params if param.opts[0].startswith("--")}
    assert set(shown) == declared | {"--help"}
    silent = {name for name, words in shown.items() if not re.search(r"\(default: .+\)|required", words)}
    assert silent == WITHOUT_DEFAULT & set(shown)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_type_of_python_is_shown(command, width):
    text = CliRunner().invoke(app, [*([command] if command else []), "--help"], env={"COLUMNS": str(width)}).stdout
    assert "Usage:" in text
    assert re.findall(r"<\w+>|\[default|\[x>", text) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_sentences(command):
    for param in COMMANDS[command].params:
        assert re.match(r"[A-Z].*\.$", param.help or ""), param.name


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("score", "coterie score [OPTIONS] SEGMENTATION [CUSTOMERS]"),
        ("explain", "coterie explain [OPTIONS] SEGMENTATION [CUSTOMERS]"),
        ("serve", "coterie serve [OPTIONS] [SEGMENTATION...]"),
        ("rename", "coterie rename [OPTIONS] SEGMENTATION ID=NAME..."),
    ],
)
def test_what_to_write_is_in_capitals_and_what_may_be_left_out_in_brackets(command, usage):
    said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "120"}).output
    assert f"Usage: {usage}" in said


def overview(command: str) -> str:
    """Return what is said of a command above its arguments and options."""
    lines = rendered(command, 200).split("╭")[0].splitlines()
    return "\n".join(line.strip() for line in lines)


@pytest.mark.parametrize("command", ["explain", "serve"])
def test_what_is_said_of_a_command_is_broken_where_the_terminal_ends_and_nowhere_else(command):
    said = {"explain": "how sensitive attributes are tied to segments.", "serve": "that have begun are answered."}
    assert said[command] in overview(command)


@pytest.mark.parametrize("command", ["serve", "explain", "measure"])
def test_what_writes_no_file_has_none_to_overwrite(command):
    assert "--overwrite" not in entries(rendered(command, 120))
    assert "--overwrite" in entries(rendered("score", 120))
