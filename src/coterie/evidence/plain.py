"""A judgement as plain data: what stands in a file, without any customer."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from coterie.evidence.reasons import ladder
from coterie.evidence.wording import finding, remarks, segment_sentence, verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.borders import Border
    from coterie.evidence.card import KRow
    from coterie.evidence.judging import Judgement
    from coterie.evidence.verdict import Verdict

_OF_CUSTOMERS = {"customers", "placing", "inertia"}  # of each customer, or what places one; the placebos' inertias


def plain(
    judgement: Judgement, names: Sequence[str] | None = None, *, features: Sequence[str] | None = None
) -> dict[str, Any]:
    """Turn a judgement into dicts, lists, words and numbers that JSON knows; what is unknown is None.

    Parameters
    ----------
    judgement : Judgement
        What `judge` found.
    names : sequence of str or None
        Names of the segments, for the sentences; None: their numbers.
    features : sequence of str or None
        The feature that each column was made of, for the borders; None: not said.

    Returns
    -------
    dict
        `verdict`, `structure`, `k_card`, `recommendation`, `stability`, `across`, `audit`, `warnings`, `rows`,
        `effort` and `own_agreement`.

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> found = plain(judge(np.random.default_rng(0).normal(size=(60, 4)), n_clusters=range(1, 4)))
    >>> found["verdict"]["kind"], len(found["k_card"]["rows"])
    ('constructed', 3)
    """
    structure = judgement.structure
    stability = judgement.stability
    return {
        "verdict": None if judgement.verdict is None else _verdict(judgement.verdict, names, features),
        "structure": None
        if structure is None
        else {
            **_value(structure, leave={"inertia"}),
            "found": structure.found,
            "p": structure.p,
            "excess": _value(structure.excess),
        },
        "k_card": {**_value(judgement.card), "rows": [_row(row, features) for row in judgement.card.rows]},
        "recommendation": _recommendation(judgement),
        "stability": None
        if stability is None
        else {
            **_value(stability, leave=_OF_CUSTOMERS),
            "segments": [{**_value(each), "reading": each.reading} for each in stability.segments],
            "borderline": sum(each.borderline for each in stability.segments),
        },
        "across": _value(judgement.across),
        "audit": _value(judgement.audit),
        "warnings": _value(judgement.warnings),
        "rows": judgement.rows,
        "effort": judgement.effort,
        "own_agreement": _value(judgement.own_agreement),
    }


def _verdict(verdict: Verdict, names: Sequence[str] | None, features: Sequence[str] | None) -> dict[str, Any]:
    """Put the facts of a verdict beside its sentences."""
    sure = verdict.kind in {"natural", "partly natural"}
    said = [segment_sentence(each, names, confirmed=sure) for each in verdict.segments]
    return {
        **_value(verdict),
        "borders": [_border(each, features) for each in verdict.borders],
        "segments": [{**_value(each), "sentence": words} for each, words in zip(verdict.segments, said, strict=True)],
        "sentence": verdict_sentence(verdict, names),
        "finding": finding(verdict, names),
        "remarks": remarks(verdict, names),
        "meaning": verdict.meaning,
    }


def _row(row: KRow, features: Sequence[str] | None) -> dict[str, Any]:
    return {**_value(row), "borders": [_border(each, features) for each in row.borders]}


def _border(border: Border, features: Sequence[str] | None) -> dict[str, Any]:
    """Name the feature in which the two centres differ most."""
    return {**_value(border), "feature": None if features is None else features[border.column]}


def _recommendation(judgement: Judgement) -> dict[str, Any]:
    """Say what is supported only where it was tested."""
    found = {**_value(judgement.recommendation), "ladder": ladder(judgement.card)}
    return found if judgement.verdict is not None else found | {"supported_k": None}


def _value(value: object, leave: frozenset[str] | set[str] = frozenset()) -> Any:  # noqa: ANN401 - whatever JSON knows
    if is_dataclass(value) and not isinstance(value, type):
        kept = [field.name for field in fields(value) if field.name not in leave]
        return {name: _value(getattr(value, name), leave) for name in kept}
    if isinstance(value, dict):
        return {str(key): _value(each, leave) for key, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_value(each, leave) for each in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value
