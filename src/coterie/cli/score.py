"""`coterie score`: give customers the segments that were found before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from coterie.cli import parameters as given
from coterie.cli.printable import printable


def score(
    segmentation: Annotated[Path, typer.Argument(help="The segmentation.coterie that `coterie segment` wrote.")],
    customers: given.Customers,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the assignments go: .csv or .parquet.")],
    encoding: given.Encoding = None,
    sheet: given.Sheet = None,
    header_row: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Line or row of the header, from 1; found by itself.")
    ] = None,
    query: given.Query = None,
    table: given.Table = None,
    checks: Annotated[
        Literal["usual", "strict", "lenient"],
        typer.Option(
            metavar="usual|strict|lenient",
            help="What stops the work when customers look unlike before: what spoils most segments, any doubt, none.",
        ),
    ] = "usual",
    overwrite: given.Overwrite = None,
) -> None:
    """Give customers the segments that were found before.

    Example: coterie score segments/segmentation.coterie new-customers.csv --out scored.csv
    """
    import warnings

    from coterie.artefact import load
    from coterie.errors import ScoringWarning
    from coterie.outputs import check_file, write_assignments
    from coterie.scoring import score as place

    check_file(out, overwrite=bool(overwrite), sources=[segmentation, customers])
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always", ScoringWarning)
        scored = place(
            load(segmentation),
            customers,
            encoding=encoding,
            sheet=sheet,
            header_row=header_row,
            query=query,
            table=table,
            checks=checks,
        )
    for doubt in doubts:
        typer.echo(f"warning: {printable(str(doubt.message))}", err=True)
    write_assignments(scored, out)
    lost = scored["segment_id"].null_count()
    typer.echo(f"{scored.height - lost:,} customers scored" + (f", {lost:,} without a usable feature" if lost else ""))
    typer.echo(str(out))
