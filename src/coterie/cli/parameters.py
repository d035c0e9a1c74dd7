"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Customers = Annotated[
    str,
    typer.Argument(
        help="The customer table, or purchases: CSV, Parquet, Excel or JSON lines; a database's URL, or '$NAME' of the "
        "variable that holds it."
    ),
]
Config = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A TOML file of options; those given here win (default: none).")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Text encoding, such as cp1252 (default: detected).")
]
Sheet = Annotated[
    str | None, typer.Option(metavar="NAME", help="Worksheet to read (default: the one with the most data).")
]
HeaderRow = Annotated[
    str | None, typer.Option(metavar="N", help="Line or row of the header, from 1 (default: detected).")
]
Query = Annotated[str | None, typer.Option(metavar="SQL", help="SQL SELECT to read from the database (default: none).")]
Table = Annotated[
    str | None, typer.Option(metavar="NAME", help="Table or view to read from the database (default: the only one).")
]
Id = Annotated[
    str | None, typer.Option(metavar="COL", help="The column that identifies a customer (default: detected).")
]
Features = Annotated[
    str | None,
    typer.Option(
        metavar="A,B",
        help="Build the segments on these columns, categories among them (default: every suitable numeric column).",
    ),
]
Describe = Annotated[
    str | None, typer.Option(metavar="A,B", help="These columns only describe the segments (default: the rest).")
]
Ignore = Annotated[str | None, typer.Option(metavar="A,B", help="Leave these columns out (default: none).")]
Type = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COL=TYPE",
        help="Correct a type: numeric, categorical, boolean, date or text. May be repeated (default: inferred).",
    ),
]
Missing = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COL=NUMBER",
        help="A number that stands for missing, or several: Age=0,999. Age=none keeps all. May be repeated "
        "(default: by rule).",
    ),
]
Role = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ROLE=COL",
        help="Which column plays a role in the catalogue, such as income=Salary. May be repeated (default: by name).",
    ),
]
K = Annotated[
    str | None,
    typer.Option(
        metavar="auto|elbow|silhouette|N",
        help="Number of segments: a number, auto (by all the evidence), elbow or silhouette (default: auto).",
    ),
]
KMax = Annotated[str | None, typer.Option(metavar="N", help="Try up to this many segments (default: 12).")]
Impute = Annotated[
    str | None, typer.Option(metavar="median|mean", help="How to fill missing numbers (default: median).")
]
Transform = Annotated[
    str | None, typer.Option(metavar="auto|none", help="Reduce strong skew (Yeo-Johnson) (default: auto).")
]
Scale = Annotated[
    str | None, typer.Option(metavar="zscore|robust|none", help="Make features comparable (default: zscore).")
]
Evidence = Annotated[
    str | None, typer.Option(metavar="quick|full|none", help="How much evidence to gather (default: quick).")
]
MinShare = Annotated[
    str | None,
    typer.Option(metavar="SHARE", help="The smallest share of customers in a segment, such as 5% (default: 0)."),
]
MaxSegments = Annotated[
    str | None, typer.Option(metavar="N", help="Choose no more than this many segments (default: no limit).")
]
Catalogue = Annotated[
    str | None,
    typer.Option(metavar="auto|bank|retail|none|FILE", help="Archetypes to name segments after (default: auto)."),
]
Seed = Annotated[str | None, typer.Option(metavar="N", help="Random seed (default: 0).")]
Assignments = Annotated[
    str | None, typer.Option(metavar="csv|parquet", help="Format of the assignments (default: csv).")
]
Report = Annotated[
    str | None, typer.Option(metavar="html|none", help="The page to read and send; none is quicker (default: html).")
]
WriteTo = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Write the assignments to this database too, or '$NAME' of it (default: none)."),
]
ToTable = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Target table; created if absent, otherwise its rows are replaced (default: none)."
    ),
]
ReplaceTable = Annotated[
    bool | None,
    typer.Option(
        "--replace-table", metavar="", help="Replace that table even if coterie did not write it (default: off)."
    ),
]
Engine = Annotated[
    str | None,
    typer.Option(
        metavar="auto|memory|streaming",
        help="Hold the table in memory or read it in batches; auto holds what fits (default: auto).",
    ),
]
Overwrite = Annotated[
    bool | None,
    typer.Option("--overwrite", metavar="", help="Replace what an earlier run wrote to --out (default: off)."),
]
Json = Annotated[
    bool | None, typer.Option("--json", metavar="", help="Print the summary as JSON, and nothing else (default: off).")
]
Quiet = Annotated[bool | None, typer.Option("--quiet", metavar="", help="Show no progress (default: off).")]
