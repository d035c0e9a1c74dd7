"""What became of segments: who is who after a refit, who moved, and why; whether customers are as they were."""

from coterie.monitoring.again import Refitted
from coterie.monitoring.comparing import compare
from coterie.monitoring.comparison import Comparison
from coterie.monitoring.refitting import refit

__all__ = ["Comparison", "Refitted", "compare", "refit"]
