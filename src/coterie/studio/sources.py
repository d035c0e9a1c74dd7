"""Where the customers of a project come from, as the library reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.datasets import bank_customers
from coterie.remarks import say
from coterie.sources import read

if TYPE_CHECKING:
    from collections.abc import Mapping


def source_of(source: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever can be read
    """Return what is read: a path, or the built-in example.

    Parameters
    ----------
    source : mapping
        `Project.source`.

    Examples
    --------
    >>> source_of({"kind": "example"}).frame.height
    5000
    >>> source_of({"kind": "file", "path": "shop.csv"})
    'shop.csv'
    """
    if source["kind"] != "example":
        return str(source["path"])
    return replace(read(bank_customers()), name=say("studio.example_name"))


def stamp_of(source: Mapping[str, Any]) -> tuple[int, int]:
    """Return what changes when the file of a project does; of a file that is not there, and the example, nothing.

    Examples
    --------
    >>> stamp_of({"kind": "example"})
    (0, 0)
    """
    if source["kind"] == "example":
        return 0, 0
    try:
        found = Path(str(source["path"])).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
