"""The noun of cleaning: what was done, counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from coterie.cleaning.account import Account


@dataclass(frozen=True)
class CleaningAction:
    """One thing that was done to one column, or to whole rows.

    Attributes
    ----------
    column : str or None
        The column; None for whole rows and for the file.
    action : str
        What was done, in a few words.
    rows : int
        How many rows it touched.
    detail : str
        Examples, line numbers, and what follows from it.
    """

    column: str | None
    action: str
    rows: int
    detail: str = ""


@dataclass(frozen=True)
class CleaningReport:
    """Everything that was done between reading and preparing.

    Attributes
    ----------
    actions : tuple of CleaningAction
        First what reading did, then columns in table order, then rows.
    rows_in, rows_out : int
        Rows before and after.
    account : Account
        Every row and every cell, before and after.
    """

    actions: tuple[CleaningAction, ...]
    rows_in: int
    rows_out: int
    account: Account = field(default_factory=Account)
