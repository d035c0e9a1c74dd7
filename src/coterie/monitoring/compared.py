"""What comes of a comparison: shares of segments, who moved and why, and what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["customers", "segmentations", "assignments"]
"""What is compared: segments with customers of another day, two segmentations, or two files of assignments."""

Alike = Literal["same", "lineage", "named", "matched"]
"""How segments of both sides are known to be the same ones.

By the same segmentation, by one that continues the other, by ids with the same names, or by the customers in common.
"""

Split = Literal["shapley", "customers_first", "customers_only", "model_only", "untold"]
"""How moves are split: the mean of both orders, customers before the model, all by one of them, or not at all."""


@dataclass(frozen=True)
class Side:
    """One of the two that are compared.

    Attributes
    ----------
    name : str
        Of the file, or what it is where there is none.
    short_hash : str or None
        Of the segmentation; None where a file of assignments does not say.
    customers : int
        With and without a segment.
    sha256 : str or None
        Of the customers' table as it was read; None where there is none, or nobody asked.
    """

    name: str
    short_hash: str | None
    customers: int
    sha256: str | None = None


@dataclass(frozen=True)
class Share:
    """How many customers a segment has, and how sure its share is.

    Attributes
    ----------
    customers : int
    share : float
        Of the customers with a segment.
    low, high : float
        The interval of 95 % after Wilson.
    """

    customers: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class SegmentShares:
    """One segment's share then and now.

    Attributes
    ----------
    id : int
    name : str
    before, after : Share or None
        None where the segment was not there.
    change : float
        Of the share.
    low, high : float
        The interval of 95 % of the change after Newcombe, as if nobody was there both times.
    """

    id: int
    name: str
    before: Share | None
    after: Share | None
    change: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether the share changed by more than chance would let it."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Flow:
    """Customers who went from one segment to another, or stayed.

    Attributes
    ----------
    before, after : int or None
        The segments; None for who has none.
    customers : int
    customer, model : float or None
        How many of these moves are the customers' and how many the model's; None where nobody can tell.
    time : float or None
        How many are time's; None where it is not told apart.
    """

    before: int | None
    after: int | None
    customers: int
    customer: float | None
    model: float | None
    time: float | None = None


@dataclass(frozen=True)
class SegmentMoves:
    """How a segment grew: after - before = joined - left + change, and change = customer + model + time.

    Attributes
    ----------
    id : int or None
        None for those without a segment.
    before, joined, left, after : int
    change : float
        By those who were there both times.
    customer, model : float or None
        Its parts; None where nobody can tell.
    time : float or None
        The part of time; None where it is not told apart.
    """

    id: int | None
    before: int
    joined: int
    left: int
    change: float
    customer: float | None
    model: float | None
    after: int
    time: float | None = None


@dataclass(frozen=True)
class Reasons:
    """How many customers moved, by the reason, and how many did not.

    Attributes
    ----------
    stayed : int
    customer, model : int
        Who moved by the one alone.
    time : int
        Who moved by time alone: they would be there had they bought nothing since.
    both : int
        Who moved by both together.
    either : int
        Whom each alone would have moved there.
    mixed : int
        Where both had a hand in it otherwise, or time and another one.
    untold : int
        Where nobody can tell.
    cancelled : int
        Whom one of them moved and another moved back.
    joined, left : int
    """

    stayed: int = 0
    customer: int = 0
    model: int = 0
    both: int = 0
    either: int = 0
    mixed: int = 0
    untold: int = 0
    cancelled: int = 0
    joined: int = 0
    left: int = 0
    time: int = 0

    @property
    def moved(self) -> int:
        """Who is in another segment."""
        return self.customer + self.model + self.time + self.both + self.either + self.mixed + self.untold

    @property
    def common(self) -> int:
        """Who was there both times."""
        return self.moved + self.stayed + self.cancelled


@dataclass(frozen=True)
class Migration:
    """Who went where, and why.

    Attributes
    ----------
    split : {"shapley", "customers_first", "customers_only", "model_only", "untold"}
        How moves are split.
    ids : tuple of int or None
        The segments of the matrix, in its order; None stands for those without a segment.
    matrix : tuple of tuple of int
        Customers who were there both times, by segment before (rows) and after (columns).
    flows : tuple of Flow
        The same as a list, without the empty ones.
    segments : tuple of SegmentMoves
        Those of the matrix, and those without a segment also where some were on the way.
    reasons : Reasons
    days : int or None
        How many days passed from then to now, where time is told apart from what customers did.
    """

    split: Split
    ids: tuple[int | None, ...]
    matrix: tuple[tuple[int, ...], ...]
    flows: tuple[Flow, ...]
    segments: tuple[SegmentMoves, ...]
    reasons: Reasons
    days: int | None = None
