"""`coterie transactions`: one row per customer from one row per purchase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.config import read_settings
from coterie.cli.parameters import given, offers
from coterie.options.options import PURCHASES, READING, of_group

if TYPE_CHECKING:
    from coterie.transactions import TransactionSummary


@offers(*of_group(READING), *of_group(PURCHASES), "words", "overwrite", "json", "quiet")
def transactions(  # noqa: PLR0913 - one parameter an option
    purchases: Annotated[
        str, typer.Argument(help="The purchases: CSV, Parquet (also a folder), Excel, JSON lines or a database.")
    ],
    *,
    customer: Annotated[str, typer.Option(metavar="COL", help="The column that says who bought.")],
    date: Annotated[str, typer.Option(metavar="COL", help="The column that says when.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the customers go: .csv or .parquet.")],
    amount: Annotated[
        str | None,
        typer.Option(
            metavar="COL", help="What a row was worth (default: quantity times price, or nothing is said of money)."
        ),
    ] = None,
    quantity: Annotated[
        str | None, typer.Option(metavar="COL", help="How many pieces, where there is no amount (default: none).")
    ] = None,
    price: Annotated[
        str | None, typer.Option(metavar="COL", help="What one piece cost, where there is no amount (default: none).")
    ] = None,
    invoice: Annotated[
        str | None,
        typer.Option(
            metavar="COL", help="Rows with the same invoice are one purchase (default: those of the same day)."
        ),
    ] = None,
    category: Annotated[
        str | None, typer.Option(metavar="COL", help="Count the distinct values for each customer (default: none).")
    ] = None,
    product: Annotated[
        str | None, typer.Option(metavar="COL", help="Count the distinct values for each customer (default: none).")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Look back from this day (default: the table's last date).")
    ] = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Turn one row per purchase into one row per customer: recency, frequency, monetary value and more.

    Example: coterie transactions purchases.csv --customer CustomerID --date Date --amount Total --out customers.csv
    """
    from coterie.cli.progress import TRANSACTIONS, progress
    from coterie.outputs import check_file, write_assignments
    from coterie.remarks import speaking
    from coterie.transactions import summarise_transactions

    chosen, run = read_settings(None, given(options))
    check_file(out, overwrite=run.overwrite, sources=[purchases])
    with speaking(chosen.words):
        pass  # a table of words that is none is told now, not after the work
    with progress(quiet=run.quiet or run.json, stages=TRANSACTIONS) as tell:
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
            **chosen.reading,
            **chosen.rows,
            on_progress=tell,
        )
        tell("Writing", 0, 1)
        write_assignments(done.customers, out)
    with speaking(chosen.words):
        _show(done, out, as_json=run.json)


def _show(done: TransactionSummary, out: Path, *, as_json: bool) -> None:
    from coterie.cli.purchases import print_transactions
    from coterie.views import to_json
    from coterie.views.purchases import purchases_view

    shown = purchases_view(done, str(out))
    if as_json:
        typer.echo(to_json(shown), nl=False)
    else:
        print_transactions(shown)
