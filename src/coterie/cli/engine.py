"""What the command says of the code that does the clustering."""

from __future__ import annotations

import typer


def say_stand_in(*, quiet: bool) -> None:
    """Say on stderr that NumPy stands in for the kernels, and what that costs; nothing where the kernels run.

    Parameters
    ----------
    quiet : bool
        Say nothing at all.

    Examples
    --------
    >>> say_stand_in(quiet=True)
    """
    from coterie.clustering import describe_engine, runs_kernels

    if not quiet and not runs_kernels():
        typer.echo(describe_engine(), err=True)
