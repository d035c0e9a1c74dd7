"""What databases do differently, as far as the printed query depends on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """One database.

    Attributes
    ----------
    name : str
        As it is asked for.
    printer : str
        What sqlglot calls it.
    materialized : bool
        Whether a part of the query can be said to be computed once: it may be computed anew at each use otherwise.
    fenced : bool
        Whether an OFFSET of 0 says so: PostgreSQL passes rows on, and would write what is materialised to a file.
    limited : bool
        Whether it takes a limit to say so: MariaDB takes a third of a second for each row otherwise.
    flags_are_numbers : bool
        Whether yes and no are 1 and 0 here.
    types_by_cell : bool
        Whether a column can hold text beside numbers, so that each cell is asked for its type.
    binary : str
        The collation in which text is equal only to itself, where that is not the usual one.
    text_type : str
        What text is cast to before it is compared; empty where any cell can be compared as it is.
    wide_text : bool
        Whether text beyond ASCII needs an N before it.
    executed : bool
        Whether tests run its queries; otherwise they are only printed.
    """

    name: str
    printer: str
    materialized: bool = False
    fenced: bool = False
    limited: bool = False
    flags_are_numbers: bool = False
    types_by_cell: bool = False
    binary: str = ""
    text_type: str = "TEXT"
    wide_text: bool = False
    executed: bool = False


DIALECTS = {
    each.name: each
    for each in (
        Dialect("postgres", "postgres", fenced=True, executed=True),
        Dialect("duckdb", "duckdb", materialized=True, executed=True),
        Dialect(
            "sqlite",
            "sqlite",
            materialized=True,
            flags_are_numbers=True,
            types_by_cell=True,
            text_type="",
            executed=True,
        ),
        Dialect(
            "mysql",
            "mysql",
            limited=True,
            flags_are_numbers=True,
            binary="utf8mb4_bin",
            text_type="CHAR CHARACTER SET utf8mb4",
        ),
        Dialect(
            "mariadb",
            "mysql",
            limited=True,
            flags_are_numbers=True,
            binary="utf8mb4_bin",
            text_type="CHAR CHARACTER SET utf8mb4",
            executed=True,
        ),
        Dialect("clickhouse", "clickhouse", executed=True),
        Dialect("bigquery", "bigquery"),
        Dialect("snowflake", "snowflake"),
        Dialect("databricks", "databricks"),
        Dialect("spark", "spark"),
        Dialect("redshift", "redshift"),
        Dialect(
            "tsql",
            "tsql",
            flags_are_numbers=True,
            binary="Latin1_General_100_BIN2",
            text_type="NVARCHAR(MAX)",
            wide_text=True,
        ),
        Dialect("oracle", "oracle", flags_are_numbers=True, text_type="VARCHAR2(4000)"),
        Dialect("trino", "trino"),
    )
}
