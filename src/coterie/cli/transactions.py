"""`coterie transactions`: one row per customer from one row per purchase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli import parameters as given

if TYPE_CHECKING:
    from coterie.transactions import TransactionSummary


def transactions(  # noqa: PLR0913 - one parameter an option
    purchases: Annotated[
        str, typer.Argument(help="The purchases: CSV, Parquet (also a folder), Excel, JSON lines or a database.")
    ],
    *,
    customer: Annotated[str, typer.Option(metavar="COL", help="Who bought.")],
    date: Annotated[str, typer.Option(metavar="COL", help="When.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the customers go: .csv or .parquet.")],
    amount: Annotated[str | None, typer.Option(metavar="COL", help="What a row was worth; or else")] = None,
    quantity: Annotated[str | None, typer.Option(metavar="COL", help="how many pieces,")] = None,
    price: Annotated[str | None, typer.Option(metavar="COL", help="and what one cost.")] = None,
    invoice: Annotated[
        str | None, typer.Option(metavar="COL", help="Rows with one invoice are one purchase; else those of one day.")
    ] = None,
    category: Annotated[
        str | None, typer.Option(metavar="COL", help="Count the distinct values for each customer.")
    ] = None,
    product: Annotated[
        str | None, typer.Option(metavar="COL", help="Count the distinct values for each customer.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Look back from this day.  [default: the table's last date]")
    ] = None,
    encoding: given.Encoding = None,
    sheet: given.Sheet = None,
    header_row: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Line or row of the header, from 1.  [default: detected]")
    ] = None,
    query: given.Query = None,
    table: given.Table = None,
    overwrite: given.Overwrite = None,
    json: given.Json = None,
    quiet: given.Quiet = None,
) -> None:
    """Make one row per customer of one row per purchase: recency, frequency, monetary value and more.

    Example: coterie transactions purchases.csv --customer CustomerID --date Date --amount Total --out customers.csv
    """
    from coterie.cli.progress import TRANSACTIONS, progress
    from coterie.outputs import check_file, write_assignments
    from coterie.transactions import summarise_transactions

    check_file(out, overwrite=bool(overwrite), sources=[purchases])
    with progress(quiet=bool(quiet or json), stages=TRANSACTIONS) as tell:
        done = summarise_transactions(
            purchases,
            customer=customer,
            date=date,
            amount=amount,
            quantity=quantity,
            price=price,
            invoice=invoice,
            category=category,
            product=product,
            as_of=as_of,
            encoding=encoding,
            sheet=sheet,
            header_row=header_row,
            query=query,
            table=table,
            on_progress=tell,
        )
        tell("Writing", 0, 1)
        write_assignments(done.customers, out)
    _show(done, out, as_json=bool(json))


def _show(done: TransactionSummary, out: Path, *, as_json: bool) -> None:
    from coterie.cli.purchases import print_transactions
    from coterie.summary import to_json
    from coterie.transactions.overview import overview

    shown: dict[str, Any] = overview(done) | {"out": str(out)}
    if as_json:
        typer.echo(to_json(shown), nl=False)
    else:
        print_transactions(shown)
