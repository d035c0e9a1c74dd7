"""The RFM segments beside the segments that were found: who is in which of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import percent, readable
from coterie.profiling import OTHER
from coterie.transactions.rfm import SEGMENTS
from coterie.views.summary import Category

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.views.summary import Profile, Summary

_COLUMN = "rfm_segment"


@dataclass(frozen=True)
class Cell:
    """The share that an RFM segment has of a group; None where too few customers are in it to be described."""

    share: float | None

    @property
    def value(self) -> str:
        """The share as text, or a dash."""
        return readable(None) if self.share is None else percent(self.share)


@dataclass(frozen=True)
class Row:
    """One RFM segment: its share of all customers, then of each segment."""

    name: str
    cells: tuple[Cell, ...]


def rfm_table(summary: Summary) -> tuple[Row, ...]:
    """Return a row for each RFM segment that has customers, the best first.

    Returns
    -------
    tuple of Row
        Empty where the table has no column ``rfm_segment`` with the classic names.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> rfm_table(summary_of(bank.segmentation))
    ()
    """
    profiles = [summary.overall.profile, *(segment.profile for segment in summary.segments)]
    shares = [_shares(profile) for profile in profiles]
    overall = shares[0] or {}
    if not overall or not set(overall) <= {*SEGMENTS, OTHER}:
        return ()
    return tuple(Row(name, tuple(_cell(own, name) for own in shares)) for name in SEGMENTS if name in overall)


def _shares(profile: Profile) -> Mapping[str, float] | None:
    found = profile.get(_COLUMN)
    return found.shares if isinstance(found, Category) else None


def _cell(shares: Mapping[str, float] | None, name: str) -> Cell:
    """Return a share; none of a name that few customers have, which stands among the others."""
    if shares is None or (name not in shares and OTHER in shares):
        return Cell(None)
    return Cell(shares.get(name, 0.0))
