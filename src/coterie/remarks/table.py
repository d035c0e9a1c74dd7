"""The table of words as it is written: one entry a code, with its group, its words and its remedy."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

Group = Literal[
    "reading", "lines_left_out", "rows_left_out", "purchases_left_out", "missing_token", "unreadable", "impossible",
    "rewritten", "kept", "doubt", "without_a_segment", "step", "fits", "refused", "earlier_format",
]  # fmt: skip
"""What became of the cells or rows that a remark is about; accounts add up by it."""

Said = str | list[str]
"""A sentence; two where it is another one for one thing than for several, as its fact `n` counts them."""


class Entry(BaseModel):
    """One code.

    Attributes
    ----------
    group : Group or None
        What became of the rows; only the table of the package says so.
    says : str
        In a few words, without a full stop.
    step : str
        The same as a step on the way from lines to customers, where that is shorter.
    detail : str or list of str
        What to add: parts, of which those whose facts are there are put together.
    remedy : str
        What to do about it; empty where there is nothing to be done.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    group: Group | None = None
    says: str = ""
    step: str = ""
    detail: str | list[str] = ""
    remedy: str = ""


class Table(BaseModel):
    """A whole table of words.

    Attributes
    ----------
    remarks : dict of str to Entry
        By code.
    phrases : dict of str to str
        Parts of sentences that several remarks share.
    plurals : dict of str to list of str
        What is counted: one of them, and several.
    choices : dict of str to dict of str to str
        The words for each value of a fact that is one of a few.
    says : dict of str to dict of str to Said
        Sentences of page, terminal and cards, by where they stand and what they are called.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    remarks: dict[str, Entry]
    phrases: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    choices: dict[str, dict[str, str]] = {}
    says: dict[str, dict[str, Said]] = {}

    @property
    def sentences(self) -> dict[str, Said]:
        """Its sentences by their codes: "page.segments" of `segments` under `says.page`."""
        return {f"{place}.{name}": said for place, named in self.says.items() for name, said in named.items()}


@cache
def english() -> Table:
    """Return the table of the package, without its sentences.

    Examples
    --------
    >>> english().remarks["missing_token"].group
    'missing_token'
    """
    return Table.model_validate(tomllib.loads(text_of("english.toml")))


@cache
def sentences() -> dict[str, Said]:
    """Return the sentences of the package by their codes; read apart, since reading a table needs none of them.

    Examples
    --------
    >>> sentences()["page.segments"]
    'The segments'
    """
    return Table.model_validate({"remarks": {}} | tomllib.loads(text_of("sentences.toml"))).sentences


def text_of(name: str) -> str:
    """Return a file of the package's table as it is written.

    Examples
    --------
    >>> text_of("english.toml").partition(":")[0]
    '# Every remark'
    """
    return resources.files("coterie.remarks").joinpath(name).read_text(encoding="utf-8")


def printed() -> str:
    """Return the whole table as a file of words may be written.

    Examples
    --------
    >>> tomllib.loads(printed())["says"]["page"]["segments"]
    'The segments'
    """
    remarks = (line for line in text_of("english.toml").splitlines(keepends=True) if not line.startswith("group = "))
    return _HEADING + "".join(remarks) + "\n" + text_of("sentences.toml")


_HEADING = """\
# Words of coterie. Write them in another language, leave out what is to stay English, and give this file to --words.
# Codes and what stands in braces stay as they are; a fact may be left out, and stand in another place.

"""


def needs_a_look(code: str) -> bool:
    """Return whether a person should do something about it.

    Examples
    --------
    >>> needs_a_look("row_too_long"), needs_a_look("missing_token")
    (True, False)
    """
    return bool(english().remarks[code].remedy)


def group_of(code: str) -> Group:
    """Return the group of a code.

    Raises
    ------
    KeyError
        For a code that is not in the table.

    Examples
    --------
    >>> group_of("blank_lines")
    'lines_left_out'
    """
    group = english().remarks[code].group
    assert group is not None  # noqa: S101 - a test holds the table to it
    return group
