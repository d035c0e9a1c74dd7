"""The options that are `coterie history`'s own."""

from __future__ import annotations

from dataclasses import dataclass

from coterie.cli.shared_run import WithHistory


@dataclass(frozen=True)
class HistoryRun(WithHistory):
    """What `coterie history` shows and changes."""
