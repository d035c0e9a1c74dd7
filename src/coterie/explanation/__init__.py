"""What segments mean: why a customer is in theirs, and what would move them; facts, without words or drawing."""

from coterie.explanation.asking import Explained, explain, explained
from coterie.explanation.customer import Contribution, Explanation, why
from coterie.explanation.moves import Change, Move

__all__ = ["Change", "Contribution", "Explained", "Explanation", "Move", "explain", "explained", "why"]
