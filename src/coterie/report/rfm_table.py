"""The RFM segments beside the segments that were found: who is in which of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.number_format import percent
from coterie.transactions.rfm import SEGMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMN = "rfm_segment"
_SHADES = ((0.5, "step-p3"), (0.25, "step-p2"), (0.1, "step-p1"))


def rfm_table(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each RFM segment that has customers, the best first.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    list of dict
        With `name` and `cells`: the share it has of all customers, then of each segment. A cell has `value` and `shade`
        (a CSS class). Empty where the table has no column ``rfm_segment`` with the classic names.

    Examples
    --------
    >>> of = lambda **shares: {"profile": {"rfm_segment": {"mode": "Lost", "shares": shares}}}
    >>> table = rfm_table({"overall": of(Lost=0.6, Loyal=0.4), "segments": [of(Lost=1.0), {"profile": {}}]})
    >>> [(row["name"], [cell["value"] for cell in row["cells"]]) for row in table]
    [('Loyal', ['40%', '0%', '–']), ('Lost', ['60%', '100%', '–'])]
    """
    groups = [summary["overall"], *summary["segments"]]
    shares = [group["profile"].get(_COLUMN, {}).get("shares") for group in groups]
    overall = shares[0] or {}
    if not overall or not set(overall) <= set(SEGMENTS):
        return []
    return [{"name": name, "cells": [_cell(own, name) for own in shares]} for name in SEGMENTS if name in overall]


def _cell(shares: Mapping[str, float] | None, name: str) -> dict[str, str]:
    """Return one cell; a segment too small to be described has a dash."""
    if shares is None:
        return {"value": "–", "shade": ""}
    share = shares.get(name, 0.0)
    return {"value": percent(share), "shade": next((shade for least, shade in _SHADES if share >= least), "")}
