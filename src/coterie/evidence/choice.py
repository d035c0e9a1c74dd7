"""Which K to use, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class KChoice:
    """The K chosen.

    Attributes
    ----------
    k : int
        Number of segments.
    method : {"elbow", "silhouette", "given"}
        What chose it.
    reason : str
        The choice in a sentence, doubts included.
    elbows : tuple of (int, int or None)
        For each largest K of the ranges tried, the elbow found in that range.
    """

    k: int
    method: Literal["elbow", "silhouette", "given"]
    reason: str
    elbows: tuple[tuple[int, int | None], ...] = ()
