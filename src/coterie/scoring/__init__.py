"""Using segments on customers who were not there when they were made."""

from coterie.scoring.placing import Checks, Placed, Taken, place, take
from coterie.scoring.purchases import customers_of
from coterie.scoring.python import score

__all__ = ["Checks", "Placed", "Taken", "customers_of", "place", "score", "take"]
