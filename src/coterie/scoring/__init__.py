"""Using segments on customers who were not there when they were made."""

from coterie.scoring.python import score

__all__ = ["score"]
