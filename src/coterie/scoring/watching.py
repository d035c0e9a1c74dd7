"""One feature of customers to be scored, watched batch by batch: what of it is unlike before."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from coterie.cleaning.columns import repair_column
from coterie.parsing.cells import as_number, as_text, is_texty
from coterie.profiling import NumericProfile
from coterie.remarks import Remark
from coterie.scoring.doubt import Doubt
from coterie.scoring.marks import of_other_mark, other_mark
from coterie.scoring.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coterie.preparation import PreparedFeature
    from coterie.profiling import ColumnProfile
    from coterie.remarks import Fact
    from coterie.schema import Column

EXAMPLES = 3
FEW = 10
_MOST_SHARE = 0.5
_MORE_MISSING = 0.3
_COUNTS = ("_rows", "_empty", "_known", "_usable", "_of_new", "_of_words", "_never")
_RANGES = ("_range", "_unbounded")
_NO_RANGE: tuple[int, int, list[float]] = (0, 0, [])
_STATE: dict[str, pl.DataType | type[pl.DataType]] = {
    "counts": pl.List(pl.Int64),
    "new": pl.List(pl.String),
    "numbers": pl.Boolean,
    "shown": pl.List(pl.Int64),
    "examples": pl.List(pl.List(pl.String)),
    "known": pl.List(pl.Int64),
    "outside": pl.List(pl.Int64),
    "kept": pl.List(pl.List(pl.Float64)),
}


def mostly(some: int, all_: int) -> bool:
    """Return whether more than half are concerned, of more than a few.

    Examples
    --------
    >>> mostly(6, 10), mostly(5, 10), mostly(9, 9)
    (True, False, False)
    """
    return all_ >= FEW and some > _MOST_SHARE * all_


class Watched:
    """What is counted of one feature; an accumulator of its cells.

    Parameters
    ----------
    column : Column
        How it is read.
    prepared : PreparedFeature
        How it is prepared.
    seen : ColumnProfile or None
        What it was like before.
    rows : int
        Of the table it was in before.

    Examples
    --------
    >>> from coterie.preparation import PreparedFeature
    >>> from coterie.schema import Column
    >>> age = Column("age", "numeric", "feature", 0, "")
    >>> watched = Watched(age, PreparedFeature("age", "median", 40.0, "none", 40.0, 9.0), None, 500)
    >>> watched.add(pl.Series(["31", "old"]), pl.Series([31.0, None]))
    >>> [doubt.remark.code for doubt in watched.doubts()]
    ['value_unusable']
    """

    def __init__(self, column: Column, prepared: PreparedFeature, seen: ColumnProfile | None, rows: int) -> None:
        self.column, self._prepared, self._rows_before = column, prepared, rows
        self._rows = self._empty = self._known = self._usable = 0
        self._unread, self._impossible, self._of_other_mark = Shown(), Shown(), Shown()
        self._new: set[str] = set()
        self._of_new = self._of_words = 0
        self._new_are_numbers = True
        numeric = seen if isinstance(seen, NumericProfile) and seen.mean is not None else None
        self._range = None if numeric is None else Range(column, numeric)
        self._unbounded = None if column.bounds is None or numeric is None else Range(column, numeric)
        self._never = 0

    def add(self, raw: pl.Series, values: pl.Series, few: pl.Series | None = None) -> None:
        """Look at more cells: as they were read, and cleaned; `few` marks those of which averages are taken."""
        known = as_text(raw) if is_texty(raw.dtype) else raw
        told = as_number(raw) if raw.dtype.is_float() else known
        self._rows += len(raw)
        self._empty += told.null_count()
        self._known += len(known) - known.null_count()
        self._usable += values.count()
        every = values if values.null_count() == told.null_count() else self._every(raw, values)
        if values.null_count() > raw.null_count():
            self._look_for_lost(raw, known, values, told=told, every=every)
        self._look_for_new(values)
        if self._range is not None:
            self._range.add(values.drop_nulls(), _of(values, few))
        if self._unbounded is not None and self.column.bounds is not None:
            self._unbounded.add(every.drop_nulls(), _of(every, few))
            self._never += int((~every.is_between(*self.column.bounds)).sum())

    def merge(self, other: Watched) -> None:
        """Add the cells that another one looked at."""
        for name in _COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self._new = set(sorted(self._new | other._new)[:EXAMPLES])
        self._new_are_numbers = self._new_are_numbers and other._new_are_numbers
        for own, more in zip(self._shown(), other._shown(), strict=True):
            own.merge(more)
        for name in _RANGES:
            if (own_range := getattr(self, name)) is not None:
                own_range.merge(getattr(other, name))

    def to_arrow(self) -> pl.DataFrame:
        """Return the state, one row."""
        ranges = (getattr(self, name) for name in _RANGES)
        known, outside, kept = zip(*(_NO_RANGE if one is None else one.state() for one in ranges), strict=True)
        row = {
            "counts": [getattr(self, name) for name in _COUNTS],
            "new": sorted(self._new),
            "numbers": self._new_are_numbers,
            "shown": [one.count for one in self._shown()],
            "examples": [one.examples for one in self._shown()],
            "known": list(known),
            "outside": list(outside),
            "kept": list(kept),
        }
        return pl.DataFrame([row], schema=_STATE)

    def from_arrow(self, state: pl.DataFrame) -> Watched:
        """Return one of the same feature with this state."""
        (row,) = state.iter_rows(named=True)
        found = copy(self)
        for name, count in zip(_COUNTS, row["counts"], strict=True):
            setattr(found, name, count)
        found._new, found._new_are_numbers = set(row["new"]), row["numbers"]
        shown = [Shown(count, texts) for count, texts in zip(row["shown"], row["examples"], strict=True)]
        found._unread, found._impossible, found._of_other_mark = shown
        for name, *counted in zip(_RANGES, row["known"], row["outside"], row["kept"], strict=True):
            own = getattr(self, name)
            setattr(found, name, None if own is None else own.with_state(counted))
        return found

    def _shown(self) -> tuple[Shown, Shown, Shown]:
        return self._unread, self._impossible, self._of_other_mark

    def doubts(self) -> Iterator[Doubt]:
        """Yield what is doubtful."""
        if (unit := self._beyond_all()) is not None:
            yield unit
            return
        name, known = self.column.name, self._known
        yield from self._none_readable() if known and not self._usable and not self._impossible.count else self._lost()
        yield from self._impossible.doubt("value_impossible", "values_impossible", name, known=known)
        now, before = self._empty / max(self._rows, 1), self.column.missing / max(self._rows_before, 1)
        if self._rows >= FEW and now - before > _MORE_MISSING:
            yield Doubt(Remark("more_missing", name, facts={"now": now, "before": before}))
        yield from self._unseen()
        yield from self._range.doubts() if self._range is not None else ()

    def _none_readable(self) -> Iterator[Doubt]:
        """Say that a feature is something else altogether, or written otherwise."""
        for doubt in self._lost():
            if doubt.remark.code == "other_decimal_mark" or not self._of_other_mark.count:
                yield replace(doubt, stops=True)

    def _lost(self) -> Iterator[Doubt]:
        """Say which cells could not be read."""
        name, known, unread = self.column.name, self._known, self._unread
        if self._of_other_mark.count:
            marks: dict[str, Fact] = {"mark": self.column.decimal, "other": other_mark(self.column)}
            yield from self._of_other_mark.doubt("other_decimal_mark", "other_decimal_mark", name, known=known, **marks)
        if unread.count and unread.count == known and not self._usable:
            facts: dict[str, Fact] = {"kind": self.column.comes_as, "example": unread.examples[0]}
            yield Doubt(Remark("none_readable", name, facts=facts), stops=True)
        else:
            yield from unread.doubt("value_unusable", "values_unusable", name, known=known)

    def _every(self, raw: pl.Series, values: pl.Series) -> pl.Series:
        """Return numbers also where they cannot be."""
        if self.column.bounds is None:
            return values
        rows = pl.int_range(1, len(raw) + 1, eager=True)
        return repair_column(raw, replace(self.column, codes=(), bounds=None), rows)[0]

    def _look_for_lost(
        self, raw: pl.Series, known: pl.Series, values: pl.Series, *, told: pl.Series, every: pl.Series
    ) -> None:
        """Count cells that hold something which is not what the feature was, or what cannot be."""
        infinite = raw.is_infinite() if raw.dtype.is_float() else None
        lost = values.is_null() & told.is_not_null()
        if infinite is not None:
            lost |= values.is_null() & infinite.fill_null(value=False)
        if not lost.any():
            return
        impossible = lost & every.is_not_null()
        if self.column.bounds is not None:
            impossible &= ~every.is_between(*self.column.bounds).fill_null(value=True)
        else:
            impossible &= pl.repeat(value=False, n=len(lost), eager=True, dtype=pl.Boolean)
        self._impossible.add(known.filter(impossible))
        unread = known.filter(lost & ~impossible)
        other = of_other_mark(unread, self.column)
        self._of_other_mark.add(unread.filter(other))
        self._unread.add(unread.filter(~other))

    def _look_for_new(self, values: pl.Series) -> None:
        """Count categories that no segment was built on."""
        if self._prepared.transform != "one-hot":
            return
        words = values.cast(pl.String).drop_nulls()
        new = words.filter(~words.is_in(list(self._prepared.categories)))
        self._of_words += len(values)
        self._of_new += len(new)
        if len(new):
            self._new = set(sorted({*self._new, *new.unique().sort().head(EXAMPLES)})[:EXAMPLES])
            self._new_are_numbers = self._new_are_numbers and as_number(new).null_count() == 0

    def _beyond_all(self) -> Doubt | None:
        """Say what has become of numbers that mostly cannot be, before they are taken as missing."""
        if self._unbounded is None:
            return None
        found = next(self._unbounded.doubts(), None)
        return replace(found, stops=True) if found and mostly(self._never, self._unbounded.known) else None

    def _unseen(self) -> Iterator[Doubt]:
        if not self._of_new:
            return
        categories = self._prepared.categories
        facts: dict[str, Fact] = {
            "customers": self._of_new, "examples": tuple(word[:20] for word in sorted(self._new))
        }  # fmt: skip
        numbers = self._new_are_numbers and as_number(pl.Series(list(categories))).count() == 0
        facts |= {"word": categories[0][:20]} if numbers else {}
        code = "numbers_for_categories" if numbers else "unseen_category"
        yield Doubt(Remark(code, self.column.name, facts=facts), stops=mostly(self._of_new, self._of_words))


def _of(values: pl.Series, few: pl.Series | None) -> pl.Series | None:
    """Return the numbers that are drawn; None where none are."""
    return None if few is None else values.filter(few).drop_nulls()


class Shown:
    """Counts cells, and keeps a few to show, the same in whichever order they come; an accumulator.

    Examples
    --------
    >>> shown = Shown()
    >>> shown.add(pl.Series(["low", "high", "low"]))
    >>> shown.count, shown.examples
    (3, ['high', 'low'])
    """

    def __init__(self, count: int = 0, examples: Iterable[str] = ()) -> None:
        self.count, self.examples = count, list(examples)

    def add(self, cells: pl.Series) -> None:
        """Look at more cells."""
        some = cells.unique().sort().head(EXAMPLES) if len(cells) else cells
        self.merge(Shown(len(cells), [str(cell)[:20] for cell in some.to_list()]))

    def merge(self, other: Shown) -> None:
        """Count the cells of another one."""
        self.count += other.count
        self.examples = sorted({*self.examples, *other.examples})[:EXAMPLES]

    def doubt(self, one: str, several: str, name: str, *, known: int, **more: Fact) -> Iterator[Doubt]:
        """Yield the doubt that there are such cells among those that are known."""
        if self.count:
            facts: dict[str, Fact] = {"values": self.count, "examples": tuple(self.examples), **more}
            code = one if self.count == 1 else several
            yield Doubt(Remark(code, name, facts=facts), stops=mostly(self.count, known))
