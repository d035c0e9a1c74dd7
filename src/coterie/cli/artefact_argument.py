"""The one place that says which file a command's segmentation is: a path, or a run of the history."""

from __future__ import annotations

import contextlib
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ALIAS = re.compile(r"history:(?P<wanted>.*)", re.DOTALL)


def is_alias(given: str | Path) -> bool:
    """Return whether an argument names a run of the history.

    Examples
    --------
    >>> is_alias("history:champion"), is_alias("segments/segmentation.coterie")
    (True, False)
    """
    return ALIAS.fullmatch(str(given)) is not None


def file_in(given: Path) -> Path:
    """Return the segmentation in a folder that `coterie segment` wrote; any other path as it is.

    Examples
    --------
    >>> file_in(Path("bank.coterie")).name
    'bank.coterie'
    """
    from coterie.outputs import ARTEFACT

    return given / ARTEFACT if (given / ARTEFACT).is_file() else given


@contextlib.contextmanager
def artefact_file(given: Path, history: str | None) -> Iterator[Path]:
    """Yield the file of a segmentation; that of a run of the history lies there as long as it is needed.

    Parameters
    ----------
    given : pathlib.Path
        A path, which is handed on as it is; the folder of one; or ``history:`` with a run's number or a tag.
    history : str or None
        The history, as `coterie.history.open_history` takes it.

    Raises
    ------
    coterie.errors.OptionError
        When a run is named, and no history.
    coterie.errors.ArtefactNotFound
        When the history has no such run.

    Examples
    --------
    >>> with artefact_file(Path("bank.coterie"), None) as path:
    ...     path.name
    'bank.coterie'
    """
    found = ALIAS.fullmatch(str(given))
    if found is None:
        yield file_in(given)
        return
    from coterie import errors
    from coterie.atomic import partial_folder
    from coterie.cli.past import opened
    from coterie.history.reading import artefact_of

    if history is None:
        raise errors.history.needed(str(given))
    content = artefact_of(opened(history, make=False), found["wanted"])
    name = f"run-{found['wanted']}" if found["wanted"].isdecimal() else found["wanted"]
    with partial_folder(Path(tempfile.gettempdir()).resolve() / f"{name}.coterie") as folder:
        file = folder / f"{name}.coterie"
        file.write_bytes(content)
        yield file


def refuse_alias(given: Path, out: Path | None, option: str = "--out") -> None:
    """Refuse to write beside or into a segmentation that comes out of the history, where no place is named.

    Raises
    ------
    coterie.errors.OptionError
    """
    from coterie import errors

    if out is None and is_alias(given):
        raise errors.history.needs_out(str(given), option)
