"""The tables of docs/artefact.md, made from the models. `python tests/artefact/fields.py` writes them there anew."""

from __future__ import annotations

import re
from pathlib import Path

from coterie.artefact.format_3 import Content
from coterie.artefact.manifest import Manifest
from coterie.artefact.written import Written

PAGE = Path(__file__).parent.parent.parent / "docs" / "artefact.md"
MODELS = {model.__name__: model for model in Written.__subclasses__()}
HEADINGS = {"Manifest": "`manifest.json`", "Content": "`segmentation.json`"}


def tables() -> str:
    """Return a table for each object of the file, in the order in which they are met."""
    return "\n\n".join(_table(name, schema) for name, schema in _objects().items())


def _objects() -> dict[str, dict]:
    found = {"Manifest": Manifest.model_json_schema(), "Content": (whole := Content.model_json_schema())}
    waiting = _named(found["Content"]["properties"])
    while waiting:
        name = waiting.pop(0)
        if name not in found and name != "JsonValue":
            found[name] = whole["$defs"][name]
            waiting = _named(found[name]["properties"]) + waiting
    return found


def _named(schema: object) -> list[str]:
    return re.findall(r"'#/\$defs/(\w+)'", str(schema))


def _table(name: str, schema: dict) -> str:
    lines = [f"### {HEADINGS.get(name, name)}", "", *([] if name in HEADINGS else [schema["description"], ""])]
    lines += ["| field | JSON | what it holds |", "|---|---|---|"]
    for field, held in schema["properties"].items():
        absent = "" if field in schema.get("required", ()) or field == "kind" else "; may be absent"
        lines.append(f"| `{field}` | {_kind(held)}{absent} | {MODELS[name].model_fields[field].description} |")
    return "\n".join(lines)


def _kind(schema: dict) -> str:
    """Say in words what JSON stands there."""
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    if name:
        return "any" if name == "JsonValue" else f"[{name}](#{name.lower()})"
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(_kind(each) for each in choices)
    if words := schema.get("enum") or [schema[name] for name in ("const",) if name in schema]:
        return " or ".join(f"`{each}`" for each in words)
    return _whole(schema)


def _whole(schema: dict) -> str:
    kinds = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "null": "null",
    }
    if "prefixItems" in schema:
        return f"[{', '.join(_kind(each) for each in schema['prefixItems'])}]"
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'])}"
    if schema["type"] == "object":
        return f"object of {_kind(schema['additionalProperties'])}"
    return kinds[schema["type"]] + _limits(schema)


def _limits(schema: dict) -> str:
    signs = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤"}
    said = [f"{sign} {schema[name]:g}" for name, sign in signs.items() if name in schema]
    return f" {', '.join(said)}" if said else ""


MARKS = ("<!-- fields -->\n\n", "\n\n<!-- end of fields -->")

if __name__ == "__main__":
    before, rest = PAGE.read_text().split(MARKS[0])
    PAGE.write_text(before + MARKS[0] + tables() + MARKS[1] + rest.split(MARKS[1])[1])
