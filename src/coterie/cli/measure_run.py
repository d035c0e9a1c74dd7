"""The options that are `coterie measure`'s own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from coterie.cli.shared_run import Shared
from coterie.options import Option
from coterie.options.options import INPUT


@dataclass(frozen=True)
class MeasureRun(Shared):
    """What `coterie measure` asks of outcomes."""

    outcome: Annotated[
        str | None, Option("The column that says what came of it.", "the only one beside the id", INPUT, "COL")
    ] = None
    absent: Annotated[
        Literal["no", "unknown"] | None,
        Option("What customers without a row among the outcomes had: no outcome, or nobody knows.", "asked", INPUT),
    ] = None
