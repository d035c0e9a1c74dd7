"""The JSON Schema of segments.json, made from the nouns of the summary: ``make schema`` writes it."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from coterie.views.summary import Summary

FILE = "segments.schema.json"


def json_schema() -> dict[str, Any]:  # the values are whatever JSON holds
    """Return the JSON Schema of a summary.

    Examples
    --------
    >>> json_schema()["title"]
    'coterie segments'
    """
    text = resources.files("coterie").joinpath(FILE).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)  # as above
    return schema


def schema_text() -> str:
    """Make the JSON Schema from the summary's nouns, as it stands in the package.

    Examples
    --------
    >>> json.loads(schema_text()) == json_schema()
    True
    """
    made = _written(TypeAdapter(Summary).json_schema())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "coterie segments"}
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
