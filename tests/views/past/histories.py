"""Runs to be shown."""

from __future__ import annotations

from dataclasses import replace

from recorded import RECORD

from coterie.history import Renamed, Run


def run(number: int = 3, *, tags: tuple[str, ...] = (), times: int = 1, **changed: object) -> Run:
    """Return a run, with other facts where they are given."""
    record = replace(RECORD, **changed)  # type: ignore[arg-type]  # each has its own type
    return Run(number, record, record.sha256, (Renamed(0, "Frugal", "Savers"),), times, record.at, tags)
