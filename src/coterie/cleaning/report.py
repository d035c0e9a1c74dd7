"""The noun of cleaning: what was done, counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from coterie.cleaning.account import Account
from coterie.remarks import Remark


@dataclass(frozen=True)
class CleaningReport:
    """Everything that was done between reading and preparing.

    Attributes
    ----------
    remarks : tuple of Remark
        First what reading did, then columns in table order, then rows.
    rows_in, rows_out : int
        Rows before and after.
    account : Account
        Every row and every cell, before and after.
    """

    remarks: tuple[Remark, ...]
    rows_in: int
    rows_out: int
    account: Account = field(default_factory=Account)
