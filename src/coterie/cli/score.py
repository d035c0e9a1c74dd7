"""`coterie score`: give customers the segments that were found before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from coterie.cli.config import read_settings
from coterie.cli.parameters import Customers, given, offers
from coterie.cli.printable import printable
from coterie.options.options import READING, of_group


@offers("write_to", "to_table", "replace_table", *of_group(READING), "words", "overwrite")
def score(
    segmentation: Annotated[Path, typer.Argument(help="The segmentation.coterie that `coterie segment` wrote.")],
    customers: Customers,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the assignments go: .csv or .parquet (default: nowhere).")
    ] = None,
    checks: Annotated[
        Literal["usual", "strict", "lenient"],
        typer.Option(
            metavar="usual|strict|lenient",
            help="What stops scoring when customers look unlike before: what spoils most segments, any doubt, or none "
            "(default: usual).",
            show_default=False,
        ),
    ] = "usual",
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Give customers the segments that were found before.

    Example: coterie score segments/segmentation.coterie new-customers.csv --out scored.csv
    """
    from coterie import errors
    from coterie.artefact import load
    from coterie.cli.destination import destination
    from coterie.outputs import check_file, write_assignments
    from coterie.remarks import say, speaking, words
    from coterie.scoring import customers_of, place

    chosen, run = read_settings(None, given(options))
    if out is None and run.write_to is None and run.to_table is None:
        raise errors.choosing.no_destination()
    if out is not None:
        check_file(out, overwrite=run.overwrite, sources=[segmentation, customers])
    target = destination(
        run.write_to,
        run.to_table,
        replace=run.replace_table,
        source=customers,
        query=chosen.query,
        table=chosen.table,
    )
    with speaking(chosen.words):
        found = load(segmentation)
        shown, purchases = customers_of(found, customers, **chosen.reading)
        placed = place(found, shown, checks=checks, **chosen.reading)
        scored = placed.assignments
        for doubt in (*(purchases.doubts if purchases else ()), *placed.doubts):
            typer.echo(say("scored.warning", said=printable(words().line(doubt))), err=True)
        with target.written(scored):
            if out is not None:
                write_assignments(scored, out)
        if purchases is not None:
            typer.echo(printable(purchases.says))
        lost = scored["segment_id"].null_count()
        typer.echo(say("scored.some" if lost else "scored.all", customers=scored.height - lost, lost=lost))
        for where in (out, target.said):
            if where:
                typer.echo(printable(str(where)))
