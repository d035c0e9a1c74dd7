"""Writing a file whole or not at all, and clearing away what a killed run left."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def path_of(name: str, given: object) -> Path:
    """Return what was given as the path of a file; `name` is the parameter, for the message where it is none.

    Raises
    ------
    coterie.errors.OptionError

    Examples
    --------
    >>> path_of("path", "bank.coterie").suffix
    '.coterie'
    """
    if not isinstance(given, str | os.PathLike) or not isinstance(os.fspath(given), str) or not os.fspath(given):
        raise errors.choosing.bad_value(name, given, "the path of a file")
    return Path(given)


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
    check_target(path_of("path", path))
    target = Path(path).resolve()  # a link to a file stays a link
    try:
        with partial_folder(target) as folder:
            partial = folder / target.name
            yield partial
            will_be(target, partial)
            partial.replace(target)
    except OSError as error:
        if isinstance(error, errors.CoterieError):
            raise
        raise errors.writing.file_not_writable(Path(path), system_reason(error)) from error


_NAME_SHOWN = 50
_LEFTOVER = r"-[a-z0-9_]{8}\.partial"
_PUT_ASIDE = "replaced"
_ours: set[Path] = set()
_ends: dict[str, Callable[[], bool]] = {}


@contextlib.contextmanager
def partial_folder(target: Path, holds: Collection[str] = ()) -> Iterator[Path]:
    """Make a hidden folder beside `target` to write in, and take it away however this ends.

    What an earlier run left there is cleared away first: one that was killed could not do so. A folder is held by the
    process that made it, so that one still at work is let alone, and so is one that holds anything else.

    Parameters
    ----------
    target : pathlib.Path
        What is to be written, an absolute path.
    holds : collection of str
        Names of the files that a result is made of, where it is a folder.

    Yields
    ------
    pathlib.Path
        The folder; in it, ``replaced`` is where an earlier result may be put aside.
    """
    clear_leftovers(target, holds)
    folder, held = _made(target)
    _ours.add(folder)
    try:
        yield folder
    finally:
        _take_away(folder, target)
        _ours.discard(folder)
        if held is not None:
            os.close(held)


def clear_leftovers(target: Path, holds: Collection[str] = ()) -> None:
    """Take away the partial folders of runs that are no more; a result put aside by one goes back to its place.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (Path(folder) / ".out-abcd1234.partial").mkdir()
    ...     clear_leftovers(Path(folder) / "out")
    ...     list(Path(folder).iterdir())
    []
    """
    name = re.compile(re.escape(_prefix(target)[:-1]) + _LEFTOVER)
    with contextlib.suppress(OSError):
        for folder in [each for each in target.parent.iterdir() if name.fullmatch(each.name)]:
            if _is_result(folder, {target.name, *holds}) and (held := _hold(folder)) is not None:
                _take_away(folder, target)
                os.close(held)


def clear_ours() -> None:
    """Take away what this process is writing, before it ends without unwinding."""
    for folder in _ours:
        shutil.rmtree(folder, ignore_errors=True)


def will_be(target: Path, partial: Path) -> None:
    """Remember, before what is finished takes its name, how to tell afterwards whether it did."""
    finished = partial.stat()

    def stands() -> bool:
        with contextlib.suppress(OSError):
            return os.path.samestat(target.stat(), finished)
        return False

    will_end(str(target), stands)


def will_end(what: str, stands: Callable[[], bool]) -> None:
    """Remember, before the one step that makes a result stand, what it is and how to tell whether it stands."""
    _ends[what] = stands


def standing() -> list[str]:
    """Name the results of this process that stand by now, for whoever stops it between that step and its end.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole(Path(folder) / "note.txt") as partial:
    ...         _ = partial.write_text("kept")
    ...     [Path(each).name for each in standing()][-1:]
    ['note.txt']
    """
    return [what for what, stands in _ends.items() if stands()]


def _prefix(target: Path) -> str:
    return f".{target.name[:_NAME_SHOWN]}-"


def _made(target: Path) -> tuple[Path, int | None]:
    """Make a folder and hold it; where another run took it for a leftover in between, another one."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_prefix(target), suffix=".partial", dir=target.parent))
        held = _hold(folder)
        if held is None:
            return folder, None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(folder.stat(), os.fstat(held)):
                return folder, held
        os.close(held)


def _hold(folder: Path) -> int | None:
    """Hold a folder for as long as this process lives; None where another does, or the system cannot."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 - not on Windows, where leftovers stay

    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened


def _is_result(folder: Path, known: Collection[str]) -> bool:
    """Return whether a folder holds nothing but what a run writes."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return all(
        each.name in {*known, "whole", _PUT_ASIDE} and (each.is_file() or {x.name for x in each.iterdir()} <= {*known})
        for each in folder.iterdir()
    )


def _take_away(folder: Path, target: Path) -> None:
    """Remove a partial folder; where it holds the only result there is, put that back."""
    with contextlib.suppress(OSError):
        if (folder / _PUT_ASIDE).exists() and not os.path.lexists(target):
            (folder / _PUT_ASIDE).rename(target)
    shutil.rmtree(folder, ignore_errors=True)


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
        raise errors.writing.file_not_writable(path, system_reason(error)) from error
    if is_folder:
        raise errors.writing.file_not_writable(path, "it is a folder")
    if is_other:
        raise errors.writing.file_not_writable(path, "it is a device, not a file")
    if not has_folder:
        raise errors.writing.file_not_writable(path, "there is no such folder")


def system_reason(error: OSError) -> str:
    """Say what the system said, without its number.

    Examples
    --------
    >>> system_reason(OSError("No space left on device (os error 28)"))
    'No space left on device'
    """
    return error.strerror or str(error).split(" (os error")[0]


def exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step and return whether that could be done, as it can on Linux.

    Examples
    --------
    >>> exchange(Path("no-such-folder"), Path("no-such-one"))
    False
    """
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
