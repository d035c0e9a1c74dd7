"""Where the studio keeps things: a folder that only its owner may enter."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from coterie import errors
from coterie.atomic import system_reason

_OWNER = 0o700


def usual_home() -> Path:
    """Return the folder where this system keeps what programs keep for a person.

    Examples
    --------
    >>> usual_home().name
    'studio'
    """
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home(), "coterie", "studio")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "coterie" / "studio"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share", "coterie", "studio")


def made_home(folder: Path) -> Path:
    """Make the folder where it is not there, for its owner alone, and return it.

    Raises
    ------
    coterie.errors.OutputError
        When it cannot be made or written.

    Examples
    --------
    >>> import tempfile
    >>> made_home(Path(tempfile.mkdtemp()) / "studio").stat().st_mode & 0o777 == 0o700
    True
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_OWNER)
        folder.chmod(_OWNER)
        probe = folder / ".writable"
        probe.touch(0o600)
        probe.unlink()
    except OSError as error:
        raise errors.writing.out_not_writable(folder, system_reason(error)) from error
    return folder


def only_for_owner() -> None:
    """Let every file that this process makes from now on be its owner's alone."""
    os.umask(0o077)
