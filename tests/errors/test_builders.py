"""Every builder: what its error is, and that its message helps. Which kind it is of stands in its module's test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coterie import errors

LONGEST = 600
NEXT = (  # what a last sentence begins with, or holds, when it says what to do
    r"Did you mean|must be|(?:^|[.,:;] |or |, )(?:add|answer|ask|allowed|change|check|choose|correct|count|download"
    r"|export|fill|fit|free|give|install|keep|leave|look|make|name|pack|rename|run|save|see|set|take|unpack|use|write"
    r"|the columns are|the options are)\b"
)
SIZES = {"most", "needed", "free", "memory"}  # of bytes, which are said in larger units
UNSAID = {
    ("missing_columns", "present"),  # the nearest are offered, or all where none is near
    ("no_result", "value"),  # a frame fills pages: its kind says what was mistaken for what
    ("not_an_address", "name"),
    ("not_words", "wanted"),  # the nearest known is offered
}


def test_it_says_its_kind_and_each_error_is_one_of_a_specific_kind(built):
    kind = type(built.error)
    assert built.builder.__annotations__["return"] == kind.__name__
    assert kind not in {errors.CoterieError, errors.InputError}
    assert kind.exit_code in range(2, 9)


@pytest.mark.parametrize("voice", ["python", "command"])
def test_its_message_is_sentences_on_one_line(built, voice):
    text = str(built.error) if voice == "python" else built.error.in_command
    assert text == text.strip()
    assert not re.search(r"\s\s|[\n\r]|[\ufdd0-\ufdd2]", text)
    assert text[-1] in ".?"
    assert text[0].isupper() or re.match("['`-]|3 |[km][a-z]*[=:]|stdout ", text), text
    assert "None" not in text.removeprefix("None of the")
    assert len(text) < LONGEST


@pytest.mark.parametrize("voice", ["python", "command"])
def test_its_message_has_the_values(built, voice):
    text = str(built.error) if voice == "python" else built.error.in_command
    for name, value in built.given.items():
        if (
            isinstance(value, str | int | Path)
            and not isinstance(value, bool)
            and not str(value).startswith("--")
            and name not in SIZES
        ):
            said = built.builder.__name__, name
            assert str(value) in text or said in UNSAID, f"{name} is unsaid: {text}"


def test_its_message_says_what_to_do(built):
    *what, todo = re.split(r"(?<=[.?]) (?=[A-Z`])", built.error.in_command)
    assert what or "must be" in todo or ":" in todo, "only what is wrong"
    assert re.search(NEXT, todo, re.IGNORECASE), todo


def test_python_names_parameters_and_the_command_flags(built):
    own = {"--config", "--write-config", "--like-source", "--log-file"}  # the command alone has them
    if built.builder.__name__ in {"no_destination", "no_out"}:
        return  # only the command can lack them
    said = re.sub(r"`[^`]* --help`|`coterie [^`]*`", "", str(built.error))
    assert set(re.findall(r"--[a-z][a-z-]*", said)) <= own
    assert "`k_max`" not in built.error.in_command
