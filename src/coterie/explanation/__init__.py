"""What segments mean: why a customer is in theirs, and what would move them; facts, without words or drawing."""

from coterie.explanation.asking import Explained, explain, explained
from coterie.explanation.conditions import Condition
from coterie.explanation.customer import Contribution, Explanation, why
from coterie.explanation.fairness import TIED, Parity, Proxy, Tie
from coterie.explanation.measuring import Arm, Lift, Measured, measure
from coterie.explanation.moves import Change, Move
from coterie.explanation.planning import PlannedTest, customers_needed
from coterie.explanation.rules import Mistake, Rule, Rules
from coterie.explanation.segments import SegmentsExplained, explain_segments
from coterie.explanation.separation import Mark, Separation, separations
from coterie.explanation.worth import SegmentWorth, Worth

__all__ = [
    "TIED",
    "Arm",
    "Change",
    "Condition",
    "Contribution",
    "Explained",
    "Explanation",
    "Lift",
    "Mark",
    "Measured",
    "Mistake",
    "Move",
    "Parity",
    "PlannedTest",
    "Proxy",
    "Rule",
    "Rules",
    "SegmentWorth",
    "SegmentsExplained",
    "Separation",
    "Tie",
    "Worth",
    "customers_needed",
    "explain",
    "explain_segments",
    "explained",
    "measure",
    "separations",
    "why",
]
