"""The noun of a doubt: what is unlike before, and whether it spoils most segments."""

from __future__ import annotations

from dataclasses import dataclass

from coterie.remarks import Remark


@dataclass(frozen=True)
class Doubt:
    """Something about new customers that the segments were not made for.

    Attributes
    ----------
    remark : Remark
        What is doubtful, about a feature.
    stops : bool
        Whether most segments would be wrong, so that going on makes no sense.
    """

    remark: Remark
    stops: bool = False
