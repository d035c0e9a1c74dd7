"""A run, in a process of its own: ``python -m coterie.studio.working`` makes segments and writes them into a folder.

It is told what to do in a line of JSON, tells how far it is in others, and ends when nobody listens any more.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.artefact import to_bytes
from coterie.options import Options
from coterie.segmentation import describe
from coterie.segmentation.fitting import How, fit_with
from coterie.studio.home import only_for_owner
from coterie.studio.sources import source_of
from coterie.views.exploring.borders import with_borders
from coterie.views.exploring.drawn import drawn, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.segmentation import Result
    from coterie.segmentation.fitting import Fitted

    Tell = Callable[..., None]

EARLY, WHOLE = "early", "whole"
"""The folders of what is there before the evidence is, and of everything."""
META, CUSTOMERS, SAMPLE = "run.json", "customers.parquet", "sample.bin"


def work(source: object, options: dict[str, Any], folder: Path, *, tell: Tell) -> None:  # each option has its own type
    """Make segments for every number of them, and write what is kept of each.

    Parameters
    ----------
    source : object
        The customers.
    options : dict
        As they were given.
    folder : Path
        Where folders `EARLY` and `WHOLE` are made, each whole or not at all.
    tell : callable
        Told the stage, the steps done and the steps in all; and ``early=True`` when there is something to look at.
    """

    def first(fitted: Fitted) -> None:
        result = describe(fitted)
        fitted.population.tell.to(tell)
        _write(fitted, [result], folder / EARLY, recommended=len(result.segments), early=True)
        tell(early=True)

    asked = Options.read(options)
    fitted = fit_with(source, asked, How(engine="memory", on_progress=tell, on_clustered=first))
    fitted.case.complete()
    recommended = fitted.recommended_k or len(describe(fitted).segments)
    fitted.population.complete(fitted.case.sweep[recommended])
    results = []
    for done, k in enumerate(fitted.n_clusters):
        tell("Describing", done, len(fitted.n_clusters))
        results.append(describe(fitted, k=k))
    _write(fitted, results, folder / WHOLE, recommended=recommended, early=False)


def _write(fitted: Fitted, results: Sequence[Result], out: Path, *, recommended: int, early: bool) -> None:
    found = drawn(fitted, recommended)
    part = out.with_name(f"{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    described = [len(each.segments) for each in results]
    with_borders(found.customers, dict(zip(described, results, strict=True))).write_parquet(part / CUSTOMERS)
    (part / SAMPLE).write_bytes(sample(found))
    for k, each in zip(described, results, strict=True):
        (part / f"{k}.coterie").write_bytes(to_bytes(each))
    meta = {
        "columns": found.columns,
        "id": found.id,
        "features": found.features,
        "bins": [[each.column, each.edges, each.values, each.said, each.rest] for each in found.bins],
        "axes": found.axes,
        "explained": found.explained,
        "ks": found.ks,
        "described": described,
        "recommended": recommended,
        "same": [[found.same[a][b] for b in found.ks] for a in found.ks],
        "colours": [found.colours[k] for k in found.ks],
        "early": early,
    }
    (part / META).write_text(json.dumps(meta), encoding="utf-8")
    part.rename(out)


def _leave_with_the_server() -> None:
    """End at once when the process that asked is gone: its end of the line is closed."""

    def listen() -> None:
        while sys.stdin.buffer.read(1):
            pass
        os._exit(1)

    threading.Thread(target=listen, daemon=True).start()


def main() -> None:
    """Do what the first line says."""
    only_for_owner()
    task = json.loads(sys.stdin.buffer.readline())
    _leave_with_the_server()
    out = sys.stdout

    def tell(stage: str = "", done: int = 0, total: int = 1, *, early: bool = False) -> None:
        out.write(json.dumps({"early": True} if early else {"stage": stage, "done": done, "total": total}) + "\n")
        out.flush()

    try:
        work(source_of(task["source"]), task["options"], Path(task["folder"]), tell=tell)
        said: dict[str, object] = {"ending": "done"}
    except errors.CoterieError as error:
        said = {"ending": "failed", "problem": error.in_command, "kind": type(error).__name__}
    except MemoryError:
        said = {"ending": "failed", "problem": "", "kind": "MemoryError"}
    out.write(json.dumps(said) + "\n")
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
