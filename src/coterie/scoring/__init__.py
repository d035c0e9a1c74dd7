"""Using segments on customers who were not there when they were made."""

from coterie.scoring.purchases import customers_of
from coterie.scoring.python import score

__all__ = ["customers_of", "score"]
