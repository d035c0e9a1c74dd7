"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator


@contextlib.contextmanager
def whole(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary file beside `path` that takes its name at the end, when nothing went wrong.

    Parameters
    ----------
    path : path
        The file to write; one that is there is replaced in one step, or stays as it was.

    Yields
    ------
    pathlib.Path
        Where to write.

    Raises
    ------
    coterie.errors.OutputError
        When the system refuses.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole(Path(folder) / "note.txt") as partial:
    ...         _ = partial.write_text("kept")
    ...     (Path(folder) / "note.txt").read_text()
    'kept'
    """
    check_target(Path(path))
    target = Path(path).resolve()  # a link to a file stays a link
    try:
        with tempfile.TemporaryDirectory(
            prefix=f".{target.name}-", suffix=".partial", dir=target.absolute().parent, ignore_cleanup_errors=True
        ) as folder:
            partial = Path(folder) / target.name
            yield partial
            partial.replace(target)
    except OSError as error:
        if isinstance(error, errors.CoterieError):
            raise
        raise errors.file_not_writable(Path(path), system_reason(error)) from error


def check_target(path: Path) -> None:
    """Refuse a name that a file must not take: a folder's, a device's.

    Raises
    ------
    coterie.errors.OutputError
        For anything there but a file.

    Examples
    --------
    >>> check_target(Path("no-such-file.csv"))
    """
    try:
        is_folder, is_other = path.is_dir(), path.exists() and not path.is_file()
        has_folder = path.absolute().parent.is_dir()
    except OSError as error:  # a name that is too long
        raise errors.file_not_writable(path, system_reason(error)) from error
    if is_folder:
        raise errors.file_not_writable(path, "it is a folder")
    if is_other:
        raise errors.file_not_writable(path, "it is a device, not a file")
    if not has_folder:
        raise errors.file_not_writable(path, "there is no such folder")


def system_reason(error: OSError) -> str:
    """Say what the system said, without its number.

    Examples
    --------
    >>> system_reason(OSError("No space left on device (os error 28)"))
    'No space left on device'
    """
    return error.strerror or str(error).split(" (os error")[0]
