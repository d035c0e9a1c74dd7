"""What segments mean, as their customers show: plain rules, sensitive attributes, worth; facts, without words."""

from coterie.meaning.conditions import Condition
from coterie.meaning.fairness import TIED, Parity, Proxy, Tie, ties_of
from coterie.meaning.rules import Mistake, Rule, Rules, rules_of
from coterie.meaning.worth import SegmentWorth, Worth, worth_of

__all__ = [
    "TIED",
    "Condition",
    "Mistake",
    "Parity",
    "Proxy",
    "Rule",
    "Rules",
    "SegmentWorth",
    "Tie",
    "Worth",
    "rules_of",
    "ties_of",
    "worth_of",
]
