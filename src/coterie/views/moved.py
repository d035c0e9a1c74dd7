"""How moves between segments are shown: by reason, from where to where, and why each segment grew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import count, decimals
from coterie.remarks import say
from coterie.views.compared import REASONS, reason_code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.monitoring.compared import Migration, SegmentMoves, Split

_STEPS = (0.02, 0.1, 0.3)
"""Parts of a row from which on a cell of the matrix is a step darker."""


_BY_CUSTOMERS, _BY_MODEL, _BY_TIME = ("by_customers", "customer"), ("by_model", "model"), ("by_time", "time")
_PARTS: dict[Split, tuple[tuple[str, str], ...]] = {
    "shapley": (_BY_CUSTOMERS, _BY_MODEL),
    "customers_first": (_BY_CUSTOMERS, _BY_MODEL),
    "customers_only": (_BY_CUSTOMERS,),
    "model_only": (_BY_MODEL,),
    "untold": (("moved", "change"),),
}
"""What is shown of how segments grew by who stayed: titles and fields."""


@dataclass(frozen=True)
class ReasonBar:
    """How many moved for one reason; their part of those in both."""

    label: str
    says: str
    part: float


@dataclass(frozen=True)
class Cell:
    """Customers who went from one segment to another."""

    text: str
    step: int
    stays: bool


@dataclass(frozen=True)
class MatrixRow:
    """Where the customers of one segment went."""

    id: int | None
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Growth:
    """Why one segment grew, in the order of the titles."""

    id: int | None
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class MovesShown:
    """Moves as the page shows them.

    Attributes
    ----------
    reasons : tuple of ReasonBar
    matrix : tuple of MatrixRow
    titles : tuple of str
        Of the columns of `growth`.
    growth : tuple of Growth
    grows : str
        How to read it.
    """

    reasons: tuple[ReasonBar, ...]
    matrix: tuple[MatrixRow, ...]
    titles: tuple[str, ...]
    growth: tuple[Growth, ...]
    grows: str


def moves_shown(migration: Migration, names: Mapping[int, str]) -> MovesShown:
    """Return how moves are shown.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=2, evidence="none")
    >>> found = coterie.compare(result.assignments, result.assignments)
    >>> shown = moves_shown(found.migration, result.names)
    >>> shown.reasons, [[cell.stays for cell in row.cells] for row in shown.matrix]
    ((), [[True, False], [False, True]])
    """

    def called(number: int | None) -> str:
        return say("compared.without") if number is None else names[number]

    timed = migration.days is not None
    parts = (*([_BY_TIME] if timed else []), *_PARTS[migration.split])
    return MovesShown(
        reasons=_reasons(migration),
        matrix=tuple(
            MatrixRow(number, called(number), tuple(_cells(row, place)))
            for place, (number, row) in enumerate(zip(migration.ids, migration.matrix, strict=True))
        ),
        titles=tuple(
            say(f"compared.{code}") for code in ("then", "joined", "left", *(title for title, _ in parts), "now")
        ),
        growth=tuple(
            Growth(each.id, called(each.id), _grown(each, [field for _, field in parts])) for each in migration.segments
        ),
        grows=say(f"compared.growth_{'timed_' if timed else ''}{migration.split}"),
    )


def _reasons(migration: Migration) -> tuple[ReasonBar, ...]:
    reasons = migration.reasons
    counts = [(name, getattr(reasons, name)) for name in REASONS]
    return tuple(
        ReasonBar(
            say(f"compared.reason_{reason_code(name, timed=migration.days is not None)}"),
            say("compared.reason_of", n=n, share=n / max(reasons.common, 1)),
            n / max(reasons.common, 1),
        )
        for name, n in counts
        if n
    )


def _cells(row: tuple[int, ...], own: int) -> list[Cell]:
    whole = max(sum(row), 1)
    return [
        Cell(count(n) if n else "", 0 if at == own else sum(n / whole >= step for step in _STEPS), at == own)
        for at, n in enumerate(row)
    ]


def _grown(each: SegmentMoves, parts: Sequence[str]) -> tuple[str, ...]:
    split = (getattr(each, field) for field in parts)
    return count(each.before), _signed(each.joined), _signed(-each.left), *map(_signed, split), count(each.after)


def _signed(number: float) -> str:
    """Write a number with its sign, and its half where it has one.

    Examples
    --------
    >>> _signed(3), _signed(-2.5), _signed(0)
    ('+3', '−2.5', '0')
    """
    text = count(int(number)) if number == int(number) else decimals(number, 1)
    text = text.replace("-", "−")
    return f"+{text}" if number > 0 else text
