"""What the page says of rows and cells before and after cleaning, so that somebody else can add it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.number_format import count, readable
from coterie.remarks import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNPLACED = "without_segment"
_CHANGES = ("empty", "tokens", "unreadable", "impossible", "rewritten")


def row_steps(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the way from the lines of the file to the customers, with what is left after each step.

    Examples
    --------
    >>> rows = [
    ...     {"what": "rows read", "rows": 12, "left_out": False},
    ...     {"what": "duplicate", "rows": 2, "left_out": True},
    ... ]
    >>> [step["left"] for step in row_steps({"account": {"rows": rows}, "cleaning": []})]
    ['12', '10']
    """
    steps: list[dict[str, Any]] = []
    left = 0
    for step in summary["account"]["rows"]:
        left = left - step["rows"] if step["left_out"] else step["rows"]
        steps.append(_step(step["what"], step["rows"], left, left_out=step["left_out"]))
    if steps and (lost := _unplaced(summary)):
        steps.append(_step(words().step(_UNPLACED), lost, left - lost, left_out=True))
    return steps


def _step(what: str, rows: int, left: int, *, left_out: bool) -> dict[str, Any]:
    return {
        "what": what[:1].upper() + what[1:],
        "gone": count(rows) if left_out else "",
        "left": count(left),
        "total": not left_out,
    }


def _unplaced(summary: Mapping[str, Any]) -> int:
    """Return how many customers have no segment because every feature is missing."""
    return sum(entry["rows"] for entry in summary["cleaning"] if entry["code"] == _UNPLACED)


def cell_counts(summary: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the cells of each column that has gaps or was rewritten, by what became of them.

    Examples
    --------
    >>> age = {"column": "age", "cells": 9, "empty": 1, "tokens": 2, "unreadable": 0, "impossible": 0, "missing": 3}
    >>> account = {"columns": [{**age, "rewritten": 0, "gaps": 3}]}
    >>> prepared = [{"feature": "age", "fill": 31.0, "impute": "median"}]
    >>> cell_counts({"account": account, "cleaning": [], "preparation": prepared})[0]["filled"]
    '3 with 31.0 (median)'
    """
    fills = {step["feature"]: step for step in summary["preparation"]}
    lost = _unplaced(summary)
    return [
        {
            **{name: count(each[name]) for name in ("cells", *_CHANGES, "missing")},
            "column": each["column"],
            "filled": _filled(each, fills.get(each["column"]), lost),
        }
        for each in summary["account"]["columns"]
        if any(each[name] for name in _CHANGES)
    ]


def _filled(each: Mapping[str, Any], step: Mapping[str, Any] | None, lost: int) -> str:
    """Say what took the place of missing cells."""
    if not each["gaps"]:
        return "–"
    if step is None:
        return "stay missing"
    gaps = each["gaps"] - lost
    return f"{count(gaps)} with {readable(step['fill'])} ({step['impute']})" if gaps else "–"


def untouched(summary: Mapping[str, Any]) -> int:
    """Return how many columns have no gaps and were not rewritten.

    Examples
    --------
    >>> untouched({"account": {"columns": []}})
    0
    """
    return sum(not any(each[name] for name in _CHANGES) for each in summary["account"]["columns"])
