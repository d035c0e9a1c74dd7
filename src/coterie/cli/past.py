"""The history that a command is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.history import History


def opened(at: str, *, make: bool = True) -> History:
    """Open a history; what it needs is loaded only now.

    Parameters
    ----------
    at : str
        As `coterie.history.open_history` takes it.
    make : bool
        Whether a run is to be recorded: then one is begun where there is none, and it must be writable.

    Raises
    ------
    coterie.errors.LibraryMissing
        When the extra is not installed.
    coterie.errors.CoterieError
        As `coterie.history.open_history`.
    """
    from coterie import errors

    try:
        import coterie.history.upgrading  # noqa: F401 - to see that it can be
    except ImportError as error:
        raise errors.libraries.not_installed("--history", "coterie[history]") from error
    from coterie.history import check_writable, open_history

    found = open_history(at, make=make)
    if make:
        check_writable(found)
    return found
