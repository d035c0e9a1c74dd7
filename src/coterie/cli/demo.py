"""`coterie demo`: the main job on the built-in example."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from coterie.cli.parameters import given, offers


@offers("overwrite", "json", "quiet")
def demo(
    *,
    out: Annotated[
        Path,
        typer.Option(metavar="DIR", show_default=False, help="The folder for the results (default: coterie-demo)."),
    ] = Path("coterie-demo"),
    **options: Any,  # noqa: ANN401 - checked when read
) -> None:
    """Segment the built-in example: 5,000 customers of a bank that does not exist.

    Example: coterie demo --out coterie-demo
    """
    from coterie.cli.run import Run
    from coterie.cli.segment import run_segment
    from coterie.datasets import bank_customers
    from coterie.options import Options
    from coterie.sources import read

    run = Run(out=out, **given(options))
    example = replace(read(bank_customers()), name="built-in example, generated")
    run_segment(example, Options(), run)
