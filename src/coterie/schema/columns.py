"""The nouns of the plan: a column with its type and role, and the table of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coterie.parsing.column_types import ColumnType
from coterie.remarks import retold

__all__ = ["Column", "ColumnType", "NoMeasure", "Role", "Schema"]

Role = Literal["id", "feature", "descriptor", "ignored"]

NoMeasure = Literal["", "code", "label", "secret", "place"]
"""What a column holds whose numbers, or words, measure nothing."""


@retold("reason", "doubt")
@dataclass(frozen=True)
class Column:
    """One column of the customer table.

    Attributes
    ----------
    name : str
        As in the header, blanks around it removed.
    type : {"numeric", "categorical", "boolean", "date", "text"}
        What its values are once cleaned.
    role : {"id", "feature", "descriptor", "ignored"}
        What it is used for.
    missing : int
        Rows without a value, missing tokens such as "n/a" counted.
    reason : str
        Why it has this type and role, as a sentence for a person.
    categories : tuple of str
        For a categorical column the spellings kept, most frequent first (ties alphabetical); otherwise empty.
    decimal : {".", ","}
        For numbers written as text, the mark before their decimals.
    codes : tuple of float
        Numbers that stand for "missing".
    bounds : (float, float) or None
        The least and the greatest number that can be; what lies beyond is missing.
    date_format : str
        For dates written as text or numbers, how: see `coterie.parsing.dates.DateFormat`.
    units : tuple of str
        For numbers with a unit behind them, its spellings.
    doubt : str
        What of its reading nothing proves, as a sentence; also part of `reason`.
    no_measure : {"", "code", "label", "secret", "place"}
        What it holds, by its name, that is no measure.
    words : tuple of (str, float)
        For numbers that are words, or partly so, each word in lower case with its number: yes and no, steps of a scale.
    days_before : str
        For dates that build segments, the day from which days are counted back, as 2024-12-31: such a column is numeric
        once cleaned. Empty for all others.
    """

    name: str
    type: ColumnType
    role: Role
    missing: int
    reason: str
    categories: tuple[str, ...] = ()
    decimal: Literal[".", ","] = "."
    date_format: str = ""
    codes: tuple[float, ...] = ()
    bounds: tuple[float, float] | None = None
    units: tuple[str, ...] = ()
    doubt: str = ""
    no_measure: NoMeasure = ""
    words: tuple[tuple[str, float], ...] = ()
    days_before: str = ""

    @property
    def comes_as(self) -> ColumnType:
        """What its values are before cleaning: its type, but for dates that are counted in days."""
        return "date" if self.days_before else self.type


@dataclass(frozen=True)
class Schema:
    """Every column of a table with its type, its role and the reason for both."""

    columns: tuple[Column, ...]

    @property
    def id(self) -> str | None:
        """Name of the id column, if there is one."""
        return next((column.name for column in self.columns if column.role == "id"), None)

    @property
    def features(self) -> tuple[Column, ...]:
        """The columns that segments are built on, in table order."""
        return tuple(column for column in self.columns if column.role == "feature")

    @property
    def descriptors(self) -> tuple[Column, ...]:
        """The columns that only describe segments, in table order."""
        return tuple(column for column in self.columns if column.role == "descriptor")

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in reversed(self.columns)}
