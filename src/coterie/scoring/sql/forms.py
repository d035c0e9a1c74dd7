"""What the query is wrapped in: a view, a table, a model of dbt with its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlglot import exp

from coterie.scoring.sql.printing import name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.scoring.description import Description
    from coterie.scoring.sql.printing import Identifiers

Form = Literal["select", "view", "table", "dbt-model", "contract"]

_PLACE = "coterie_customers_of_dbt"
"""Stands in the query where dbt names the table."""


def table_of(parts: Sequence[str], identifiers: Identifiers) -> exp.Table:
    """Return a table by its name, with its schema and its catalogue before it where they are given.

    Examples
    --------
    >>> table_of(["shop", "customers"], "as-is").sql("postgres")
    '"shop"."customers"'
    """
    names = [name(part, identifiers) for part in parts]
    return exp.Table(**dict(zip(("this", "db", "catalog"), reversed(names), strict=False)))


def created(query: exp.Expr, kind: Literal["view", "table"], target: exp.Table) -> exp.Create:
    """Return the statement that makes a view or a table of the query."""
    return exp.Create(this=target, kind=kind.upper(), expression=query)


def placeholder() -> exp.Table:
    """Return what stands for the table in a model of dbt."""
    return exp.Table(this=exp.to_identifier(_PLACE, quoted=False))


def with_reference(query: str, parts: Sequence[str]) -> str:
    """Return a query in which dbt names the table: `ref` of a model, `source` of a table with a schema.

    Examples
    --------
    >>> with_reference("SELECT 1 FROM coterie_customers_of_dbt", ["customers"])
    "SELECT 1 FROM {{ ref('customers') }}"
    """
    quoted = ["'" + part.replace("\\", "\\\\").replace("'", "\\'") + "'" for part in parts[-2:]]
    said = f"ref({quoted[0]})" if len(quoted) == 1 else f"source({', '.join(quoted)})"
    return query.replace(_PLACE, f"{{{{ {said} }}}}")


def schema_yml(description: Description, model: str) -> str:
    """Return the tests of a model of dbt, as `schema.yml`.

    JSON is YAML, so that no name can be taken for anything else.
    """
    import json  # noqa: PLC0415 - this form alone needs it

    said = {"version": 2, "models": [{"name": model, "columns": _columns(description)}]}
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _columns(description: Description) -> list[dict[str, object]]:
    numbers = {"accepted_values": {"values": list(description.ids), "quote": False}}
    named = {"accepted_values": {"values": list(description.names)}}
    made: list[dict[str, object]] = [
        {"name": "segment_id", "tests": [numbers]},
        {"name": "segment", "tests": [named]},
        {"name": "imputed", "tests": ["not_null"]},
        {"name": "artefact", "tests": ["not_null", {"accepted_values": {"values": [description.artefact]}}]},
    ]
    key = description.key
    return made if key is None else [{"name": key, "quote": True, "tests": ["not_null", "unique"]}, *made]
