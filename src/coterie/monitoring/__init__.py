"""What became of segments: who is who after a refit, who moved, and why."""

from coterie.monitoring.again import Refitted
from coterie.monitoring.refitting import refit

__all__ = ["Refitted", "refit"]
