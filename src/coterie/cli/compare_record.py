"""A comparison on its way into the history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coterie.cli.recording import kept_options, source_name

if TYPE_CHECKING:
    from coterie.cli.compare_run import CompareRun
    from coterie.history import History, Record
    from coterie.history.recording import Recorded
    from coterie.monitoring import Comparison
    from coterie.options import Options


def enter_comparison(
    history: History, found: Comparison, sides: tuple[str, str], *, options: Options, run: CompareRun
) -> Recorded | None:
    """Enter a comparison, once its files stand; None for two files of assignments, which say of no segmentation.

    Parameters
    ----------
    history : coterie.history.History
    found : Comparison
    sides : tuple of (str, str)
        OLD and NEW, as files.
    options : Options
    run : CompareRun
        The command's own options.

    Raises
    ------
    coterie.errors.OutputError
        When the database refuses.
    """
    from coterie.history.recording import enter

    if found.kind == "assignments":
        return None
    return enter(history, _record(found, sides, options=options, run=run))


def _record(found: Comparison, sides: tuple[str, str], *, options: Options, run: CompareRun) -> Record:
    from coterie.artefact import load
    from coterie.history.building import Asked, record_of
    from coterie.monitoring.opening import ARTEFACT

    old, new = sides
    seen = found.kind == "customers"
    path = Path(old if seen else new)
    path = path / ARTEFACT if path.is_dir() else path
    out = None if run.out is None else str(run.out.absolute())
    sizes: dict[int | None, int] = {each.id: each.after.customers for each in found.shares if each.after is not None}
    sizes[None] = found.new.customers - sum(sizes.values())
    return record_of(
        Asked("compare", kept_options("compare", options, run), out),
        load(path),
        artefact=path.read_bytes(),
        source=source_name(str(new if seen else run.on)) if seen or run.on is not None else None,
        data=found.new.sha256,
        counts=sizes,
        doubts=found.doubts,
        drift=found.answer,
    )


def said_of(recorded: Recorded | None, history: History) -> str:
    """Return what the terminal says of it."""
    from coterie.remarks import say

    if recorded is None:
        return say("history.no_segmentation")
    return say(
        "history.again" if recorded.again else "history.recorded", number=recorded.number, name=history.address.name
    )
