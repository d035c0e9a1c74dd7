"""What repairing found in the columns of a table that comes in batches."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.cleaning.findings import Finding, added

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDER = (
    "id_missing",
    "no_single_value",
    "missing_token",
    "not_finite",
    "not_a_number",
    "number_too_large",
    "number_too_small",
    "number_as_text",
    "spelling_unified",
    "neither_yes_nor_no",
    "not_a_date",
    "impossible_value",
)
"""What repairing does to a column, in turn; whichever batch it was met in first."""


_NUMBERS = frozenset(("rows", "most", "blanks"))


class Found:
    """Adds up one column's findings, one of each kind; an accumulator (`coterie.engines.accumulator`).

    Examples
    --------
    >>> from coterie.cleaning.findings import fixed
    >>> one, other = Found(), Found()
    >>> one.add([fixed("not_a_number", "age", 2)])
    >>> other.add([fixed("not_a_number", "age", 3)])
    >>> one.merge(other)
    >>> [finding.rows for finding in one.finish()]
    [5]
    """

    def __init__(self) -> None:
        self._findings: tuple[Finding, ...] = ()

    def add(self, findings: Sequence[Finding]) -> None:
        """Add what was found in a batch."""
        self._findings = added([*self._findings, *findings])

    def merge(self, other: Found) -> None:
        """Add what another one added."""
        self.add(other._findings)

    def finish(self) -> tuple[Finding, ...]:
        """Return the findings, in the order of what was done."""
        return tuple(sorted(self._findings, key=_turn))

    def to_arrow(self) -> pl.DataFrame:
        """Return the findings, one a row; what has no one type is written as JSON."""
        rows = [
            asdict(finding)
            | {"shown": json.dumps(sorted(finding.shown.items())), "more": json.dumps(finding.more, sort_keys=True)}
            for finding in self.finish()
        ]
        types = {each.name: pl.Int64 if each.name in _NUMBERS else pl.String for each in fields(Finding)}
        return pl.DataFrame(rows, schema=types)

    def from_arrow(self, state: pl.DataFrame) -> Found:
        """Return one with these findings."""
        found = copy(self)
        found._findings = tuple(
            Finding(**row | {"shown": dict(_tuples(json.loads(row["shown"]))), "more": _facts(json.loads(row["more"]))})
            for row in state.iter_rows(named=True)
        )
        return found


def _facts(more: dict[str, Any]) -> dict[str, Any]:  # facts as JSON has them
    return {name: _tuples(fact) for name, fact in more.items()}


def _tuples(read: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what was read from JSON with tuples for lists."""
    return tuple(_tuples(each) for each in read) if isinstance(read, list) else read


def _turn(finding: Finding) -> tuple[int, str]:
    return _ORDER.index(finding.code) if finding.code in _ORDER else len(_ORDER), finding.code
