"""What came of scoring customers: counts by segment now and at training, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.number_format import MISSING, count, percent
from coterie.remarks import say
from coterie.version import __version__
from coterie.views.remarked import Remarked, remarked
from coterie.views.summarising import made_of
from coterie.views.summary import MadeOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coterie.remarks import Remark
    from coterie.segmentation import Segmentation
    from coterie.transactions import Purchases

_Count = Annotated[int, Field(ge=0)]
_Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True)
class ScoredSegment:
    """A segment, with its customers among those scored and among those it was made from."""

    id: _Count
    name: str
    customers: _Count
    share: _Share | None
    """of the customers scored that have a segment; null where none has"""
    customers_at_training: _Count
    share_at_training: _Share


@dataclass(frozen=True)
class Artefact:
    """The saved segmentation that customers were scored by."""

    name: str
    short_hash: Annotated[str, Field(pattern="^[0-9a-f]+$")]
    """Of what decides a customer's segment: names do not change it."""
    coterie_version: str
    """The version that made it."""


@dataclass(frozen=True)
class Scored:
    """What `coterie score --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    artefact: Artefact
    source: str
    """Name of the file or table that was scored."""
    purchases: MadeOf | None
    """What the customers were made of, where purchases were scored."""
    customers: _Count
    """Rows that were scored, with or without a segment."""
    without_segment: _Count
    """Customers without a usable feature."""
    segments: tuple[ScoredSegment, ...]
    remarks: tuple[Remarked, ...]
    """What is doubtful about these customers."""
    out: str | None
    """The file that was written."""
    table: str | None
    """The table that was written, and the name of its database."""
    run: Annotated[int, Field(ge=1)] | None = None
    """Its number in the history."""


def scored(
    segmentation: Segmentation,
    counts: Mapping[int | None, int],
    *,
    names: tuple[str, str],
    doubts: Iterable[Remark],
    purchases: Purchases | None = None,
    out: str | None = None,
    table: str | None = None,
    run: int | None = None,
) -> Scored:
    """Return what came of scoring customers.

    Parameters
    ----------
    segmentation : Segmentation
        By which they were scored.
    counts : mapping of int or None to int
        Customers by segment id; None: without a segment.
    names : (str, str)
        Of the artefact and of the customers.
    doubts : iterable of Remark
        About these customers.
    purchases : Purchases or None
        What they were made of.
    out, table : str or None
        What was written.
    run : int or None
        Its number in the history.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> said = scored(found, {0: 6, 1: 2, None: 1}, names=("bank.coterie", "new.csv"), doubts=())
    >>> said.customers, [each.share for each in said.segments]
    (9, [0.75, 0.25])
    """
    lost = counts.get(None, 0)
    placed = sum(counts.values()) - lost
    return Scored(
        schema_version=1,
        coterie_version=__version__,
        artefact=Artefact(names[0], segmentation.short_hash, segmentation.version),
        source=names[1],
        purchases=made_of(purchases),
        customers=placed + lost,
        without_segment=lost,
        segments=tuple(
            ScoredSegment(
                id=each.id,
                name=each.name.name,
                customers=counts.get(each.id, 0),
                share=counts.get(each.id, 0) / placed if placed else None,
                customers_at_training=each.size,
                share_at_training=each.share,
            )
            for each in segmentation.segments
        ),
        remarks=tuple(map(remarked, doubts)),
        out=out,
        table=table,
        run=run,
    )


def scored_titles() -> tuple[str, ...]:
    """Return the titles of the terminal's table.

    Examples
    --------
    >>> scored_titles()[:2]
    ('Segment', 'Customers')
    """
    return tuple(say(f"scored.{title}") for title in ("segment", "customers", "share", "then_customers", "then_share"))


def scored_table(found: Scored) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the terminal's table, under `scored_titles`.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none").segmentation
    >>> said = scored(found, {0: 6}, names=("bank.coterie", "new.csv"), doubts=())
    >>> scored_table(said)[1][1:3]
    ('0', '0%')
    """
    return tuple(
        (
            each.name,
            count(each.customers),
            MISSING if each.share is None else percent(each.share),
            count(each.customers_at_training),
            percent(each.share_at_training),
        )
        for each in found.segments
    )
