"""Using segments on customers who were not there when they were made."""

from coterie.scoring.one import Score
from coterie.scoring.placing import Checks, Placed, Taken, place, take
from coterie.scoring.purchases import customers_of
from coterie.scoring.python import score
from coterie.scoring.scorer import Scorer, Scores

__all__ = ["Checks", "Placed", "Score", "Scorer", "Scores", "Taken", "customers_of", "place", "score", "take"]
