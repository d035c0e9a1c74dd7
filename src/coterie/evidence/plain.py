"""A judgement as plain data: what stands in a file, without any customer.

Only what `_WRITTEN` lists is written: a new field stays out, and a kind of thing not listed and an array are refused.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from coterie.evidence.audit import Audit, ClearerSubset, FeatureAudit
from coterie.evidence.borders import Border
from coterie.evidence.card import KCard, KRow
from coterie.evidence.causes import Cause
from coterie.evidence.cautions import Caution
from coterie.evidence.criteria import CRITERIA
from coterie.evidence.reasons import ladder
from coterie.evidence.recommendation import Recommendation
from coterie.evidence.slsa import Step
from coterie.evidence.stability import SegmentStability, Stability
from coterie.evidence.structure import Placebo, Structure
from coterie.evidence.verdict import SegmentBorders, Verdict
from coterie.evidence.wording import finding, remarks, segment_sentence, verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.judging import Judgement

# fmt: off
_WRITTEN: dict[type, tuple[str, ...]] = {
    Verdict: (
        "kind", "k", "supported_k", "groups", "replication", "prediction_strength", "worst_segment", "borders",
        "segments", "causes", "weakened_by", "few",
    ),
    SegmentBorders: ("stands", "into", "between", "near", "cause"),
    Border: ("first", "second", "near", "between", "z", "answer", "at", "column", "share", "cause"),
    Cause: ("code", "column", "value", "share", "customers", "segments", "groups"),
    Structure: ("n_clusters", "silhouette_squared", "placebos", "treated", "rows"),
    Placebo: ("kind", "statistic", "draws", "p", "excess", "silhouette_squared"),
    KCard: ("rows", "choices", "elbows", "customers"),
    KRow: (
        "k", "inertia", "elbow", "gap", "gap_se", "prediction_strength", "silhouette", "silhouette_interval",
        "silhouette_rows", "silhouette_kind", "silhouette_squared", "excess", "calinski_harabasz",
        "davies_bouldin", "bic", "agreement", "worst_segment", "smallest", "smallest_share", "same_answer",
        "halves", "few", "borders", "groups", "kind",
    ),
    Recommendation: (
        "supported_k", "recommended_k", "k", "basis", "reason", "agreeing", "disagreeing", "runner_up",
        "runner_up_reason", "limited",
    ),
    Stability: ("n_resamples", "rows", "agreement", "segments"),
    SegmentStability: ("jaccard", "recovered", "slsw", "stayed", "borderline"),
    Step: ("n_clusters", "shared", "slsa", "order"),
    Audit: ("features", "clearer"),
    FeatureAudit: (
        "feature", "share", "eta_squared", "structure_without", "agreement_without", "same_without",
        "same_reweighted", "redundant_with", "noise", "dominates", "advice",
    ),
    ClearerSubset: ("features", "left_out", "k", "p", "prediction_strength", "gain", "sentence"),
    Caution: ("code", "message", "advice", "about"),
}
# fmt: on
"""The fields that are written, by what they belong to. The stability of each customer is not among them."""


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
            **_fields(structure),
            "found": structure.found,
            "p": structure.p,
            "excess": _value(structure.excess),
        },
        "k_card": {**_fields(judgement.card), "rows": [_row(row, features) for row in judgement.card.rows]},
        "recommendation": _recommendation(judgement),
        "stability": None
        if stability is None
        else {
            **_fields(stability),
            "segments": [{**_fields(each), "reading": each.reading} for each in stability.segments],
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
        **_fields(verdict),
        "borders": [_border(each, features) for each in verdict.borders],
        "segments": [{**_fields(each), "sentence": words} for each, words in zip(verdict.segments, said, strict=True)],
        "sentence": verdict_sentence(verdict, names),
        "finding": finding(verdict, names),
        "remarks": remarks(verdict, names),
        "meaning": verdict.meaning,
    }


def _row(row: KRow, features: Sequence[str] | None) -> dict[str, Any]:
    return {**_fields(row), **_more(row), "borders": [_border(each, features) for each in row.borders]}


def _more(row: KRow) -> dict[str, object]:
    """Return the values of criteria that have no field of their own: one number each."""
    return {each.column: _value(row.more[each.column]) for each in CRITERIA if each.column in row.more}


def _border(border: Border, features: Sequence[str] | None) -> dict[str, Any]:
    """Name the feature in which the two centres differ most."""
    return {**_fields(border), "feature": None if features is None else features[border.column]}


def _recommendation(judgement: Judgement) -> dict[str, Any]:
    """Say what is supported only where it was tested."""
    found = {**_fields(judgement.recommendation), "ladder": ladder(judgement.card)}
    return found if judgement.verdict is not None else found | {"supported_k": None}


def _fields(one: object) -> dict[str, object]:
    """Return the fields of a thing that are written."""
    return {name: _value(getattr(one, name)) for name in _written(type(one))}


def _value(value: object) -> object:
    """Return what JSON knows: a word, a number, None, or lists and objects of these."""
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, dict):
        return {str(key): _value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_value(each) for each in value]
    if isinstance(value, np.ndarray):
        message = "arrays are not written: they may hold a number for each customer"
        raise TypeError(message)
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _written(kind: type) -> tuple[str, ...]:
    """Return the fields that are written, of what is known to hold no customer."""
    if kind not in _WRITTEN:
        message = f"{kind.__name__} is not written: list its fields in {__name__} if it holds nothing of one customer"
        raise TypeError(message)
    return _WRITTEN[kind]
