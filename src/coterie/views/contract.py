"""The JSON Schemas of segments.json and of what commands print with --json: ``make schema`` writes them."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from coterie import errors
from coterie.views.audience import AudienceView
from coterie.views.compared import ComparisonView
from coterie.views.explained import ExplainedView
from coterie.views.exported import Exported
from coterie.views.measured import MeasuredView
from coterie.views.naming_check import CatalogueCheck
from coterie.views.past.changed import HistoryDiff, HistoryForget, HistoryTag
from coterie.views.past.listed import HistoryList
from coterie.views.past.shown import HistoryShow
from coterie.views.past.sizes import HistorySizes
from coterie.views.planning import Plan
from coterie.views.purchases import PurchasesView
from coterie.views.queried import Queried
from coterie.views.refit import RefitView
from coterie.views.renamed import Renamed
from coterie.views.reported import Reported
from coterie.views.scored import Scored
from coterie.views.summary import Summary

if TYPE_CHECKING:
    from pathlib import Path

CONTRACTS: dict[str, type] = {
    "segments": Summary,
    "inspect": Plan,
    "score": Scored,
    "explain": ExplainedView,
    "measure": MeasuredView,
    "audience": AudienceView,
    "transactions": PurchasesView,
    "report": Reported,
    "sql": Queried,
    "export": Exported,
    "refit": RefitView,
    "compare": ComparisonView,
    "rename": Renamed,
    "catalogues": CatalogueCheck,
    "history-list": HistoryList,
    "history-show": HistoryShow,
    "history-sizes": HistorySizes,
    "history-diff": HistoryDiff,
    "history-tag": HistoryTag,
    "history-forget": HistoryForget,
}
"""What each schema is made from: segments.json, which `coterie segment --json` prints, and the other commands."""


def file_of(name: str) -> str:
    """Return the file in the package that holds a schema.

    Examples
    --------
    >>> file_of("score")
    'score.schema.json'
    """
    return f"{name}.schema.json"


def json_schema(of: str = "segments") -> dict[str, Any]:  # the values are whatever JSON holds
    """Return a JSON Schema.

    Parameters
    ----------
    of : {"segments", "inspect", "score", "explain", "measure", "audience", "transactions", "report", "sql", "export",
        "refit", "compare", "rename", "catalogues", "history-list", "history-show",
        "history-sizes", "history-diff", "history-tag", "history-forget"}
        Of segments.json, which `coterie segment --json` prints, or of what another command prints with --json.

    Returns
    -------
    dict

    Raises
    ------
    coterie.errors.OptionError
        For another name.

    Examples
    --------
    >>> json_schema()["title"], json_schema("score")["title"]
    ('coterie segments', 'coterie score')
    """
    if of not in CONTRACTS:
        raise errors.choosing.unknown_choice("of", of, tuple(CONTRACTS))
    text = resources.files("coterie").joinpath(file_of(of)).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)  # as above
    return schema


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder: ``make schema`` does into the package's.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_schemas(Path(folder))
    ...     sorted(path.name for path in Path(folder).iterdir())[:2]
    ['audience.schema.json', 'catalogues.schema.json']
    """
    for name in CONTRACTS:
        (folder / file_of(name)).write_text(schema_text(name), encoding="utf-8")


def schema_text(of: str = "segments") -> str:
    """Make a JSON Schema from its nouns, as it stands in the package.

    Examples
    --------
    >>> json.loads(schema_text()) == json_schema()
    True
    """
    made = _written(TypeAdapter(CONTRACTS[of]).json_schema())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"coterie {of}"}
    return json.dumps(head | made, indent=2, ensure_ascii=False) + "\n"


def summary_from(plain: object) -> Summary:
    """Read a summary from the content of a segments.json.

    Raises
    ------
    pydantic.ValidationError
        When it breaks the contract.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> summary_from(coterie.summarise(result.segmentation)).k
    3
    """
    return TypeAdapter(Summary).validate_python(plain)


def _written(schema: dict[str, Any]) -> dict[str, Any]:  # as above
    """Leave out titles, which repeat names, and defaults, and fill paragraphs into lines."""
    kept: dict[str, Any] = {}  # as above
    for key, value in schema.items():
        if key in {"title", "default"} and not isinstance(value, dict):
            continue
        if key == "description" and isinstance(value, str):
            kept[key] = " ".join(value.split())
        else:
            kept[key] = _below(value)
    return kept


def _below(value: object) -> object:
    if isinstance(value, dict):
        return _written(value)
    return [_below(each) for each in value] if isinstance(value, list) else value
