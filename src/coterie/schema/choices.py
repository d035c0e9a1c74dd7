"""What a person said about the columns, checked against the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from coterie import errors
from coterie.parsing.column_types import ColumnType

TYPES: tuple[ColumnType, ...] = get_args(ColumnType)


@dataclass(frozen=True)
class Choices:
    """The options that concern columns.

    Attributes
    ----------
    id : str or None
        The id column, when it was named.
    features : tuple of str or None
        The features, when they were named.
    describe, ignore : tuple of str
        Columns to describe with, and to leave out.
    types : mapping of str to str
        Corrected types.
    missing : mapping of str to tuple of float
        Numbers that stand for "missing", by column.
    """

    id: str | None = None
    features: tuple[str, ...] | None = None
    describe: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    types: Mapping[str, ColumnType] = field(default_factory=dict)
    missing: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def check(self, known: Sequence[str]) -> Choices:
        """Return the choices, when every name is a column and none is named twice.

        Raises
        ------
        coterie.errors.InputError
            When a name is no column, two options claim one column, or a type is unknown.

        Examples
        --------
        >>> Choices(features=("Age",)).check(["Age", "Income"]).features
        ('Age',)
        """
        claims: dict[str, str] = {}
        for option, name in self._named():
            if name not in known:
                raise errors.columns.unknown_column(option, name, known)
            if claims.setdefault(name, option) != option:
                raise errors.columns.column_used_twice(name, claims[name], option)
        for name, kind in self.types.items():
            if name not in known:
                option = "--type"
                raise errors.columns.unknown_column(option, name, known)
            if kind not in TYPES:
                option = f"--type {name}"
                raise errors.choosing.unknown_choice(option, kind, TYPES)
        for name in self.missing:
            if name not in known:
                option = "--missing"
                raise errors.columns.unknown_column(option, name, known)
        return self

    def _named(self) -> list[tuple[str, str]]:
        """Return each option that gives a role, with each name it gives it to."""
        given = (
            ("--id", () if self.id is None else (self.id,)),
            ("--features", self.features or ()),
            ("--describe", self.describe),
            ("--ignore", self.ignore),
        )
        return [(option, name) for option, names in given for name in names]
