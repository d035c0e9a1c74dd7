"""Customers who are gone through more than once: read and held, or left where they are and read anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.sources import read

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGE = 16 * 2**20
"""Bytes of a file that is read anew instead of being held meanwhile."""


def held(customers: object, reading: Mapping[str, Any], *, streams: bool = False) -> object:
    """Return customers read, but for files that may pass by.

    Parameters
    ----------
    customers : path or frame
    reading : mapping
        How to read them.
    streams : bool
        Whether every file passes by.

    Examples
    --------
    >>> import polars as pl
    >>> held(pl.DataFrame({"age": [20, 30]}), {}).frame.height
    2
    """
    if isinstance(customers, str | Path):
        try:
            path = Path(customers).expanduser()
            large = path.is_file() and path.stat().st_size >= _LARGE
        except (OSError, RuntimeError):  # `read` says what is wrong with it
            large = False
        if streams or large:
            return customers
    return read(customers, **reading)
