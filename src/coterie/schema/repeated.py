"""Ids that few rows repeat: customers who stand in a table twice, and no purchases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coterie.schema.facts import Facts
    from coterie.schema.keys import Key

_FEW = 0.9


def are_few(key: Key, facts: Iterable[Facts]) -> bool:
    """Return whether an id repeats in so few rows that the others are customers.

    Parameters
    ----------
    key : Key
        The id.
    facts : iterable of Facts
        Of all columns.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.keys import Key
    >>> facts = facts_of(pl.DataFrame({"few": [*range(9), 8], "many": [*range(8), 7, 7], "age": range(10)}))
    >>> [are_few(Key(name, 4, unique=False, reason=""), facts) for name in ("few", "many")]
    [True, False]
    """
    own = next(fact for fact in facts if fact.name == key.name)
    return not key.unique and own.present > own.distinct >= _FEW * own.present


def as_customers(key: Key, facts: Iterable[Facts]) -> Key:
    """Return an id that few rows repeat as one that tells customers apart."""
    own = next(fact for fact in facts if fact.name == key.name)
    return replace(key, unique=True, reason=say("key.few_repeat", values=own.distinct, rows=own.present))
