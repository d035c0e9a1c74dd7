from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import pytest

import coterie
from coterie import InputError
from coterie.cli.run import COMMANDS, OFFERED, SHARED
from coterie.errors.choosing import ELSEWHERE
from coterie.options import Declared, Option, Options, checked, declared
from coterie.options.checks import Choice, Whole
from coterie.options.options import GROUPS, READING
from coterie.sources import Reading, read

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Few:
    size: Annotated[Literal["small", "large"], Option("How large.")] = "small"
    count: Annotated[int | None, Option("How many.", "all", check=Whole(1, 3))] = None
    loud: Annotated[bool, Option("Loud.")] = False
    kinds: Annotated[dict[str, Literal["a"]], Option("Kinds.")] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked(self)


def test_checks_and_words_follow_from_the_type():
    found = declared(Few)
    assert found["size"].check == Choice(("small", "large"))
    assert [each.metavar for each in found.values()] == ["small|large", "N", "", "NAME=VALUE"]
    assert [each.default for each in found.values()] == ["small", "all", "off", "none"]
    assert found["count"].sentence == "How many (default: all)."


def test_values_are_checked_however_they_come():
    assert Few(count="2").count == 2
    for wrong in ({"size": "huge"}, {"count": 4}, {"loud": None}, {"kinds": {"x": "b"}}):
        with pytest.raises(InputError, match=f"`{next(iter(wrong))}"):
            Few(**wrong)


def test_the_documentation_of_the_class_has_every_option():
    assert Options.__doc__ is not None
    assert re.findall(r"^(\w+) : ", Options.__doc__, re.MULTILINE) == list(declared(Options))
    assert "    Random seed (default: 0)." in Options.__doc__


def test_reading_takes_the_options_of_reading():
    assert set(Reading.__annotations__) == set(READING)
    assert set(inspect.signature(read).parameters) - {"source"} == set(READING)


def first_cell(option: Declared) -> str:
    """Return how the page names an option: `--k auto`, `elbow`, `silhouette` or `N`."""
    words = option.metavar.split("|")
    cells = [f"`{f'{option.flag} {words[0]}'.strip()}`", *(f"`{word}`" for word in words[1:])]
    return " or ".join([", ".join(cells[:-1]), cells[-1]] if len(cells) > 1 else cells)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_of_options_says_what_is_declared_in_the_order_of_the_help(command):
    page = (ROOT / "docs" / "options.md").read_text()
    section = next(part for part in page.split("\n## ") if part.startswith(f"`coterie {command}"))
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `--")]
    headings = re.findall(r"^\*\*(\w+)\*\*$", section, re.MULTILINE)
    options = sorted(
        COMMANDS[command].values(), key=lambda each: (GROUPS.index(each.option.group), each.name in SHARED)
    )
    if command != "segment":
        options = [each for each in options if COMMANDS["segment"].get(each.name) != each]
    told = [row for row in rows if not row[0].startswith("`--config")]
    assert [row[0] for row in told] == list(map(first_cell, options))
    assert headings == list(dict.fromkeys(each.option.group for each in options))
    for row, each in zip(told, options, strict=True):
        assert row[1].strip("`") == each.default
        assert row[2].startswith(each.option.help)


@pytest.mark.parametrize("name", OFFERED)
def test_help_is_a_sentence(name):
    assert re.fullmatch(r"[A-Z].*\.", OFFERED[name].option.help)


@pytest.mark.parametrize(
    ("call", "name", "hint"),
    [
        (coterie.segment, "n_clusters", "Did you mean 'k'?"),
        (coterie.segment, "random_state", "Did you mean 'seed'?"),
        (coterie.segment, "columns", "Did you mean 'features'?"),
        (coterie.segment, "kmax", "Did you mean 'k_max'?"),
        (coterie.segment, "n_init", "coterie.Segmenter"),
        (coterie.fit, "n_clusters", "describe(fitted, k=…)"),
        (coterie.describe, "n_clusters", "Did you mean 'k'?"),
        (coterie.inspect, "columns", "Did you mean 'features'?"),
    ],
)
def test_what_other_libraries_call_an_option_is_understood(call, name, hint):
    with pytest.raises(InputError) as caught:
        call("customers.csv", **{name: 4})
    assert hint in str(caught.value)


def test_what_other_libraries_say_is_no_option_of_ours():
    known = set(declared(Options))
    assert not set(ELSEWHERE) & known
    assert set(ELSEWHERE.values()) <= known
