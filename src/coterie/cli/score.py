"""`coterie score`: give customers the segments that were found before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coterie.cli import parameters as given
from coterie.cli.printable import printable

if TYPE_CHECKING:
    from coterie.sources import Reading


def score(  # noqa: PLR0913 - one parameter an option
    segmentation: Annotated[Path, typer.Argument(help="The segmentation.coterie that `coterie segment` wrote.")],
    customers: given.Customers,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the assignments go: .csv or .parquet.")
    ] = None,
    write_to: given.WriteTo = None,
    to_table: given.ToTable = None,
    replace_table: given.ReplaceTable = None,
    encoding: given.Encoding = None,
    sheet: given.Sheet = None,
    header_row: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Line or row of the header, from 1.  [default: detected]")
    ] = None,
    query: given.Query = None,
    table: given.Table = None,
    checks: Annotated[
        Literal["usual", "strict", "lenient"],
        typer.Option(
            metavar="usual|strict|lenient",
            help="What stops scoring when customers look unlike before: what spoils most segments, any doubt, or none.",
        ),
    ] = "usual",
    overwrite: given.Overwrite = None,
) -> None:
    """Give customers the segments that were found before.

    Example: coterie score segments/segmentation.coterie new-customers.csv --out scored.csv
    """
    from coterie import errors
    from coterie.artefact import load
    from coterie.cli.destination import destination
    from coterie.outputs import check_file, write_assignments
    from coterie.scoring import customers_of, place

    if out is None and write_to is None and to_table is None:
        raise errors.choosing.no_destination()
    if out is not None:
        check_file(out, overwrite=bool(overwrite), sources=[segmentation, customers])
    target = destination(write_to, to_table, replace=bool(replace_table), source=customers, query=query, table=table)
    reading: Reading = {
        "encoding": encoding,
        "sheet": sheet,
        "header_row": header_row,
        "query": query,
        "table": table,
    }
    found = load(segmentation)
    given, purchases = customers_of(found, customers, **reading)
    placed = place(found, given, checks=checks, **reading)
    scored = placed.assignments
    from coterie.remarks import words

    for doubt in (*(purchases.doubts if purchases else ()), *placed.doubts):
        typer.echo(f"warning: {printable(words().line(doubt))}", err=True)
    with target.written(scored):
        if out is not None:
            write_assignments(scored, out)
    if purchases is not None:
        typer.echo(printable(purchases.says))
    lost = scored["segment_id"].null_count()
    typer.echo(f"{scored.height - lost:,} customers scored" + (f", {lost:,} without a usable feature" if lost else ""))
    for where in (out, target.said):
        if where:
            typer.echo(printable(str(where)))
