"""The result in one line, for the page and the terminal: how many segments of what kind, or that there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.number_format import count, spelled

if TYPE_CHECKING:
    from collections.abc import Mapping

CUT = (
    "These are parts of a convenient cut, not kinds of people: customers near a border differ little from their "
    "neighbours across it."
)
"""Shown wherever the parts of such a cut are described."""


def headline(summary: Mapping[str, Any]) -> str:
    """Say how many segments of which kind there are among how many customers.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    str

    Examples
    --------
    >>> found = {"segments": [{"size": 600}, {"size": 400}], "verdict": {"kind": "natural", "supported_k": 2}}
    >>> headline(found)
    'Two natural segments among 1,000 customers'
    >>> headline(found | {"verdict": {"kind": "constructed", "supported_k": 1}})
    'No natural groups among 1,000 customers: a convenient cut into two segments'
    >>> headline(found | {"verdict": {"kind": "reproducible", "supported_k": 2}})
    'No groups stand apart among 1,000 customers: two reproducible segments'
    """
    k, verdict = len(summary["segments"]), summary["verdict"]
    customers = count(sum(segment["size"] for segment in summary["segments"]))
    if verdict is None:
        return f"{_segments(k)} among {customers} customers"
    if verdict["kind"] == "reproducible" and verdict["supported_k"] == k:
        return f"No groups stand apart among {customers} customers: {spelled(k)} reproducible segments"
    if verdict["kind"] != "constructed":
        return f"{_segments(k, verdict['kind'])} among {customers} customers"
    supported = verdict["supported_k"]
    if supported == 1:
        return f"No natural groups among {customers} customers: {_cut(k)}"
    cut = "One segment" if k == 1 else f"A convenient cut into {spelled(k)} segments"
    return f"{cut} among {customers} customers, though the evidence supports {spelled(supported)}"


def is_cut(summary: Mapping[str, Any]) -> bool:
    """Return whether the segments are parts of a convenient cut.

    Examples
    --------
    >>> is_cut({"verdict": {"kind": "constructed", "k": 4}}), is_cut({"verdict": None})
    (True, False)
    """
    verdict = summary["verdict"]
    return verdict is not None and verdict["kind"] == "constructed" and verdict["k"] > 1


def _segments(k: int, kind: str = "") -> str:
    words = f"{spelled(k)} {kind}".strip()
    return f"{words[:1].upper()}{words[1:]} segment{'' if k == 1 else 's'}"


def _cut(k: int) -> str:
    return "one segment" if k == 1 else f"a convenient cut into {spelled(k)} segments"
