"""Using segments on customers who were not there when they were made."""

from coterie.scoring.placing import Placed, place
from coterie.scoring.purchases import customers_of
from coterie.scoring.python import score

__all__ = ["Placed", "customers_of", "place", "score"]
