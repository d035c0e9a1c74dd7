"""What the page says of the source, the cleaning, the columns and their preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.number_format import count, percent, readable

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES = {"feature": "Feature", "descriptor": "Descriptor", "id": "Id", "weight": "Weight", "ignored": "Left out"}
"""How the page names each role, in the order in which it lists them."""


def columns(summary: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return every column with its type, role and reason, the features first.

    Examples
    --------
    >>> column = {"name": "Age", "type": "numeric", "role": "feature", "missing": 3, "reason": "A number."}
    >>> columns({"columns": [column], "source": {"rows": 100}, "preparation": []})[0]["missing"]
    '3 (3.0%)'
    """
    order = list(ROLES)
    listed = sorted(summary["columns"], key=lambda column: order.index(column["role"]))
    prepared = {step["feature"]: _prepared(step) for step in summary["preparation"]}
    return [_column(column, summary["source"]["rows"], prepared.get(column["name"], "")) for column in listed]


def _column(column: Mapping[str, Any], rows: int, prepared: str) -> dict[str, str]:
    missing = column["missing"]
    return {
        "name": column["name"],
        "type": column["type"],
        "role": ROLES[column["role"]],
        "missing": f"{count(missing)} ({percent(missing / rows)})" if missing and rows else count(missing),
        "reason": column["reason"],
        "prepared": prepared,
    }


def _prepared(step: Mapping[str, Any]) -> str:
    """Say in words what was done to a feature before distances were measured."""
    said = [f"missing filled with {readable(step['fill'])} ({step['impute']})"]
    if step["transform"] == "one-hot":
        said.append(f"one column per category, each multiplied by {readable(1 / step['scale'])}")
    else:
        said.extend(_numeric(step))
    return "; ".join(said)


def _numeric(step: Mapping[str, Any]) -> list[str]:
    """Say how a numeric feature was transformed and scaled; centre and scale are in transformed units."""
    said = []
    if step["transform"] != "none":
        name = step["transform"].title()
        said.append(f"skew lessened by {name} (power {readable(step['power'])})")
    if (step["center"], step["scale"]) != (0, 1):
        said.append(f"centred at {readable(step['center'])}, divided by {readable(step['scale'])}")
    return said


def cleaning(summary: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what was cleaned, in the order in which it was done.

    Examples
    --------
    >>> cleaning({"cleaning": [{"column": None, "action": "duplicate rows dropped", "rows": 12, "detail": ""}]})
    [{'column': 'Whole rows', 'action': 'duplicate rows dropped', 'rows': '12', 'detail': ''}]
    """
    return [
        {
            "column": entry["column"] if entry["column"] is not None else "Whole rows",
            "action": entry["action"],
            "rows": count(entry["rows"]),
            "detail": entry["detail"],
        }
        for entry in summary["cleaning"]
    ]


def options(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the options of the run as text.

    Examples
    --------
    >>> options({"options": {"k": "auto", "features": ["Age", "Income"], "id": None}})
    [('k', 'auto'), ('features', 'Age, Income'), ('id', '–')]
    """
    return [(name, _option(value)) for name, value in summary["options"].items()]


def _option(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or readable(None)
    if isinstance(value, dict):
        return ", ".join(f"{key}={item}" for key, item in value.items()) or readable(None)
    return readable(None) if value is None else str(value)
