"""A library of an extra is not installed."""

from __future__ import annotations

from coterie.errors.kinds import LibraryMissing


def not_installed(what: str, install: str) -> LibraryMissing:
    """Name the extra, or the package, that brings the library needed."""
    return LibraryMissing(f"{what} needs a library that is not installed. Install it: pip install '{install}'.")
