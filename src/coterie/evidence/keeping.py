"""A judgement as it is kept: what stands in a file, without any customer.

Only the fields of `coterie.evidence.kept` are taken: a new field of a judgement stays out, and arrays are refused.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from coterie.evidence import kept
from coterie.evidence.borders import Border
from coterie.evidence.causes import Cause
from coterie.evidence.reasons import ladder
from coterie.evidence.verdict import SegmentBorders, Verdict
from coterie.evidence.wording import finding, remarks, segment_sentence, verdict_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.evidence.audit import Audit
    from coterie.evidence.card import KCard
    from coterie.evidence.descriptors import DescriptorTest
    from coterie.evidence.judging import Judgement
    from coterie.evidence.stability import Stability
    from coterie.evidence.structure import Structure

_Kept = TypeVar("_Kept")


def keep(
    judgement: Judgement,
    names: Sequence[str] | None = None,
    *,
    features: Sequence[str] | None = None,
    descriptors: Sequence[DescriptorTest] = (),
) -> kept.Evidence:
    """Take from a judgement what may be saved and shown; what is unknown is None.

    Parameters
    ----------
    judgement : Judgement
        What `judge` found.
    names : sequence of str or None
        Names of the segments, for the sentences; None: their numbers.
    features : sequence of str or None
        The feature that each column was made of, for the borders; None: not said.
    descriptors : sequence of DescriptorTest
        Whether segments differ in columns that did not build them.

    Returns
    -------
    coterie.evidence.kept.Evidence

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> found = keep(judge(np.random.default_rng(0).normal(size=(60, 4)), n_clusters=range(1, 4)))
    >>> found.verdict.kind, len(found.k_card.rows)
    ('constructed', 3)
    """
    verdict, structure, stability, audit = (
        judgement.verdict, judgement.structure, judgement.stability, judgement.audit,
    )  # fmt: skip
    supported = {} if verdict is not None else {"supported_k": None}  # said only where it was tested
    return kept.Evidence(
        verdict=None if verdict is None else _verdict(verdict, names, features),
        structure=None if structure is None else _structure(structure),
        k_card=_card(judgement.card, features),
        recommendation=_of(kept.Recommendation, judgement.recommendation, ladder=ladder(judgement.card), **supported),
        stability=None if stability is None else _stability(stability),
        across=tuple(_of(kept.Step, each) for each in judgement.across),
        audit=None if audit is None else _audit(audit),
        warnings=tuple(_of(kept.Caution, each) for each in judgement.warnings),
        rows=judgement.rows,
        effort=judgement.effort,
        own_agreement=_of_none(judgement.own_agreement),
        descriptors=tuple(_of(kept.DescriptorTest, each) for each in descriptors),
    )


def _verdict(verdict: Verdict, names: Sequence[str] | None, features: Sequence[str] | None) -> kept.Verdict:
    """Put the facts of a verdict beside its sentences."""
    sure = verdict.kind in {"natural", "partly natural"}
    said = [segment_sentence(each, names, confirmed=sure) for each in verdict.segments]
    return _of(
        kept.Verdict,
        verdict,
        borders=_borders(verdict.borders, features),
        segments=tuple(
            _of(kept.SegmentBorders, each, sentence=words) for each, words in zip(verdict.segments, said, strict=True)
        ),
        causes=tuple(_of(kept.Cause, each) for each in verdict.causes),
        sentence=verdict_sentence(verdict, names),
        finding=finding(verdict, names),
        remarks=tuple(remarks(verdict, names)),
    )


def reworded(evidence: kept.Evidence, names: Sequence[str]) -> kept.Evidence:
    """Return evidence whose sentences have other names of the segments: they are made anew of the facts that are kept.

    Parameters
    ----------
    evidence : coterie.evidence.kept.Evidence
        What was kept of a judgement.
    names : sequence of str
        Names of the segments.

    Examples
    --------
    >>> from coterie.evidence.judging import judge
    >>> judgement = judge(np.random.default_rng(0).normal(size=(60, 4)), n_clusters=range(1, 4))
    >>> reworded(keep(judgement, ["a", "b"]), ["c", "d"]) == keep(judgement, ["c", "d"])
    True
    """
    if evidence.verdict is None:
        return evidence
    again = _verdict(_facts(evidence.verdict), names, None)
    borders = evidence.verdict.borders  # which know their feature
    return replace(evidence, verdict=replace(again, borders=borders))


def _facts(verdict: kept.Verdict) -> Verdict:
    """Return the verdict that was kept: every fact that its sentences speak of is."""
    return _taken(
        Verdict,
        verdict,
        borders=tuple(_taken(Border, each) for each in verdict.borders),
        segments=tuple(_taken(SegmentBorders, each) for each in verdict.segments),
        causes=tuple(_taken(Cause, each) for each in verdict.causes),
    )


def _taken(kind: Callable[..., _Kept], one: object, **known: object) -> _Kept:
    """Take the fields of a kind from a thing that has more."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type] # each kind is a dataclass
    return kind(**{name: known.get(name, getattr(one, name)) for name in names})


def _structure(structure: Structure) -> kept.Structure:
    return _of(kept.Structure, structure, placebos=tuple(_of(kept.Placebo, each) for each in structure.placebos))


def _card(card: KCard, features: Sequence[str] | None) -> kept.KCard:
    rows = tuple(_of(kept.KRow, row, borders=_borders(row.borders, features)) for row in card.rows)
    return _of(kept.KCard, card, rows=rows)


def _borders(borders: Sequence[Border], features: Sequence[str] | None) -> tuple[kept.Border, ...]:
    """Name the feature in which the two centres of each border differ most."""
    return tuple(
        _of(kept.Border, each, feature=None if features is None else features[each.column]) for each in borders
    )


def _stability(stability: Stability) -> kept.Stability:
    return _of(
        kept.Stability,
        stability,
        segments=tuple(_of(kept.SegmentStability, each) for each in stability.segments),
        borderline=sum(each.borderline for each in stability.segments),
    )


def _audit(audit: Audit) -> kept.Audit:
    return kept.Audit(
        features=tuple(_of(kept.FeatureAudit, each) for each in audit.features),
        clearer=None if audit.clearer is None else _of(kept.ClearerSubset, audit.clearer),
    )


def _of(kind: Callable[..., _Kept], one: object, **known: object) -> _Kept:
    """Take the fields that are kept: those `known`, and all others from the thing itself."""
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type] # each kind is a dataclass of `kept`
    return kind(**{name: known[name] if name in known else _value(getattr(one, name)) for name in names})


def _value(value: object) -> object:
    """Return what JSON knows: a word, a number, None, or tuples and objects of these."""
    if isinstance(value, dict):
        return {str(key): _value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_value(each) for each in value)
    if isinstance(value, np.ndarray):
        message = "arrays are not kept: they may hold a number for each customer"
        raise TypeError(message)
    if is_dataclass(value):
        message = (
            f"{type(value).__name__} is not kept: list its fields in coterie.evidence.kept if it holds no customer"
        )
        raise TypeError(message)
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _of_none(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)
