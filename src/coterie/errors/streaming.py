"""A table larger than memory cannot be worked on batch by batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import DataRefused, OptionError, OutOfMemory, OutputError
from coterie.errors.voices import parameter

if TYPE_CHECKING:
    from pathlib import Path


def spool_not_writable(folder: Path | None, why: str) -> OutputError:
    """The disk refuses what a large table lays down on it."""
    where = f"'{folder}'" if folder is not None else "the folder for temporary files"
    return OutputError(f"{where} has no room to work in: {why}. Free some space there, or write to another disk.")


def no_room_to_stream(name: str, folder: Path, *, needed: int, free: int) -> OutputError:
    """The disk has too little room, seen before any work."""
    return OutputError(
        f"'{name}' needs about {needed / 1e9:.1f} GB of disk to work in, but '{folder}' has {free / 1e9:.1f} GB free. "
        f"Free some space there, or write to another disk."
    )


def not_streamable(name: str, why: str) -> OptionError:
    """Streaming was asked for a table that can only be held."""
    return OptionError(
        f"'{name}' cannot be read in batches: {why}. Save it as Parquet, or leave {parameter('--engine')} out."
    )


def too_large_to_hold(name: str, why: str, *, needed: int, memory: int) -> OutOfMemory:
    """A table that does not fit into memory, and cannot be read in batches."""
    return OutOfMemory(
        f"'{name}' needs about {needed / 1e9:.1f} GB of memory, of which there are {memory / 1e9:.1f} GB, "
        f"and it cannot be read in batches: {why}. Save it as Parquet."
    )


def too_many_repeats(name: str, key: str, rows: int) -> DataRefused:
    """More rows share an id than can be compared with one another."""
    return DataRefused(
        f"{rows:,} rows of '{name}' share their '{key}' with another, which are too many to compare in batches. "
        f"Keep one row per customer first, or name another column with {parameter('--id')}."
    )
