"""The profile table: every feature and descriptor, for all customers and for each segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.number_format import MISSING, readable
from coterie.report.cards import common, share_of_mode
from coterie.report.comparison import deviation, is_numeric, step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def profile_table(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the groups of rows of the profile table: the features, then the columns that only describe.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    list of dict
        With `title` and `rows`; a row has `column` and `cells`, one for all customers and one a segment. A cell has
        `value`, `beside` (the median, or the share of the most common value), `shade` (a CSS class) and `sign`: the
        difference from all customers as a colour, and as arrows for who does not see it.

    Examples
    --------
    >>> overall = {"profile": {"Age": {"mean": 40.0, "median": 38.0, "std": 10.0}}}
    >>> segment = {"profile": {"Age": {"mean": 52.0, "median": 51.0, "std": 5.0}}}
    >>> column = {"name": "Age", "role": "feature"}
    >>> table = profile_table({"columns": [column], "overall": overall, "segments": [segment]})
    >>> table[0]["rows"][0]["cells"][1]
    {'value': '52.0', 'beside': 'median 51.0', 'shade': 'step-p2', 'sign': '▲'}
    """
    features = {column["name"] for column in summary["columns"] if column["role"] == "feature"}
    columns = list(summary["overall"]["profile"])
    groups = {
        "Features: the segments are built on these": [column for column in columns if column in features],
        "Descriptors: these only describe": [column for column in columns if column not in features],
    }
    return [
        {"title": title, "rows": [_row(column, summary) for column in members]}
        for title, members in groups.items()
        if members
    ]


def _row(column: str, summary: Mapping[str, Any]) -> dict[str, Any]:
    overall = summary["overall"]["profile"][column]
    profiles = [overall, *(segment["profile"].get(column) for segment in summary["segments"])]
    largest = _largest(profiles)
    return {"column": column, "cells": [_cell(profile, overall, largest) for profile in profiles]}


def _largest(profiles: Sequence[Mapping[str, Any] | None]) -> float | None:
    """Return the largest number of a row, which sets its decimals."""
    numbers = [abs(p["mean"]) for p in profiles if p and isinstance(p.get("mean"), int | float)]
    return max(numbers, default=None)


def _cell(profile: Mapping[str, Any] | None, overall: Mapping[str, Any], largest: float | None) -> dict[str, str]:
    if profile is None:
        return {"value": MISSING, "beside": "", "shade": "", "sign": ""}
    if not is_numeric(profile):
        return {"value": common(profile), "beside": share_of_mode(profile), "shade": "", "sign": ""}
    median = readable(profile["median"], largest=largest)
    shade, sign = _SHADES[step(deviation(profile, overall))]
    beside = "" if median == MISSING else f"median {median}"
    return {"value": readable(profile["mean"], largest=largest), "beside": beside, "shade": shade, "sign": sign}


_SHADES = {
    -3: ("step-m3", "▼▼"),
    -2: ("step-m2", "▼"),
    -1: ("step-m1", ""),
    0: ("", ""),
    1: ("step-p1", ""),
    2: ("step-p2", "▲"),
    3: ("step-p3", "▲▲"),
}
"""The colour and the arrows of each step."""
