"""What segments mean, as their customers show: plain rules, sensitive attributes, worth; facts, without words."""

from coterie.meaning.conditions import Condition
from coterie.meaning.fairness import TIED, Parity, Proxy, Tie, ties_of
from coterie.meaning.meaning import Meaning, of_all, to_keep
from coterie.meaning.rules import Mistake, Rule, Rules, filled, rules_of
from coterie.meaning.worth import SegmentWorth, Worth, worth_of

__all__ = [
    "TIED",
    "Condition",
    "Meaning",
    "Mistake",
    "Parity",
    "Proxy",
    "Rule",
    "Rules",
    "SegmentWorth",
    "Tie",
    "Worth",
    "filled",
    "of_all",
    "rules_of",
    "ties_of",
    "to_keep",
    "worth_of",
]
