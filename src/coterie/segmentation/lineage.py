"""What became of segments when they were made anew: the nouns that stay with a segmentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fate = Literal["kept", "split", "merged", "retired"]
"""What became of an old segment."""

Origin = Literal["kept", "split", "merged", "new"]
"""Where a new segment comes from."""


Prefer = Literal["auto", "identity", "fit"]
Start = Literal["drawn", "known", "same", "none"]


@dataclass(frozen=True)
class Match:
    """Which new segment is which old one, by their places.

    Attributes
    ----------
    old : tuple of int or None
        For each new segment the old one that it is; None for one that is none of them.
    jaccard : tuple of float or None
        Of each such pair.
    guessed : tuple of bool
        Whether a pair was found by centroids, as too few customers are in common.
    thin_old, thin_new : tuple of int
        Segments with too few customers in common to say.
    """

    old: tuple[int | None, ...]
    jaccard: tuple[float | None, ...]
    guessed: tuple[bool, ...]
    thin_old: tuple[int, ...] = ()
    thin_new: tuple[int, ...] = ()


@dataclass(frozen=True)
class Became:
    """What became of an old segment, and into which new ones it went, most first; by their places."""

    fate: Fate
    into: tuple[int, ...]
    guessed: bool = False


@dataclass(frozen=True)
class Came:
    """Where a new segment comes from, by the places of the old ones."""

    origin: Origin
    parents: tuple[int, ...]
    guessed: bool = False


@dataclass(frozen=True)
class OldSegment:
    """What became of a segment.

    Attributes
    ----------
    id, name
        Its own.
    fate : {"kept", "split", "merged", "retired"}
    into : tuple of int
        The ids of the new segments that it went into, most first; of one that was kept, itself and what split off it.
    jaccard : float or None
        The Jaccard coefficient with itself anew; None for one that is not there any more.
    guessed : bool
        Whether it was found again by its centroid, as too few customers are in common.
    customers : int
        Customers in common whom the old model places in it today.
    """

    id: int
    name: str
    fate: Fate
    into: tuple[int, ...]
    jaccard: float | None
    guessed: bool
    customers: int


@dataclass(frozen=True)
class NewSegment:
    """Where a segment comes from.

    Attributes
    ----------
    id : int
    origin : {"kept", "split", "merged", "new"}
    parents : tuple of int
        The ids of the old segments that it comes from.
    otherwise : str or None
        What today's customers would call it, where it keeps another name.
    """

    id: int
    origin: Origin
    parents: tuple[int, ...]
    otherwise: str | None


@dataclass(frozen=True)
class Moves:
    """How many customers moved, by the reason, and how many did not.

    Where customers are made of purchases, `time` are those whom time alone moved, and `mixed` those whom time and
    another reason did; `days` is how many passed, where that can be told apart.
    """

    stayed: int
    customer: int
    model: int
    both: int
    cancelled: int
    joined: int
    left: int
    time: int = 0
    mixed: int = 0
    days: int | None = None


@dataclass(frozen=True)
class Refit:
    """How segments were made anew from others.

    Attributes
    ----------
    prefer : {"auto", "identity", "fit"}
        How far segments that stay who they are were preferred to those with the least inertia.
    start : {"drawn", "known", "same", "none"}
        Whether the segments come from drawn starts or from the segments that there were; "same" where both lead to the
        same; "none" where there was no start from those, as K is another or one has no customers.
    loss : float or None
        What part more the inertia of the start from known segments is than that of drawn ones; None without one.
    known : bool
        Whether it is known who was there before, from the assignments.
    common : int
        Customers by whom segments were matched.
    old : tuple of OldSegment
        In the order of the old segments.
    new : tuple of NewSegment
        In the order of the segments.
    moves : Moves
    """

    prefer: Prefer
    start: Start
    loss: float | None
    known: bool
    common: int
    old: tuple[OldSegment, ...]
    new: tuple[NewSegment, ...]
    moves: Moves

    @property
    def k_kept(self) -> bool:
        """Whether there are as many segments as before."""
        return len(self.old) == len(self.new)
