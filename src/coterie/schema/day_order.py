"""Day and month where a column leaves it open which stands first: as in the other columns of the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.schema.kinds import Kind


def as_the_others(kinds: Sequence[Kind]) -> list[Kind]:
    """Return kinds of columns, open dates read with the month first where all other dates of the table are.

    Examples
    --------
    >>> from coterie.schema.kinds import Kind
    >>> proven = Kind("date", "dates", date_format="%m-%d-%Y")
    >>> open_ = Kind("date", "dates", date_format="%d-%m-%Y", open_order=True)
    >>> [kind.date_format for kind in as_the_others([proven, open_])]
    ['%m-%d-%Y', '%m-%d-%Y']
    """
    orders = {kind.date_format[:5] for kind in kinds if kind.type == "date" and not kind.open_order}
    if "%m-%d" not in orders or "%d-%m" in orders:
        return list(kinds)
    return [_turned(kind) if kind.open_order else kind for kind in kinds]


def _turned(kind: Kind) -> Kind:
    """Return an open date with the month first."""
    return replace(
        kind, date_format=kind.date_format.replace("%d-%m", "%m-%d"), doubt=say("doubt.as_the_others"), open_order=False
    )
