"""What a folder holds whose content is to be replaced: what coterie wrote there, or somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

IN_FOLDERS = re.compile(r"segment-\d+\.html|[a-z-]+\.(svg|png)")
"""Files of the folders beside a page."""

MARKED = ("segments.json", "comparison.json")
"""One of these is in every folder of results, and says which version wrote it."""

_BEGINNING = 2**12  # bytes of them, in which that stands


def check_held(out: Path, held: Sequence[str], *, ours: Collection[str], every: Collection[str]) -> None:
    """Refuse to replace what coterie did not write, and what another of its commands did.

    Parameters
    ----------
    out : Path
        The folder.
    held : sequence of str
        What is in it.
    ours : collection of str
        What an earlier run of the same command may have written there.
    every : collection of str
        What any command writes into a folder.

    Raises
    ------
    coterie.errors.OutputExists

    Examples
    --------
    >>> from pathlib import Path
    >>> check_held(Path("no-such-folder"), [], ours=(), every=())
    """
    foreign = [name for name in held if name not in ours or not _is_ours(out / name)]
    marked = any(_is_marked(out / name) for name in MARKED)
    if foreign and marked and all(name in every and _is_ours(out / name) for name in foreign):
        raise errors.writing.out_holds_other_results(out, foreign)
    if foreign or (held and not marked):
        raise errors.writing.out_holds_other_files(out, foreign or held)


def _is_ours(entry: Path) -> bool:
    """Return whether a folder beside a page holds nothing but what coterie writes there; true of a file."""
    return not entry.is_dir() or all(IN_FOLDERS.fullmatch(each.name) for each in entry.iterdir())


def _is_marked(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            return b'"coterie_version"' in content.read(_BEGINNING)
    except OSError:
        return False
