"""How much the segments deserve belief: which K, and why."""

from coterie.evidence.choice import KChoice, choose_k, given_k
from coterie.evidence.elbow import kneedle

__all__ = ["KChoice", "choose_k", "given_k", "kneedle"]
