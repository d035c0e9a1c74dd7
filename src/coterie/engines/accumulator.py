"""What is gathered of all customers: added up part by part, in any order, and sent from where a part was seen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Protocol, Self

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping


class Accumulator(Protocol):
    """Adds up what batches of customers show.

    Parts of a table, each added to an accumulator of its own and merged in any order, give the bytes that the whole
    gives. A state travels as an Arrow table, never pickled: a Polars frame is one in memory, which Spark's
    `mapInArrow` takes through ``pyarrow.table(frame)`` and files through `write_ipc`; Polars needs no pyarrow for it.
    """

    def add(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - each takes its own kind of batch
        """Add a batch."""

    def merge(self, other: Self, /) -> None:
        """Add what another one added; that one is used up."""

    def finish(self) -> Any:  # noqa: ANN401 - each comes to something else
        """Return what was gathered."""

    def to_arrow(self) -> pl.DataFrame:
        """Return the state."""

    def from_arrow(self, state: pl.DataFrame, /) -> Self:
        """Return an accumulator made as this one was, with another state."""


def bundled(states: Mapping[str, Accumulator]) -> pl.DataFrame:
    """Return the states of several accumulators as one table.

    Examples
    --------
    >>> from coterie.engines.repeats import Rising
    >>> bundled({"ids": Rising("id")})["part"].to_list()
    ['ids']
    """
    return pl.DataFrame(
        {"part": list(states), "state": [written(one) for one in states.values()]},
        schema={"part": pl.String, "state": pl.Binary},
    )


def unbundled(state: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the states that `bundled` put together.

    Examples
    --------
    >>> from coterie.engines.repeats import Rising
    >>> unbundled(bundled({"ids": Rising("id")}))["ids"].height
    0
    """
    return {part: unwritten(data) for part, data in state.iter_rows()}


def written(one: Accumulator) -> bytes:
    """Return a state as an Arrow file, the same bytes for the same state.

    Examples
    --------
    >>> from coterie.engines.repeats import Rising
    >>> written(Rising("id"))[:6]
    b'ARROW1'
    """
    out = io.BytesIO()
    one.to_arrow().rechunk().write_ipc(out, compression="uncompressed", compat_level=pl.CompatLevel.oldest())
    return out.getvalue()


def unwritten(state: bytes) -> pl.DataFrame:
    """Return the state that `written` wrote.

    Examples
    --------
    >>> from coterie.engines.repeats import Rising
    >>> unwritten(written(Rising("id"))).height
    0
    """
    return pl.read_ipc(io.BytesIO(state))
