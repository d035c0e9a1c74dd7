"""What a person said of the rows of purchases: which of them count, which are returns, and in which currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coterie import errors

EVERY = "*"
"""In place of words: every row counts, whatever its column says."""


@dataclass(frozen=True)
class Wanted:
    """Which rows count.

    Attributes
    ----------
    count : mapping of str to tuple of str
        By column the words whose rows count, the others being left out; `EVERY` for all.
    returns : mapping of str to tuple of str
        By column the words whose rows are returns.
    currency : str or None
        The only one whose amounts count.
    """

    count: Mapping[str, Sequence[str]] = field(default_factory=dict)
    returns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    currency: str | None = None

    def check(self, known: Sequence[str]) -> None:
        """Refuse names that are no columns.

        Raises
        ------
        coterie.errors.InputError

        Examples
        --------
        >>> Wanted(count={"Status": ("paid",)}).check(["Status"])
        """
        for option, named in (("--count", self.count), ("--returns", self.returns)):
            for column in named:
                if column not in known:
                    raise errors.columns.unknown_column(option, column, known)
