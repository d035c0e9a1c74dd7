"""A file that is scored here: read, written beside the project, and told of in that one answer alone."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from typing import TYPE_CHECKING, NamedTuple

from coterie.outputs import write_assignments
from coterie.scoring import Passing, customers_of
from coterie.views.scored import Scored, scored

if TYPE_CHECKING:
    from pathlib import Path

    from coterie.segmentation import Segmentation

FOLDER, FILE = "scored", "scored.csv"
_KEPT = 5
"""Files that stay for being downloaded: the last ones."""


class Done(NamedTuple):
    """What came of it, and by which word the file is asked for."""

    view: Scored
    word: str


def score_file(segmentation: Segmentation, path: Path, folder: Path) -> Done:
    """Score the customers of a file, as `coterie score` does, and keep what came of it in a folder of its own.

    Parameters
    ----------
    segmentation : Segmentation
    path : Path
        The customers.
    folder : Path
        Of the project.

    Raises
    ------
    coterie.errors.InputError
        As `coterie.score`; then nothing is kept.
    """
    shown, purchases = customers_of(segmentation, str(path))
    passing = Passing(segmentation, shown, folder=folder)
    word = secrets.token_hex(16)
    place = folder / FOLDER / word
    place.mkdir(parents=True, mode=0o700)
    try:
        write_assignments(passing.held(), place / FILE)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    _forget_older(folder / FOLDER)
    doubts = (*(purchases.doubts if purchases else ()), *passing.doubts)
    return Done(scored(segmentation, passing.counts, names=("", path.name), doubts=doubts, purchases=purchases), word)


def scored_in(folder: Path, word: str) -> Path | None:
    """Return a file that was scored, by its word; None where there is none."""
    known = {each.name: each / FILE for each in _all(folder / FOLDER)}
    found = known.get(word)
    return found if found is not None and found.is_file() else None


def _all(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns)
    return []


def _forget_older(folder: Path) -> None:
    for each in _all(folder)[:-_KEPT]:
        shutil.rmtree(each, ignore_errors=True)
