"""`coterie words`: the table of words, to say it in another language."""

from __future__ import annotations

import typer


def words() -> None:
    """Print the words of the page and of the terminal, to write them in another language.

    Example: coterie words > german.toml, then coterie segment customers.csv --out segments --words german.toml
    """
    from coterie.remarks.table import printed

    typer.echo(printed(), nl=False)
