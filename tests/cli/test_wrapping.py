from __future__ import annotations

import re
import shlex
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.cli.wrapping import widest, wrapped

COMMANDS = [
    "--missing 'Annual Income (k$)=none'",
    "--type 'Post code=categorical'",
    "--describe",
    '--features "Income, yearly"',
]


LONG = "`coterie transactions shop.csv --customer ID --date 'Order Date' --out c.csv`"


def joined(lines):
    return " ".join(" ".join(line.removesuffix(" \\") for line in lines).split())


@pytest.mark.parametrize("width", [30, 40, 60, 120])
def test_a_long_command_goes_on_as_a_shell_takes_it(width):
    lines = wrapped(f"For another day: {LONG}. If not: --ignore x.", width, indent="  ")
    assert max(map(len, lines)) <= max(width, len(LONG) if width > len(LONG) else 0)
    assert joined(lines) == f"For another day: {LONG}. If not: --ignore x."
    pasted = "\n".join(lines).split("`")[1].replace("\\\n", "")  # as a shell reads it
    assert shlex.split(pasted) == shlex.split(LONG.strip("`"))


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_part_of_a_command_is_broken(command, width):
    text = f"Correct these cells where the table comes from, or keep them with {command}. Then look again."
    lines = wrapped(text, width, indent="  ")
    assert sum(command.removesuffix("--describe") in line for line in lines) >= 1
    assert " ".join(" ".join(lines).split()) == text


@given(st.lists(st.text("ab-'`", min_size=1, max_size=9), max_size=30), st.integers(1, 60))
def test_every_word_is_kept_in_order(words, width):
    text = " ".join(words)
    assert joined(wrapped(text, width, indent="   ")) == text


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=30), st.integers(12, 60))
def test_lines_are_as_full_as_they_can_be(words, width):
    lines = wrapped(" ".join(words), width)
    assert max(map(len, lines)) <= width
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > width


def test_wide_characters_take_two_columns():
    assert wrapped("顧客 顧客", 6) == ["顧客", "顧客"]
    assert widest("顧客 a") == 4


def test_a_quoted_value_is_one_word_of_the_shell():
    [line] = [line for line in wrapped(COMMANDS[0], 10) if "--missing" in line]
    assert shlex.split(re.sub(r"^\s+", "", line)) == ["--missing", "Annual Income (k$)=none"]
