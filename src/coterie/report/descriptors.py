"""Whether segments differ in the columns that did not build them, in words and numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from coterie.number_format import decimals

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS = ((0.1, "Hardly"), (0.2, "A little"), (0.4, "Clearly"))
"""Cramér's V, or the root of ε², below which segments differ so much (Rea and Parker 1992); strongly beyond."""

_SURE, _LEVEL = 0.001, 0.05


def descriptors(summary: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return how much segments differ in each descriptor, the strongest first.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    list of dict
        With `column`, `differ` (a word), `number` (the effect size and its name) and `chance`: whether it could be
        chance, by the adjusted p-value.

    Examples
    --------
    >>> test = {"descriptor": "Gender", "effect": 0.05, "test": "chi-squared", "p": 0.2, "p_holm": 0.4}
    >>> descriptors({"descriptors": [test], "segments": [{}, {}]})[0]["chance"]
    'It could (p = 0.40)'
    """
    if len(summary["segments"]) < 2:
        return []
    tests = [each for each in summary["descriptors"] if each["p_holm"] is not None and each["effect"] is not None]
    return [_row(each) for each in sorted(tests, key=lambda each: -_strength(each))]


def _row(test: Mapping[str, Any]) -> dict[str, str]:
    name = "Cramér's V" if test["test"] == "chi-squared" else "ε²"
    return {
        "column": test["descriptor"],
        "differ": next((word for limit, word in LIMITS if _strength(test) < limit), "Strongly"),
        "number": f"{name} {decimals(test['effect'], 2)}",
        "chance": _chance(test["p_holm"]),
    }


def _strength(test: Mapping[str, Any]) -> float:
    """Bring both effect sizes to one scale: ε² is a share of variance, V the root of one."""
    effect: float = test["effect"]
    return effect if test["test"] == "chi-squared" else math.sqrt(max(effect, 0.0))


def _chance(p: float) -> str:
    if p < _SURE:
        return "No (p < 0.001)"
    number = decimals(p, 3 if p < _LEVEL else 2)
    return f"Hardly (p = {number})" if p < _LEVEL else f"It could (p = {number})"
