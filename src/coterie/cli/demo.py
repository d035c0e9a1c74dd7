"""`coterie demo`: the main job on the built-in example."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coterie.cli.parameters import given, offers
from coterie.cli.run import DemoRun
from coterie.cli.settings import read_settings


@offers("demo")
def demo(**options: Any) -> None:  # noqa: ANN401 - checked when read
    """Segment the built-in example: 5,000 customers of a bank that does not exist.

    Example: coterie demo --out coterie-demo
    """
    from coterie.cli.run import Run
    from coterie.cli.segment import run_segment
    from coterie.datasets import bank_customers
    from coterie.options import Options
    from coterie.outputs import check_file, check_out, write_assignments
    from coterie.remarks import say
    from coterie.sources import read

    _, own = read_settings(None, given(options), DemoRun)
    run = Run(out=own.out, overwrite=own.overwrite, json=own.json, quiet=own.quiet, log_file=own.log_file)
    customers = bank_customers()
    if own.write_table is not None:
        check_file(own.write_table, overwrite=run.overwrite, endings=(".csv",), option="--write-table")
        check_out(own.out, overwrite=run.overwrite)
        write_assignments(customers, own.write_table)
    example = replace(read(customers), name="built-in example, generated")
    run_segment(example, Options(title=say("page.invented")), run)
