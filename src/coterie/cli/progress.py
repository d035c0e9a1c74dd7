"""The progress bar: which stage the work is in."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.engines import Progress as Tell

STAGES = ("Reading", "Cleaning", "Preparing", "Clustering", "Judging", "Describing", "Writing")
TRANSACTIONS = ("Reading", "Summarising", "Writing")
REFITTING = ("Reading", "Scoring", *STAGES[1:])
SCORING = ("Reading", "Scoring", "Writing")
COMPARING = ("Reading", "Comparing", "Writing")
INSPECTING = ("Reading", "Examining")


@contextlib.contextmanager
def progress(*, quiet: bool, stages: Sequence[str] = STAGES) -> Iterator[Tell]:
    """Show the stages on stderr, on a terminal only; yield the function that tells of them.

    Examples
    --------
    >>> with progress(quiet=True) as tell:
    ...     tell("Clustering", 3, 12)
    """
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description:<11}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("terminal.stage", stage=stages[0]), total=len(stages))

        def tell(stage: str, done: int, total: int) -> None:
            said = say("terminal.stage_of" if total > 1 else "terminal.stage", stage=stage, done=done, total=total)
            bar.update(task, description=said, completed=stages.index(stage) + done / total)
            bar.refresh()  # a stage may end before the next tick

        yield tell
