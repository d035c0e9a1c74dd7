"""The TOML file of options as `coterie inspect` writes it, with the plan of a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors
from coterie.atomic import check_target, whole
from coterie.cli.printable import printable
from coterie.cli.run import OFFERED
from coterie.options import Options
from coterie.options.options import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coterie.readiness import Check, Readiness
    from coterie.schema import Column


def check_config(path: Path, *, overwrite: bool, sources: Sequence[str]) -> None:
    """Refuse a file that the options cannot go to, before any work is done.

    Raises
    ------
    coterie.errors.OutputError
        For a folder or a device, for the customers themselves, and for a file that is there already.
    """
    check_target(path)
    if path.exists() and any(path.resolve() == Path(source).resolve() for source in sources):
        raise errors.writing.would_replace_source(path, path.name, "--write-config")
    if path.exists() and not overwrite:
        raise errors.writing.file_exists(path, "--write-config")


def write_config(path: Path, options: Options, readiness: Readiness) -> None:
    """Write options that lead to what was planned, whole or not at all.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.
    """
    with whole(path) as partial:
        partial.write_text(to_toml(options, readiness), encoding="utf-8")


def to_toml(options: Options, readiness: Readiness) -> str:
    r"""Return the file's text: given to `coterie segment --config`, it leads to the same segments as no file does.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.options import Options
    >>> from coterie.readiness import examine
    >>> from coterie.sources import read
    >>> table = read(pl.DataFrame({"client_id": ["a", "b", "c"], "age": [20, 30, 45]}))
    >>> text = to_toml(Options(), examine(table, Options()))
    >>> print(*(line for line in text.splitlines() if line.startswith(("id", '  "age"'))), sep="\n")
    id = "client_id"  # categorical. Named like an id and different in every row.
      "age",  # numeric. Numbers: a feature.
    """
    columns = readiness.schema.columns
    parts = [
        _heading(readiness),
        ["# Who the customer is.", *_id([column for column in columns if column.role == "id"])],
        *([f"# {said}", *_list(key, columns, role)] for key, role, said in _LISTS),
        ["# Everything else.", *(_option(*pair) for pair in options.shown().items())],
        ["# What each column is: numeric, categorical, boolean, date or text.", "[type]"],
    ]
    parts[-1] += [f"{_quoted(column.name)} = {_quoted(column.comes_as)}" for column in columns if column.role != "id"]
    gone = (f"{_quoted(name)} = {list(numbers)}" for name, numbers in options.missing.items())
    parts.append([f"# {OFFERED['missing'].sentence}", "[missing]", *gone])
    for key in ("role", "labels"):
        named = (f"{_quoted(name)} = {_quoted(said)}" for name, said in options.values()[key].items())
        parts.append([f"# {OFFERED[key].sentence}", f"[{key}]", *named])
    for key in ("count", "returns"):
        said = (
            f"{_quoted(name)} = {json.dumps(words, ensure_ascii=False)}" for name, words in options.shown()[key].items()
        )
        parts.append([f"# {OFFERED[key].sentence}", f"[{key}]", *said])
    weights = (f"{_quoted(name)} = {number!r}" for name, number in options.weight.items())
    parts.append([f"# {OFFERED['weight'].sentence}", "[weight]", *weights])
    return "\n\n".join("\n".join(line for line in part if line) for part in parts) + "\n"


_LISTS = (
    ("features", "feature", "The segments are built on these."),
    ("describe", "descriptor", "These describe the segments."),
    ("ignore", "ignored", "These are left out."),
)


def _heading(readiness: Readiness) -> list[str]:
    """Say what the file is for, and what was found."""
    found = (check for check in readiness.checks if check.grade != "pass")
    made = readiness.made
    return [
        "# Options for `coterie segment`, as `coterie inspect` found them. Edit what should be different, then:",
        "#   coterie segment CUSTOMERS --out DIR --config THIS_FILE",
        *([] if made is None else [_comment(made.purchases.says)]),
        f"# The table is {readiness.status}.",
        *(_comment(f"{check.grade}: {_about(check)}{_told(check)}") for check in found),
        *([] if readiness.problem is None else [_comment(f"not ready: {readiness.problem.in_command}")]),
    ]


def _told(check: Check) -> str:
    from coterie.remarks import words

    said = words()
    return f"{said.sentence(check.remark)} {said.remedy(check.remark)}"


def _about(check: Check) -> str:
    return "" if check.column is None else f"{check.column}: "


def _id(columns: list[Column]) -> list[str]:
    """Return the line of the id, as a comment where there is none."""
    if not columns:
        return ['# id = ""']
    return [f"id = {_quoted(column.name)}  {_comment(f'{column.comes_as}. {column.reason}')}" for column in columns]


def _list(key: str, columns: Iterable[Column], role: str) -> list[str]:
    """Return the columns of a role, a line each with its type and the reason; no features are none at all."""
    lines = [
        f"  {_quoted(column.name)},  {_comment(f'{column.comes_as}. {column.reason}')}"
        for column in columns
        if column.role == role
    ]
    if not lines and key == "features":
        return ["# features = []"]
    return [f"{key} = [", *lines, "]"] if lines else [f"{key} = []"]


def _option(key: str, value: object) -> str:
    """Return the line of an option that concerns no column, as a comment where it has no value."""
    if key in TYPES or isinstance(value, dict):
        return ""
    named = key.replace("_", "-")
    written = f"# {named} = ..." if value is None else f"{named} = {json.dumps(value)}"
    return f"{written}  {_comment(OFFERED[key].sentence)}"


def _quoted(text: str) -> str:
    """Return text as TOML writes it; JSON does alike but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(words: str) -> str:
    """Return words as a comment: on one line, without characters that TOML does not allow there."""
    return f"# {printable(' '.join(words.split()))}"
