"""The options that are `coterie compare`'s own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from coterie.cli.shared_run import WithHistory
from coterie.options import Option
from coterie.options.checks import Folder, Readable
from coterie.options.options import INPUT, OUTPUT


@dataclass(frozen=True)
class CompareRun(WithHistory):
    """What `coterie compare` does with two sides."""

    on: Annotated[
        object | None,
        Option(
            "With two segmentations: the customers whom both score.",
            "none; only what they keep is compared",
            INPUT,
            check=Readable(),
        ),
    ] = None
    old_assignments: Annotated[
        object | None,
        Option(
            "Assignments of before, which say who was in which segment.",
            "those beside the old segmentation",
            INPUT,
            check=Readable(),
        ),
    ] = None
    old_customers: Annotated[
        object | None,
        Option(
            "The customers of before: moves are split between customers and model in both orders.",
            "none",
            INPUT,
            check=Readable(),
        ),
    ] = None
    by: Annotated[
        Literal["month"] | None,
        Option("Compare the customers of each month by themselves as well.", "none", INPUT),
    ] = None
    date: Annotated[
        str | None,
        Option("The column that says which month a row is of.", "the only one that holds dates", INPUT, "COL"),
    ] = None
    out: Annotated[
        Path | None,
        Option("Folder for the page, the JSON and changes.csv.", "none; nothing is written", OUTPUT, check=Folder()),
    ] = None
    report: Annotated[Literal["html", "none"], Option("The page to read and send; none is quicker.", "", OUTPUT)] = (
        "html"
    )
