"""Agreement of refits on bootstrap samples."""

from __future__ import annotations

from coterie.evidence.criteria.criterion import Criterion, Seen, largest_above
from coterie.evidence.stability import agreements

STEADY = 0.85
"""Refits that agree so far (mean adjusted Rand index) count as the same answer.

As strict as 0.8 was with copies of customers drawn twice: each sample is then 63 % of the
customers, and differs from the whole by 0.76 (the root of 0.37 / 0.63) of what it did.
"""


def _agreement(seen: Seen) -> float | None:
    if seen.refitted is None:
        return None
    return seen.agreement_with(seen.refitted) if seen.given else float(agreements(seen.refitted).mean())


CRITERION = Criterion(
    column="agreement",
    idea="replication",
    value=_agreement,
    rule=largest_above("agreement", STEADY, above=1),
    place=12,
    key="agreement",
    several=True,
)
