"""The published summary of a segmentation: the content of `segments.json`, which the report and other programs read.

Its contract is `segments.schema.json` beside this file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, Any

from coterie.excerpts import excerpt, excerpts
from coterie.remarks import words

if TYPE_CHECKING:
    from coterie.cleaning import CleaningReport
    from coterie.evidence import KChoice
    from coterie.naming import Name
    from coterie.preparation import PreparedFeature
    from coterie.readiness import Check, Readiness
    from coterie.schema import Schema
    from coterie.segmentation import Segment, Segmentation
    from coterie.sources import Table
    from coterie.transactions import Purchases

SCHEMA_VERSION = 2


def summarise(segmentation: Segmentation) -> dict[str, Any]:
    """Turn a segmentation into plain data.

    Parameters
    ----------
    segmentation : Segmentation

    Returns
    -------
    dict
        As described by `json_schema`.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> summarise(result.segmentation)["choice"]["k"]
    3
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "coterie_version": segmentation.version,
        "source": asdict(segmentation.source),
        "purchases": _purchases(segmentation.purchases),
        "options": segmentation.options,
        "columns": _columns(segmentation.schema),
        "cleaning": [words().told(remark) for remark in segmentation.cleaning.remarks],
        "account": _account(segmentation.cleaning),
        "preparation": [_prepared(feature) for feature in segmentation.preparation.features],
        "sweep": [asdict(trial) for trial in segmentation.sweep],
        "choice": _choice(segmentation.choice),
        "inertia": segmentation.inertia,
        "silhouette": segmentation.silhouette,
        "catalogue": {"name": segmentation.names.catalogue, "columns": segmentation.names.columns},
        "overall": {
            "size": segmentation.profiles.overall.size,
            "profile": {name: asdict(each) for name, each in segmentation.profiles.overall.columns.items()},
        },
        "segments": [_segment(each) for each in segmentation.segments],
        **_evidence_of(segmentation.evidence),
    }


_EVIDENCE = (
    "verdict",
    "structure",
    "k_card",
    "recommendation",
    "stability",
    "across",
    "audit",
    "descriptors",
    "warnings",
)


def _evidence_of(found: dict[str, Any]) -> dict[str, Any]:
    """Put the parts of the evidence side by side with how much of it was gathered."""
    evidence = {"evidence": {"effort": found["effort"], "rows": found["rows"]}}
    supported = {"supported_k": found["recommendation"]["supported_k"]}
    return evidence | supported | {name: found[name] for name in _EVIDENCE}


def plan(table: Table, readiness: Readiness) -> dict[str, Any]:
    """Turn what would be done with a table into plain data.

    Parameters
    ----------
    table : coterie.sources.Table
    readiness : coterie.readiness.Readiness

    Returns
    -------
    dict
        The summary's `source`, `purchases`, `columns`, `cleaning`, `account` and `preparation`, and `status`, `problem`
        and `checks`: the column (None for the table), its `grade`, the reason and the remedy.
    """
    frame = table.frame if readiness.made is None else readiness.made.table.frame
    rows, columns = frame.shape
    return {
        "source": {"name": table.name, "sha256": table.sha256, "rows": rows, "columns": columns},
        "purchases": _purchases(None if readiness.made is None else readiness.made.purchases),
        "status": readiness.status,
        "problem": None if readiness.problem is None else readiness.problem.in_command,
        "checks": [_check(check) for check in readiness.checks],
        "columns": _columns(readiness.schema),
        "cleaning": [words().told(remark) for remark in readiness.cleaning.remarks],
        "account": _account(readiness.cleaning),
        "preparation": [_prepared(feature) for feature in readiness.preparation],
    }


def to_json(summary: dict[str, Any]) -> str:
    r"""Write a summary as JSON: two spaces of indentation, a newline at the end, no NaN.

    Examples
    --------
    >>> to_json({"k": 6})
    '{\n  "k": 6\n}\n'
    """
    return json.dumps(summary, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a summary.

    Examples
    --------
    >>> json_schema()["title"]
    'coterie segments'
    """
    text = resources.files("coterie").joinpath("segments.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _columns(schema: Schema) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "type": each.type, "role": each.role, "missing": each.missing, "reason": each.reason}
        for each in schema.columns
    ]


def _purchases(found: Purchases | None) -> dict[str, Any] | None:
    if found is None:
        return None
    held = asdict(found) | {"doubts": [words().line(doubt) for doubt in found.doubts]}
    del held["span"]  # of no use to who reads a summary: the saved file keeps it for scoring
    return held


def _check(check: Check) -> dict[str, Any]:
    said = words()
    sentence = said.sentence if check.column is not None else said.line
    return {
        "column": check.column,
        "code": check.remark.code,
        "grade": check.grade,
        "reason": sentence(check.remark),
        "remedy": said.remedy(check.remark),
    }


def _account(cleaning: CleaningReport) -> dict[str, Any]:
    return {
        "rows": [{**asdict(step), "what": words().step(step.code)} for step in cleaning.account.rows],
        "columns": [{**asdict(each), "missing": each.missing} for each in cleaning.account.columns],
    }


def _choice(choice: KChoice) -> dict[str, Any]:
    return {"k": choice.k, "method": choice.method, "reason": choice.reason}


def _prepared(feature: PreparedFeature) -> dict[str, Any]:
    return {
        "feature": feature.feature,
        "impute": feature.impute,
        "fill": excerpt(feature.fill) if isinstance(feature.fill, str) else feature.fill,
        "transform": feature.transform,
        "center": feature.center,
        "scale": feature.scale,
        "power": feature.power,
        "unit": feature.unit,
        "categories": list(excerpts(feature.categories).values()),
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "id": segment.id,
        "name": segment.name.name,
        "evidence": _evidence(segment.name),
        "size": segment.size,
        "share": segment.share,
        "profile": {name: asdict(each) for name, each in segment.profile.columns.items()},
    }


def _evidence(name: Name) -> dict[str, Any]:
    return ({"given": True} if name.given else {}) | {
        "archetype": name.archetype,
        "fit": name.fit,
        "description": name.description,
        "sentence": name.sentence,
        "advice": name.advice,
        "claims": [asdict(claim) for claim in name.evidence],
    }
