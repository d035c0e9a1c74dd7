"""The result in one line, for the page and the terminal: how many segments of what kind, or that there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.number_format import count, spelled

if TYPE_CHECKING:
    from coterie.evidence.kept import Verdict

CUT = (
    "These are parts of a convenient cut, not kinds of people: customers near a border differ little from their "
    "neighbours across it."
)
"""Shown wherever the parts of such a cut are described."""


def headline(k: int, customers: int, verdict: Verdict | None) -> str:
    """Say how many segments of which kind there are among how many customers.

    Parameters
    ----------
    k, customers : int
        The number of segments, and of the customers in them.
    verdict : coterie.evidence.kept.Verdict or None
        What kind of segments these are; None without evidence.

    Examples
    --------
    >>> headline(2, 1000, None)
    'Two segments among 1,000 customers'
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> headline(3, 499, found.evidence.verdict)
    'Three reproducible segments among 499 customers'
    """
    said = f"{count(customers)} customers"
    if verdict is None:
        return f"{_segments(k)} among {said}"
    if verdict.kind == "reproducible" and verdict.supported_k == k:
        return f"No groups stand apart among {said}: {spelled(k)} reproducible segments"
    if verdict.kind != "constructed":
        return f"{_segments(k, verdict.kind)} among {said}"
    if verdict.supported_k == 1:
        return f"No natural groups among {said}: {_cut(k)}"
    cut = "One segment" if k == 1 else f"A convenient cut into {spelled(k)} segments"
    return f"{cut} among {said}, though the evidence supports {spelled(verdict.supported_k)}"


def is_cut(verdict: Verdict | None) -> bool:
    """Return whether the segments are parts of a convenient cut.

    Examples
    --------
    >>> is_cut(None)
    False
    """
    return verdict is not None and verdict.kind == "constructed" and verdict.k > 1


def _segments(k: int, kind: str = "") -> str:
    words = f"{spelled(k)} {kind}".strip()
    return f"{words[:1].upper()}{words[1:]} segment{'' if k == 1 else 's'}"


def _cut(k: int) -> str:
    return "one segment" if k == 1 else f"a convenient cut into {spelled(k)} segments"
