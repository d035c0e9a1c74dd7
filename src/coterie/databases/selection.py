"""How each column of PostgreSQL is asked for, so that what arrives can be held and computed with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from coterie.databases.rows import numbers
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

_DECIMAL = {"numeric", "money"}
_POINTS = {
    "date": "date",
    "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz",
}
_FORMS = {
    "bytea": (),
    **dict.fromkeys(("text", "character varying", "boolean", "double precision"), ("{0}",)),
    **dict.fromkeys(("smallint", "integer", "bigint", "oid"), ("{0}::bigint",)),
    "real": ("{0}::text::float8",),
    "interval": ("(extract(epoch FROM {0}) / 86400)::float8",),
    "money": ("{0}::numeric::text",),
}
_WITHIN = "({0} >= {1} '0001-01-02' AND {0} < {1} '9999-12-31')"


@dataclass(frozen=True)
class Selected:
    """The select list of a query whose columns are called c0, c1, ..., and what is to be done with the answer."""

    titles: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The select list, without a column that cannot be read."""
        wanted = [_asked(f"c{i}", kind) for i, kind in enumerate(self.types)]
        return ", ".join(part for parts in wanted for part in parts)

    def frame(self, answer: pl.DataFrame) -> tuple[pl.DataFrame, list[Remark]]:
        """Return the answer under its titles, with what had to be done to get there."""
        columns, remarks = [], []
        for i, (title, kind) in enumerate(zip(self.titles, self.types, strict=True)):
            if kind == "bytea":
                remarks.append(Remark("database_binary", title))
                continue
            columns.append(_received(answer[f"c{i}"], kind).alias(title))
            if kind == "interval":
                remarks.append(Remark("database_intervals", title))
            if kind in _POINTS and (beyond := int(answer[f"c{i}_beyond"].sum())):
                remarks.append(Remark("database_far_dates", title, beyond))
        return pl.DataFrame(columns), remarks


def select(titles: Sequence[str], types: Sequence[str]) -> Selected:
    """Say how columns are asked for.

    Parameters
    ----------
    titles : sequence of str
        All different.
    types : sequence of str
        Of each, as PostgreSQL spells it.

    Examples
    --------
    >>> select(["id", "paid", "photo"], ["integer", "numeric", "bytea"]).sql
    'c0::bigint AS c0, c1::text AS c1'
    """
    return Selected(tuple(titles), tuple(types))


def _asked(name: str, kind: str) -> list[str]:
    """Return the expressions of one column.

    Polars cannot hold intervals and infinite dates, which end the whole process, and a float of 32 bits would not be
    the number that is shown: those go another way.
    """
    if kind in _POINTS:
        point = f"{name}::{_POINTS[kind]}"
        within = _WITHIN.format(point, _POINTS[kind])
        return [f"CASE WHEN {within} THEN {point} END AS {name}", f"NOT {within} AS {name}_beyond"]
    return [f"{form.format(name)} AS {name}" for form in _FORMS.get(kind, ("{0}::text",))]


def _received(column: pl.Series, kind: str) -> pl.Series:
    """Return one column of the answer as it is used."""
    return numbers(column) if kind in _DECIMAL else column
