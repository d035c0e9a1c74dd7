"""Who a segment is, whatever is made anew: a number given at its birth, and never to another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Identity:
    """A segment for ever.

    Attributes
    ----------
    id : int
        Permanent: given at birth, by size, and never to another segment.
    name : str
        What it is called; of a retired one, what it was called last.
    born : str
        The short hash of the segmentation in which it first was.
    locked : bool
        Whether the name stays whatever naming would say, as a person gave it.
    parent : int or None
        The identity it split off from; None for one that did not.
    retired : str or None
        The short hash of the first segmentation in which it no longer was; None while it is there.
    """

    id: int
    name: str
    born: str
    locked: bool = False
    parent: int | None = None
    retired: str | None = None


@dataclass(frozen=True)
class Identities:
    """Every segment that is, every one that was, and the id that the next one gets.

    Attributes
    ----------
    segments : tuple of Identity
        In the order of the centroids.
    next_id : int
        Above every id that was ever given.
    retired : tuple of Identity
        Segments of earlier segmentations.
    """

    segments: tuple[Identity, ...]
    next_id: int
    retired: tuple[Identity, ...] = ()


def first_identities(names: Sequence[str], *, born: str, locked: Sequence[int] = ()) -> Identities:
    """Give the segments of a first segmentation their identities.

    Parameters
    ----------
    names : sequence of str
        The segments' names, the largest segment first.
    born : str
        The segmentation's short hash.
    locked : sequence of int
        The segments whose name a person gave.

    Examples
    --------
    >>> found = first_identities(["Savers", "Spenders"], born="1dbd14c4ab4d")
    >>> [identity.id for identity in found.segments], found.next_id
    ([0, 1], 2)
    """
    found = (Identity(i, name, born, locked=i in locked) for i, name in enumerate(names))
    return Identities(tuple(found), len(names))


def salt_of(sha256: str) -> str:
    """Return the salt by which customers are held out, from the fingerprint of the table.

    It follows from the customers, so that the same table gives the same file. It keeps arms of different segmentations
    apart; it is no secret.

    Examples
    --------
    >>> salt_of("ab" * 32)
    '865002237a5c9534228d4c72381bb91a'
    """
    return hashlib.sha256(f"hold-out {sha256}".encode()).hexdigest()[:32]
