"""The history of runs: what was done, when, by whom, with which data, and what came of it, in a database of its own."""

from coterie.history.comparing import Difference, difference
from coterie.history.opening import History, check_writable, open_history
from coterie.history.record import Record, RecordedSegment, Renamed, Run, Target

__all__ = [
    "Difference",
    "History",
    "Record",
    "RecordedSegment",
    "Renamed",
    "Run",
    "Target",
    "check_writable",
    "difference",
    "open_history",
]
