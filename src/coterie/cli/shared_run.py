"""The options that several commands share, beside those of the segmentation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from coterie.options import Option, checked
from coterie.options.checks import OutputFile
from coterie.options.options import DATABASE, INPUT, OUTPUT

ENGINE = Option("Hold the table in memory, read it in batches, or leave it to Spark; auto holds what fits.", "", INPUT)


@dataclass(frozen=True)
class Shared:
    """What every command knows."""

    overwrite: Annotated[bool, Option("Replace what an earlier run wrote.", "", OUTPUT)] = False
    json: Annotated[bool, Option("Print the result as JSON, and nothing else.", "", OUTPUT)] = False
    quiet: Annotated[bool, Option("Print no progress and no summary: only JSON, answers and warnings.", "", OUTPUT)] = (
        False
    )
    log_file: Annotated[
        Path | None,
        Option(
            "File to append a log to, each line with the time and the run's id.", "none", OUTPUT, check=OutputFile()
        ),
    ] = None

    def __post_init__(self) -> None:
        """Check every value."""
        checked(self)


@dataclass(frozen=True)
class WithHistory(Shared):
    """Where runs are recorded, and where segmentations have names."""

    history: Annotated[
        str | None,
        Option(
            "History of runs: segment, score, refit and compare are recorded in it, and history:NAME is looked up "
            "there. A file of SQLite, a PostgreSQL URL, or '$NAME' of the variable that holds it.",
            "none",
            DATABASE,
            "URL",
        ),
    ] = None


@dataclass(frozen=True)
class ToDatabase(WithHistory):
    """Where assignments go beside a file."""

    write_to: Annotated[
        str | None,
        Option(
            "Database to write the assignments to as well: its URL, or '$NAME' of the variable that holds it.",
            "",
            DATABASE,
            "URL",
        ),
    ] = None
    to_table: Annotated[
        str | None, Option("Target table; created if absent, otherwise its rows are replaced.", "", DATABASE, "NAME")
    ] = None
    replace_table: Annotated[bool, Option("Replace that table even if coterie did not write it.", "", DATABASE)] = False


@dataclass(frozen=True)
class Checking(WithHistory):
    """What stops the work with customers of another day."""

    checks: Annotated[
        Literal["usual", "strict", "lenient"],
        Option(
            "What stops scoring when customers look unlike before: what spoils most segments, any doubt, or none.",
            "",
            INPUT,
        ),
    ] = "usual"
