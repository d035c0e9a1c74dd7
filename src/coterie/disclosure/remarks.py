"""Remarks without the values of single customers, whose rows they name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.evidence.smallest import FEWEST_CUSTOMERS

if TYPE_CHECKING:
    from coterie.remarks import Fact, Remark
    from coterie.remarks.remark import Plain

_CELLS = frozenset({"examples", "written", "cells"})
"""Facts that are cells of the table."""

_PLACED = "places"
"""The fact that holds rows with what stands there, in some remarks; in others rows alone."""

_SPELLINGS = "spellings"
"""Facts that are said where enough customers are behind them."""


def without_values(remark: Remark) -> Remark:
    """Return a remark as it may be saved: rows and counts, without what stands in single cells.

    Examples
    --------
    >>> from coterie.remarks import Remark
    >>> without_values(Remark("unusual_value", "age", 2, {"places": ((4, 999.0), (9, 1e6))})).facts
    {'at': (4, 9)}
    >>> without_values(Remark("not_a_number", "age", 1, {"examples": ("+49 30 1234",)})).facts
    {}
    """
    facts: dict[str, Fact] = {}
    for name, fact in remark.facts.items():
        if name == _PLACED and (rows := _rows(fact)):
            facts["at"] = rows
        elif name not in _CELLS and not (name == _SPELLINGS and remark.rows < FEWEST_CUSTOMERS):
            facts[name] = fact
    return replace(remark, facts=facts)


def _rows(fact: Fact) -> tuple[Plain, ...]:
    """Return the rows of a fact that holds them with what stands there; none of another."""
    return tuple(each[0] for each in fact if isinstance(each, tuple)) if isinstance(fact, tuple) else ()
