"""What the command does with a segmentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from coterie.options import Option, Options, checked, declared
from coterie.options.options import RESULTS

RUNNING = "The run"


@dataclass(frozen=True)
class Run:
    """What the command does with a segmentation, beside the options of the segmentation itself."""

    out: Annotated[Path | None, Option("Folder for the results.", "none; it must be given", RESULTS)] = None
    assignments: Annotated[Literal["csv", "parquet"], Option("Format of the assignments.", "", RESULTS)] = "csv"
    report: Annotated[Literal["html", "none"], Option("The page to read and send; none is quicker.", "", RESULTS)] = (
        "html"
    )
    overwrite: Annotated[bool, Option("Replace what an earlier run wrote.", "", RESULTS)] = False
    json: Annotated[bool, Option("Print the result as JSON, and nothing else.", "", RUNNING)] = False
    quiet: Annotated[bool, Option("Show no progress.", "", RUNNING)] = False
    engine: Annotated[
        Literal["auto", "memory", "streaming"],
        Option("Hold the table in memory or read it in batches; auto holds what fits.", "", RUNNING),
    ] = "auto"
    write_to: Annotated[
        str | None,
        Option(
            "Database to write the assignments to as well: its URL, or '$NAME' of the variable that holds it.",
            "",
            RESULTS,
            "URL",
        ),
    ] = None
    to_table: Annotated[
        str | None, Option("Target table; created if absent, otherwise its rows are replaced.", "", RESULTS, "NAME")
    ] = None
    replace_table: Annotated[bool, Option("Replace that table even if coterie did not write it.", "", RESULTS)] = False

    def __post_init__(self) -> None:
        """Check every value."""
        checked(self)


def split(values: Mapping[str, Any]) -> tuple[dict[str, Any], Run]:  # each option has its own type
    """Part what was given into the options of the segmentation and what the command does with it.

    Parameters
    ----------
    values : mapping
        Values by name.

    Returns
    -------
    options : dict
        What is not the command's.
    run : Run

    Examples
    --------
    >>> split({"k": 4, "quiet": True})[0]
    {'k': 4}
    """
    own = declared(Run)
    run = Run(**{name: value for name, value in values.items() if name in own})
    return {name: value for name, value in values.items() if name not in own}, run


OFFERED = {**declared(Options), **declared(Run)}
"""Every option that the command line and the TOML file know, by name."""
