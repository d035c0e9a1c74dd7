"""Who is held out of what is done to customers, so that its effect can be measured: by a salted hash of the id."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

ARM = "arm"
"""The column that says it."""
HELD_OUT, TREATED = "holdout", "treatment"
_ALL = 2**64


def arms(ids: pl.Series, *, salt: str, share: float) -> pl.Series:
    """Return for each customer whether they are held out.

    Parameters
    ----------
    ids : polars.Series
        What identifies customers.
    salt : str
        Of a segmentation, which keeps it when its segments are made anew.
    share : float
        How many of the customers are to be held out; by chance a few more or fewer are.

    Returns
    -------
    polars.Series of String
        The same for the same customer, salt and share, whoever is beside them; who is held out for a share is also
        held out for any larger one. Missing without an id.

    Examples
    --------
    >>> arms(pl.Series(["C1", "C2", "C3", None]), salt="865002237a5c", share=0.5).to_list()
    ['treatment', 'holdout', 'treatment', None]
    """
    texts = ids.cast(pl.String).to_list()
    return pl.Series(ARM, [None if each is None else _arm(each, salt, share) for each in texts], dtype=pl.String)


def check_holdout(share: float, columns: Sequence[str], key: str | None, *, keep: Sequence[str] = ()) -> None:
    """Refuse to hold out where no id says who is who, or another column has the name of the arm.

    Raises
    ------
    coterie.errors.InputError

    Examples
    --------
    >>> check_holdout(0.1, ["client", "age"], "client")
    """
    if not share:
        return
    if key is None or key not in columns:
        raise errors.columns.holdout_without_id()
    if key == ARM:
        raise errors.columns.reserved_column(key)
    if ARM in keep:
        raise errors.columns.kept_like_result(ARM)


def _arm(customer: str, salt: str, share: float) -> str:
    digest = hashlib.sha256(f"{salt} {customer}".encode()).digest()
    return HELD_OUT if int.from_bytes(digest[:8], "big") < share * _ALL else TREATED
