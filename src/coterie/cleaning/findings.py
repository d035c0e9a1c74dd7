"""What was done to a column, in a form that adds up batch by batch before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from coterie.cleaning.report import CleaningAction
from coterie.excerpts import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

_TOKENS = 12
_EXAMPLES = 3
_PLACES = 10


@dataclass(frozen=True)
class Finding:
    """One thing that was done to some of a column's cells.

    Attributes
    ----------
    column, action : str
        The column, and what was done.
    rows : int
        How many cells it touched.
    shown : dict of str to int
        Examples with how often each was met, in the order in which they were met.
    most : int
        Examples kept at most; of those that are counted, all are kept and so many told.
    order : {"met", "counted", "sorted"}
        Whether the first examples are told, the most frequent with their counts, or the first of the alphabet.
    before, after : str
        Words around the examples.
    blanks : int
        Of spellings: cells that differed in blanks alone.
    """

    column: str
    action: str
    rows: int
    shown: dict[str, int] = field(default_factory=dict)
    most: int = _EXAMPLES
    order: Literal["met", "counted", "sorted"] = "met"
    before: str = ""
    after: str = ""
    blanks: int = 0

    def __add__(self, later: Finding) -> Finding:
        """Add what was found further down in the column."""
        shown = dict(self.shown)
        for text, count in later.shown.items():
            shown[text] = shown.get(text, 0) + count
        if self.order != "counted":
            kept = sorted(shown) if self.order == "sorted" else list(shown)
            shown = {text: shown[text] for text in kept[: self.most]}
        return replace(self, rows=self.rows + later.rows, shown=shown, blanks=self.blanks + later.blanks)

    def told(self) -> CleaningAction:
        """Put it into words."""
        texts = list(self.shown)
        if self.order == "counted":
            ranked = sorted(self.shown.items(), key=lambda item: (-item[1], item[0]))
            texts = [f"'{token}' {count}" if token else f"blank {count}" for token, count in ranked]
        texts = texts[: self.most] + ([f"blanks alone: {self.blanks}"] if self.blanks else [])
        return CleaningAction(self.column, self.action, self.rows, f"{self.before}{', '.join(texts)}{self._rest()}")

    def _rest(self) -> str:
        """Say how many places are not named, and what to think of them."""
        hidden = self.rows - len(self.shown) if self.most == _PLACES else 0
        return (f" and {hidden} more" if hidden else "") + self.after


def fixed(column: str, action: str, rows: int, *, detail: str) -> Finding:
    """Return a finding that needs no examples.

    Examples
    --------
    >>> fixed("id", "id missing", 2, detail="the rows are kept").told().detail
    'the rows are kept'
    """
    return Finding(column, action, rows, before=detail)


def examples(cells: pl.Series, column: str, action: str, *, what: str) -> Finding:
    """Return a finding with its first different cells.

    Examples
    --------
    >>> import polars as pl
    >>> examples(pl.Series(["x", "y", "x"]), "age", "not a number", what="taken as missing: ").told().detail
    "taken as missing: 'x', 'y'"
    """
    shown = [f"'{str(cell)[:20]}'" for cell in cells.unique(maintain_order=True).head(_EXAMPLES)]
    return Finding(column, action, len(cells), dict.fromkeys(shown, 1), before=what)


def tokens(spelled: pl.Series) -> Finding:
    """Return a finding on cells that say "missing", each spelling with its count.

    Examples
    --------
    >>> import polars as pl
    >>> (tokens(pl.Series("x", ["", "?"])) + tokens(pl.Series("x", ["?"]))).told().detail
    "'?' 2, blank 1"
    """
    counts = dict(spelled.value_counts(name="count").iter_rows())
    return Finding(spelled.name, "missing token", len(spelled), counts, _TOKENS, "counted")


def places(values: pl.Series, rows: pl.Series, column: str, *, action: str, after: str = "") -> Finding:
    """Return a finding on numbers or days, named by row.

    Examples
    --------
    >>> import polars as pl
    >>> places(pl.Series([999.0]), pl.Series([4]), "age", action="unusual value kept").told().detail
    'row 4: 999'
    """
    spell = "{:g}" if values.dtype.is_numeric() else "{}"
    pairs = zip(rows.head(_PLACES), values.head(_PLACES), strict=True)
    shown = dict.fromkeys((f"row {row}: {spell.format(value)}" for row, value in pairs), 1)
    return Finding(column, action, len(rows), shown, _PLACES, after=after)


def respelt(column: str, rows: int, changed: Sequence[tuple[str, str]], *, blanks: int) -> Finding:
    """Return a finding on words that got another spelling.

    Examples
    --------
    >>> respelt("city", 2, [("ULM", "Ulm")], blanks=1).told().detail
    "'ULM' is 'Ulm', blanks alone: 1"
    """
    shown = [f"'{excerpt(old)}' is '{excerpt(new)}'" for old, new in changed[:_EXAMPLES]]
    return Finding(column, "spelling unified", rows, dict.fromkeys(shown, 1), order="sorted", blanks=blanks)


def added(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Add up what was found in the batches of a column: one finding a kind of thing done.

    Examples
    --------
    >>> met = [fixed("x", action, rows, detail="") for action, rows in (("a", 1), ("b", 1), ("a", 2))]
    >>> [each.rows for each in added(met)]
    [3, 1]
    """
    known: dict[str, Finding] = {}
    for finding in findings:
        known[finding.action] = known[finding.action] + finding if finding.action in known else finding
    return tuple(known.values())
