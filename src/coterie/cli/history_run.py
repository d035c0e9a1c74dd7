"""The options that are `coterie history`'s own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from coterie.cli.shared_run import WithHistory
from coterie.options import Option
from coterie.options.checks import OutputFile
from coterie.options.options import DATABASE, INPUT, OUTPUT


@dataclass(frozen=True)
class HistoryRun(WithHistory):
    """What `coterie history` shows and changes."""

    id: Annotated[str | None, Option("The person to forget.", "none; it must be given", INPUT, "ID")] = None
    write_to: Annotated[
        str | None,
        Option(
            "Database of a table to take the person out of as well: its URL, or '$NAME' of the variable that holds it.",
            "those that runs recorded",
            DATABASE,
            "URL",
        ),
    ] = None
    chart: Annotated[
        Path | None, Option("File of the chart to write: .svg or .png.", "none", OUTPUT, check=OutputFile())
    ] = None
    to_table: Annotated[str | None, Option("That table.", "those that runs recorded", DATABASE, "NAME")] = None
