"""The noun: something worth telling, as a code and facts."""

from __future__ import annotations

from dataclasses import dataclass, field

Plain = str | int | float
Fact = Plain | tuple[Plain, ...] | tuple[tuple[Plain, ...], ...]
"""A number or a text, several of them, or several rows of them."""


@dataclass(frozen=True)
class Remark:
    """Something that a person should know of. The table of words says it in a sentence.

    Attributes
    ----------
    code : str
        An entry of the table of words.
    column : str or None
        The column it concerns; None when it concerns whole rows or the file.
    rows : int
        How many rows it touched.
    facts : dict of str to Fact
        Everything else that the sentence says: examples, line numbers, names. Texts of the table come shortened, and
        never more than a few of them.

    Examples
    --------
    >>> Remark("blank_lines", rows=2)
    Remark(code='blank_lines', column=None, rows=2, facts={})
    """

    code: str
    column: str | None = None
    rows: int = 0
    facts: dict[str, Fact] = field(default_factory=dict)
