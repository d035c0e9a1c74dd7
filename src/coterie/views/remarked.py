"""A remark for people and programs: its code and facts, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from coterie.remarks import Fact, words

if TYPE_CHECKING:
    from coterie.remarks import Remark


@dataclass(frozen=True)
class Remarked:
    """Something worth telling."""

    code: str
    """what it is, the same in every language"""
    column: str | None
    """null: whole rows, or the table"""
    rows: Annotated[int, Field(ge=0)]
    message: str
    """the same in a sentence"""
    remedy: str
    """what to do about it; empty where nothing is to be done"""
    facts: Mapping[str, Fact]
    """what the sentence says besides: examples, rows, numbers"""


def remarked(remark: Remark) -> Remarked:
    """Return a remark with its words.

    Examples
    --------
    >>> from coterie.remarks import Remark
    >>> remarked(Remark("blank_lines", rows=2)).code
    'blank_lines'
    """
    said = words()
    return Remarked(
        remark.code, remark.column, remark.rows, said.line(remark), remedy=said.remedy(remark), facts=remark.facts
    )
