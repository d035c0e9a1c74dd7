"""What segments mean: why a customer is in theirs, and what would move them; facts, without words or drawing."""

from coterie.explanation.asking import Explained, explain, explained, values_at
from coterie.explanation.customer import Contribution, Explanation, distances, why
from coterie.explanation.measuring import Arm, Lift, Measured, measure
from coterie.explanation.moves import Change, Move
from coterie.explanation.planning import PlannedTest, customers_needed
from coterie.explanation.segments import SegmentsExplained, explain_segments
from coterie.explanation.separation import Mark, Separation, separations

__all__ = [
    "Arm",
    "Change",
    "Contribution",
    "Explained",
    "Explanation",
    "Lift",
    "Mark",
    "Measured",
    "Move",
    "PlannedTest",
    "SegmentsExplained",
    "Separation",
    "customers_needed",
    "distances",
    "explain",
    "explain_segments",
    "explained",
    "measure",
    "separations",
    "values_at",
    "why",
]
