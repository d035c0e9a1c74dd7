"""Using segments on customers who were not there when they were made."""

from coterie.scoring.one import Score
from coterie.scoring.passing import Passing
from coterie.scoring.placing import Placed, Taken, place, take
from coterie.scoring.purchases import customers_of, made_again
from coterie.scoring.python import score
from coterie.scoring.scorer import Scorer, Scores
from coterie.scoring.stopping import Checks

__all__ = [
    "Checks",
    "Passing",
    "Placed",
    "Score",
    "Scorer",
    "Scores",
    "Taken",
    "customers_of",
    "made_again",
    "place",
    "score",
    "take",
]
