"""What was done to a column, in a form that adds up over batches in any order before it becomes a remark."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from coterie.excerpts import excerpt
from coterie.remarks import Fact, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import polars as pl

_TOKENS = 12
_EXAMPLES = 3
_PLACES = 10

Example = tuple[str | int | float, ...]
Rank = Literal["row", "count", "text"]


@dataclass(frozen=True)
class Finding:
    """One thing that was done to some of a column's cells.

    Attributes
    ----------
    code, column : str
        Of the remark that comes of it.
    rows : int
        How many cells it touched.
    fact : str
        The fact that the examples become; empty where there are none.
    shown : dict of tuple to int
        Examples with the first row that each was met in, or with how often it was met where that ranks them.
    rank : {"row", "count", "text"}
        Which examples are kept: the first by row, all of them and the most frequent told, or the first of the alphabet.
    most : int
        Examples told at most.
    more : dict of str to Fact
        Facts that are the same in every batch.
    blanks : int
        Of spellings: cells that differed in blanks alone.
    """

    code: str
    column: str
    rows: int
    fact: str = ""
    shown: dict[Example, int] = field(default_factory=dict)
    rank: Rank = "row"
    most: int = _EXAMPLES
    more: dict[str, Fact] = field(default_factory=dict)
    blanks: int = 0

    def __add__(self, other: Finding) -> Finding:
        """Add what was found in other rows of the column; in whatever order, the same comes out.

        Examples
        --------
        >>> low, high = (Finding("not_a_date", "day", 1, "examples", {("x",): row}) for row in (4, 9))
        >>> (high + low).shown, high + low == low + high
        ({('x',): 4}, True)
        """
        shown = dict(self.shown)
        for example, number in other.shown.items():
            shown[example] = self._merged(shown[example], number) if example in shown else number
        return replace(self, rows=self.rows + other.rows, shown=self._ranked(shown), blanks=self.blanks + other.blanks)

    def _merged(self, one: int, other: int) -> int:
        return one + other if self.rank == "count" else min(one, other)

    def _ranked(self, shown: dict[Example, int]) -> dict[Example, int]:
        """Return the examples in order, those that can still be told."""
        ordered = sorted(shown.items(), key=_RANKS[self.rank])
        return dict(ordered if self.rank == "count" else ordered[: self.most])

    def remark(self) -> Remark:
        """Return the remark that all of it comes to."""
        told = list(self._ranked(self.shown).items())[: self.most]
        facts: dict[str, Fact] = {self.fact: self._examples(told)} if self.fact and told else {}
        facts |= {"blanks": self.blanks} if self.blanks else {}
        return Remark(self.code, self.column, self.rows, facts | self.more)

    def _examples(self, told: list[tuple[Example, int]]) -> Fact:
        """Return examples as a fact: with their counts where these rank them, and single values by themselves."""
        if self.rank == "count":
            return tuple((*example, times) for example, times in told)
        if all(len(example) == 1 for example, _ in told):
            return tuple(value for (value,), _ in told)
        return tuple(example for example, _ in told)


_RANKS: dict[Rank, Callable[[tuple[Example, int]], tuple[object, ...]]] = {
    "row": lambda item: (item[1], item[0]),
    "count": lambda item: (-item[1], item[0]),
    "text": lambda item: (item[0],),
}


def fixed(code: str, column: str, rows: int, **facts: Fact) -> Finding:
    """Return a finding that needs no examples.

    Examples
    --------
    >>> fixed("id_missing", "id", 2).remark()
    Remark(code='id_missing', column='id', rows=2, facts={})
    """
    return Finding(code, column, rows, more=dict(facts))


def examples(code: str, column: str, cells: pl.Series, *, rows: pl.Series) -> Finding:
    """Return a finding with its first different cells.

    Examples
    --------
    >>> import polars as pl
    >>> found = examples("not_a_number", "age", pl.Series(["x", "y", "x"]), rows=pl.Series([1, 2, 3]))
    >>> found.remark().facts
    {'examples': ('x', 'y')}
    """
    first = cells.is_first_distinct()
    shown: dict[Example, int] = {}
    for cell, row in zip(cells.filter(first).head(4 * _EXAMPLES), rows.filter(first), strict=False):
        shown.setdefault((str(cell)[:20],), int(row))
    found = Finding(code, column, len(cells), "examples")
    return replace(found, shown=found._ranked(shown))


def as_text(column: str, texts: pl.Series, numbers: pl.Series, *, rows: pl.Series) -> Finding:
    """Return a finding on numbers that were written as text, with the first of them.

    Examples
    --------
    >>> import polars as pl
    >>> as_text("paid", pl.Series(["$1 "]), pl.Series([1.0]), rows=pl.Series([7])).remark().facts
    {'written': (('$1', 1.0),)}
    """
    first: Example = (texts[0].strip(), float(numbers[0]))
    return Finding("number_as_text", column, len(texts), "written", {first: int(rows[0])}, most=1)


def tokens(spelled: pl.Series) -> Finding:
    """Return a finding on cells that say "missing", each spelling with its count.

    Examples
    --------
    >>> import polars as pl
    >>> (tokens(pl.Series("x", ["", "?"])) + tokens(pl.Series("x", ["?"]))).remark().facts
    {'counts': (('?', 2), ('', 1))}
    """
    counts: dict[Example, int] = {(token,): times for token, times in spelled.value_counts(name="count").iter_rows()}
    return Finding("missing_token", spelled.name, len(spelled), "counts", counts, "count", _TOKENS)


def places(code: str, column: str, values: pl.Series, *, rows: pl.Series) -> Finding:
    """Return a finding on numbers or days, named by row.

    Examples
    --------
    >>> import polars as pl
    >>> places("unusual_value", "age", pl.Series([999.0]), rows=pl.Series([4])).remark().facts
    {'places': ((4, 999.0),)}
    """
    pairs = zip(rows.head(_PLACES).to_list(), values.head(_PLACES).to_list(), strict=True)
    number = values.dtype.is_numeric()
    shown: dict[Example, int] = {(int(row), float(value) if number else str(value)): int(row) for row, value in pairs}
    return Finding(code, column, len(rows), "places", shown, most=_PLACES)


def respelt(column: str, rows: int, changed: Sequence[tuple[str, str]], *, blanks: int) -> Finding:
    """Return a finding on words that got another spelling.

    Examples
    --------
    >>> respelt("city", 2, [("ULM", "Ulm")], blanks=1).remark().facts
    {'spellings': (('ULM', 'Ulm'),), 'blanks': 1}
    """
    shown: dict[Example, int] = {(excerpt(old), excerpt(new)): 0 for old, new in changed}
    found = Finding("spelling_unified", column, rows, "spellings", rank="text", blanks=blanks)
    return replace(found, shown=found._ranked(shown))


def added(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Add up what was found in the batches of a column: one finding a code.

    Examples
    --------
    >>> met = [fixed(code, "x", rows) for code, rows in (("id_missing", 1), ("not_a_date", 1), ("id_missing", 2))]
    >>> [each.rows for each in added(met)]
    [3, 1]
    """
    known: dict[str, Finding] = {}
    for finding in findings:
        known[finding.code] = known[finding.code] + finding if finding.code in known else finding
    return tuple(known.values())
