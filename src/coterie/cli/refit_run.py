"""The options that are `coterie refit`'s own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from coterie.cli.shared_run import ENGINE, Checking, ToDatabase
from coterie.options import Option
from coterie.options.checks import Folder, Readable, Whole
from coterie.options.options import EVIDENCE, INPUT, OUTPUT, SEGMENTS, EngineName


@dataclass(frozen=True)
class RefitRun(ToDatabase, Checking):
    """What `coterie refit` does with segments and customers."""

    out: Annotated[Path | None, Option("Folder for the results.", "none; it must be given", OUTPUT, check=Folder())] = (
        None
    )
    k: Annotated[int | None, Option("Number of segments.", "as many as before", SEGMENTS, "N", check=Whole(1, 255))] = (
        None
    )
    prefer: Annotated[
        Literal["auto", "identity", "fit"],
        Option(
            "How much inertia segments that go on may lose and still be taken: 1% (auto), 5% (identity), none (fit).",
            "",
            SEGMENTS,
        ),
    ] = "auto"
    before: Annotated[
        object | None,
        Option(
            "Assignments of before, which say who was in which segment.",
            "those beside the segmentation",
            INPUT,
            check=Readable(),
        ),
    ] = None
    evidence: Annotated[
        Literal["quick", "full", "none"] | None, Option("How much evidence to gather.", "as much as before", EVIDENCE)
    ] = None
    assignments: Annotated[Literal["csv", "parquet", "xlsx"], Option("Format of the assignments.", "", OUTPUT)] = "csv"
    split: Annotated[bool, Option("Write a file of assignments for each segment as well.", "", OUTPUT)] = False
    report: Annotated[Literal["html", "none"], Option("The page to read and send; none is quicker.", "", OUTPUT)] = (
        "html"
    )
    pages: Annotated[bool, Option("Write a page for each segment as well.", "", OUTPUT)] = False
    engine: Annotated[EngineName, ENGINE] = "auto"
