"""The options that are `coterie sql`'s own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from coterie.cli.shared_run import WithHistory
from coterie.options import Option
from coterie.options.checks import OutputFile
from coterie.options.options import DATABASE, OUTPUT

_Dialect = Literal[
    "postgres", "duckdb", "sqlite", "mysql", "mariadb", "clickhouse", "bigquery", "snowflake", "databricks", "spark",
    "redshift", "tsql", "oracle", "trino",
]  # fmt: skip


@dataclass(frozen=True)
class SqlRun(WithHistory):
    """What `coterie sql` prints."""

    dialect: Annotated[
        _Dialect | None,
        Option("The database that the query is for.", "none; it must be given", DATABASE),
    ] = None
    table: Annotated[
        str | None,
        Option("Table of customers, such as shop.customers.", "none; it must be given", DATABASE, "NAME"),
    ] = None
    identifiers: Annotated[
        Literal["as-is", "upper", "lower", "unquoted"],
        Option("How names of the table and its columns are written.", "", DATABASE),
    ] = "as-is"
    form: Annotated[
        Literal["select", "view", "table", "dbt-model", "contract"],
        Option(
            "What to print; contract answers a row for each cell that the segments were not made for.",
            "",
            OUTPUT,
            flag="--as",
        ),
    ] = "select"
    name: Annotated[str, Option("Name of the view, the table or the model.", "", OUTPUT, "NAME")] = "customer_segments"
    out: Annotated[
        Path | None,
        Option("File for the query; a model's schema.yml goes beside it.", "printed", OUTPUT, check=OutputFile()),
    ] = None
