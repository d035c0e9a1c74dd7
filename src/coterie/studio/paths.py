"""Files that may be opened by their path: those under the start folder, links followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 200


def under(start: Path, given: str) -> Path:
    """Return the file of a path that a person typed.

    Parameters
    ----------
    start : Path
        The start folder.
    given : str
        Relative to it, or absolute.

    Raises
    ------
    coterie.errors.InputError
        For one that is not there, is no file, or lies elsewhere, also by ``..`` or a link.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "shop.csv").write_text("a")
    >>> under(folder, "shop.csv").name
    'shop.csv'
    """
    if not given.strip() or "\0" in given or given.startswith(("\\\\", "//")):
        raise errors.studio.not_under(given, start)
    try:
        found = (start / given.strip()).resolve()
        inside, there = found.is_relative_to(start.resolve()), found.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise errors.studio.not_under(given, start) from error
    if not inside or not there:  # one answer for both: what lies elsewhere is nobody's business
        raise errors.studio.not_under(given, start)
    return found


def listed(start: Path, endings: tuple[str, ...]) -> list[str]:
    """Return the tables that lie in the start folder itself, by name.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> listed(pathlib.Path(tempfile.mkdtemp()), (".csv",))
    []
    """
    try:
        found = (each.name for each in start.iterdir() if each.name.lower().endswith(endings) and each.is_file())
        return sorted(found, key=str.casefold)[:_MOST]
    except OSError:
        return []
