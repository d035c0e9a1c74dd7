"""coterie: a customer table goes in; named, explained, tested segments come out, and keep working afterwards.

>>> import coterie
>>> result = coterie.segment(coterie.datasets.bank_customers(n=2000))
>>> len(result.segments)
6
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from coterie.showing import shown_by

if TYPE_CHECKING:
    from coterie import charts, datasets, errors
    from coterie.artefact import load, save
    from coterie.audiences import Audience, audience
    from coterie.errors import ArtefactError, CoterieError, CriterionError, InputError, OutputError, ScoringWarning
    from coterie.evidence import Judgement, judge
    from coterie.explanation import (
        Explanation,
        Measured,
        SegmentsExplained,
        customers_needed,
        explain,
        explain_segments,
        measure,
    )
    from coterie.inspecting import Inspection, inspect
    from coterie.monitoring import Comparison, Refitted, compare, refit
    from coterie.outputs import write_table
    from coterie.report_files import write_report
    from coterie.scoring import Score, Scorer, Scores, score
    from coterie.scoring.onnx import export
    from coterie.scoring.sql import sql
    from coterie.segmentation import Fitted, Result, Segmentation, describe, fit, rename, segment
    from coterie.segmenter import Segmenter, silhouette_scorer
    from coterie.sources import unguard
    from coterie.transactions import TransactionSummary, summarise_transactions
    from coterie.version import __version__
    from coterie.views import summarise
    from coterie.views.contract import json_schema

_ADDRESSES = {
    "Audience": "coterie.audiences",
    "audience": "coterie.audiences",
    "ArtefactError": "coterie.errors",
    "Comparison": "coterie.monitoring",
    "CoterieError": "coterie.errors",
    "CriterionError": "coterie.errors",
    "Explanation": "coterie.explanation",
    "Fitted": "coterie.segmentation",
    "InputError": "coterie.errors",
    "Inspection": "coterie.inspecting",
    "Judgement": "coterie.evidence",
    "Measured": "coterie.explanation",
    "OutputError": "coterie.errors",
    "Score": "coterie.scoring",
    "Scorer": "coterie.scoring",
    "Scores": "coterie.scoring",
    "ScoringWarning": "coterie.errors",
    "SegmentsExplained": "coterie.explanation",
    "Refitted": "coterie.monitoring",
    "Result": "coterie.segmentation",
    "Segmentation": "coterie.segmentation",
    "Segmenter": "coterie.segmenter",
    "TransactionSummary": "coterie.transactions",
    "__version__": "coterie.version",
    "compare": "coterie.monitoring",
    "customers_needed": "coterie.explanation",
    "describe": "coterie.segmentation",
    "explain": "coterie.explanation",
    "explain_segments": "coterie.explanation",
    "export": "coterie.scoring.onnx",
    "fit": "coterie.segmentation",
    "inspect": "coterie.inspecting",
    "judge": "coterie.evidence",
    "json_schema": "coterie.views.contract",
    "load": "coterie.artefact",
    "measure": "coterie.explanation",
    "refit": "coterie.monitoring",
    "rename": "coterie.segmentation",
    "save": "coterie.artefact",
    "score": "coterie.scoring",
    "segment": "coterie.segmentation",
    "silhouette_scorer": "coterie.segmenter",
    "sql": "coterie.scoring.sql",
    "summarise": "coterie.views",
    "summarise_transactions": "coterie.transactions",
    "unguard": "coterie.sources",
    "write_report": "coterie.report_files",
    "write_table": "coterie.outputs",
}
_PACKAGES = {"charts", "datasets", "errors"}
shown_by("coterie.notebook")

__all__ = [
    "ArtefactError",
    "Audience",
    "Comparison",
    "CoterieError",
    "CriterionError",
    "Explanation",
    "Fitted",
    "InputError",
    "Inspection",
    "Judgement",
    "Measured",
    "OutputError",
    "Refitted",
    "Result",
    "Score",
    "Scorer",
    "Scores",
    "ScoringWarning",
    "Segmentation",
    "Segmenter",
    "SegmentsExplained",
    "TransactionSummary",
    "__version__",
    "audience",
    "charts",
    "compare",
    "customers_needed",
    "datasets",
    "describe",
    "errors",
    "explain",
    "explain_segments",
    "export",
    "fit",
    "inspect",
    "json_schema",
    "judge",
    "load",
    "measure",
    "refit",
    "rename",
    "save",
    "score",
    "segment",
    "silhouette_scorer",
    "sql",
    "summarise",
    "summarise_transactions",
    "unguard",
    "write_report",
    "write_table",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import coterie` stays light."""
    if name in _PACKAGES:
        return importlib.import_module(f"coterie.{name}")
    if name in _ADDRESSES:
        return getattr(importlib.import_module(_ADDRESSES[name]), name)
    message = f"module 'coterie' has no attribute '{name}'"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
