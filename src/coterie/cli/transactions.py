"""`coterie transactions`: one row per customer from one row per purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coterie.cli.parameters import Config, given, offers
from coterie.cli.run import TransactionsRun
from coterie.cli.settings import read_settings

if TYPE_CHECKING:
    from coterie.cli.log import Log
    from coterie.options import Options

_NEEDED = ("customer", "date", "out")
_COLUMNS = ("customer", "date", "amount", "quantity", "price", "invoice", "category", "product", "refunded", "as_of")


@offers("transactions")
def transactions(
    purchases: Annotated[
        str, typer.Argument(help="The purchases: CSV, Parquet (also a folder), Excel, JSON lines or a database.")
    ],
    *,
    config: Config = None,
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Turn one row per purchase into one row per customer: recency, frequency, monetary value and more.

    Example: coterie transactions purchases.csv --customer CustomerID --date Date --amount Total --out customers.csv
    """
    from coterie import errors
    from coterie.cli.log import logged
    from coterie.cli.run import COMMANDS
    from coterie.remarks import speaking

    chosen, run = read_settings(config, given(options), TransactionsRun)
    for name in _NEEDED:
        if getattr(run, name) is None:
            option = COMMANDS["transactions"][name]
            raise errors.choosing.option_needed(option.flag, option.metavar, "transactions")
    with speaking(chosen.words), logged(run.log_file) as log:
        _make(purchases, chosen, run, log)


def _make(purchases: str, options: Options, run: TransactionsRun, log: Log) -> None:
    from coterie.cli.progress import TRANSACTIONS, progress
    from coterie.cli.purchases import doubts_of, print_transactions
    from coterie.outputs import check_file, write_assignments
    from coterie.transactions import summarise_transactions
    from coterie.views import to_json
    from coterie.views.purchases import purchases_view

    assert run.out is not None  # noqa: S101 - checked by the command
    check_file(run.out, overwrite=run.overwrite, sources=[purchases, *options.sources])
    how: dict[str, Any] = {name: getattr(run, name) for name in _COLUMNS}  # text, or None
    with progress(quiet=run.quiet or run.json, stages=TRANSACTIONS) as show:
        tell = log.telling(show)
        done = summarise_transactions(
            purchases, **how, **options.reading, **options.rows, **options.joining, on_progress=tell
        )
        tell("Writing", 0, 1)
        write_assignments(done.customers, run.out)
    view = purchases_view(done, str(run.out))
    if run.json:
        typer.echo(to_json(view), nl=False)
    elif not run.quiet:
        print_transactions(view)
    else:
        for doubt in doubts_of(view):
            log.warn(doubt)
