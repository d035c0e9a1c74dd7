"""Cleaning one column: its cells under the type that the plan gave it, and what had to be done for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from coterie.cleaning.findings import Finding, examples, fixed, places, respelt, tokens
from coterie.cleaning.findings import as_text as written_as_text
from coterie.cleaning.outliers import alone
from coterie.parsing.abbreviated import spelled_out
from coterie.parsing.cells import as_boolean, as_date, as_number, as_text, is_nested, is_texty, nested_cells
from coterie.parsing.dates import ISO
from coterie.parsing.missing import fold, is_missing
from coterie.parsing.numbers import LARGEST, in_range, is_ordinary, to_number
from coterie.parsing.units import without_units
from coterie.schema.roles import says_gender

if TYPE_CHECKING:
    from coterie.remarks import Remark
    from coterie.schema import Column

_Cleaner = Callable[[pl.Series, "Column", pl.Series], tuple[pl.Series, list[Finding]]]

_EPOCH = date(1970, 1, 1).toordinal()
_FEW_AHEAD = 0.05
_INFINITE = r"(?i)^\s*[+-]?(?:inf(?:inity)?|∞)\s*$"
_WHOLE = r"^(?:0|-?[1-9]\d{0,17})$"


def clean_column(
    cells: pl.Series, column: Column, rows: pl.Series | None = None
) -> tuple[pl.Series, tuple[Remark, ...]]:
    """Clean one column.

    Parameters
    ----------
    cells : polars.Series
        As they were read.
    column : Column
        What they are.
    rows : polars.Series of integers, optional
        Each cell's row in the table, from 1; counted up otherwise.

    Returns
    -------
    cleaned : polars.Series
        Float64, String, Boolean or Date by the column's type; an id keeps its values.
    remarks : tuple of Remark
        What was done, counted.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema import Column
    >>> cells, remarks = clean_column(pl.Series("x", ["$1,200", "n/a", "x"]), Column("x", "numeric", "feature", 1, ""))
    >>> cells.to_list(), [remark.code for remark in remarks]
    ([1200.0, None, None], ['missing_token', 'not_a_number', 'number_as_text'])
    """
    numbered = rows if rows is not None else pl.int_range(1, len(cells) + 1, eager=True)
    cleaned, findings = repair_column(cells, column, numbered)
    if column.role == "id":
        cleaned = as_ids(cleaned)
        return cleaned, tuple(finding.remark() for finding in findings)
    if column.type == "numeric" and not is_nested(cells.dtype):
        strays = alone(cleaned)
        findings += unusual(column, cleaned.filter(strays), numbered.filter(strays))
    if column.comes_as == "date" and not is_nested(cells.dtype):
        ahead = days_ahead(cleaned, column, numbered)
        findings += ahead if are_few(ahead, cleaned.count()) else ()
    return cleaned, tuple(finding.remark() for finding in findings)


def repair_column(cells: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, tuple[Finding, ...]]:
    """Repair what can be judged cell by cell: a column's batches, one after the other, come to what the whole does.

    Parameters
    ----------
    cells : polars.Series
        As they were read.
    column : Column
        What they are.
    rows : polars.Series of integers
        Each cell's row in the table, from 1.

    Returns
    -------
    repaired : polars.Series
        As `clean_column` returns it; ids as they are, those of text as text.
    findings : tuple of Finding
        What was done, to be added up with `coterie.cleaning.findings.added`.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema import Column
    >>> age = Column("age", "numeric", "feature", 1, "")
    >>> cells, (finding,) = repair_column(pl.Series("age", ["31", "n/a"]), age, pl.Series([1, 2]))
    >>> cells.to_list(), finding.remark().facts
    ([31.0, None], {'counts': (('n/a', 1),)})
    """
    if column.role == "id":
        return _id(cells), _id_findings(cells)
    if is_nested(cells.dtype):
        return _nothing(cells, column)
    known = as_text(cells, answers_of(column)) if is_texty(cells.dtype) else cells
    cleaned, findings = _cleaner(column)(known, column, rows)
    if column.type == "numeric":
        cleaned, more = _without_impossible(cleaned, column, rows)
        findings += more
    return cleaned.alias(column.name), (*_tokens(cells, known), *findings)


def answers_of(column: Column) -> tuple[str, ...]:
    """Return the categories of a column that mean "missing" in other columns.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> answers_of(Column("card", "categorical", "descriptor", 0, "", ("gold", "none")))
    ('none',)
    """
    meant = pl.DataFrame({"c": column.categories}, schema={"c": pl.String}).filter(is_missing(pl.col("c")))["c"]
    return tuple(meant)


def unusual(column: Column, numbers: pl.Series, rows: pl.Series) -> tuple[Finding, ...]:
    """Point at numbers that stand alone in a column, by row."""
    if numbers.is_empty():
        return ()
    code = "unusual_day" if column.days_before else "unusual_value"
    return (places(code, column.name, _as_days(numbers, column), rows=rows),)


def as_ids(cells: pl.Series) -> pl.Series:
    """Return ids of text as numbers, to join tables by, where every one is a whole number.

    Examples
    --------
    >>> import polars as pl
    >>> as_ids(pl.Series(["7", "12"])).to_list(), as_ids(pl.Series(["7", "012"])).to_list()
    ([7, 12], ['7', '012'])
    """
    return cells.cast(pl.Int64) if len(cells) and whole_ids(cells) else cells


def whole_ids(cells: pl.Series) -> bool:
    """Return whether ids are text, and every one of them a whole number."""
    return cells.dtype == pl.String and cells.str.contains(_WHOLE).fill_null(value=False).all()


def _nothing(cells: pl.Series, column: Column) -> tuple[pl.Series, tuple[Finding, ...]]:
    """Return a column without values: of cells that are no single values, where the plan expects some."""
    empty, _ = _cleaner(column)(as_text(cells), column, pl.Series([], dtype=pl.Int64))
    lost = len(cells) - cells.null_count()
    found = (fixed("no_single_value", column.name, lost, kind=nested_cells(cells.dtype)),) if lost else ()
    return empty.alias(column.name), found


def _without_impossible(numbers: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, list[Finding]]:
    """Take as missing what the plan says cannot be."""
    never = _never(numbers, column)
    if never is None:
        return numbers, []
    kept = numbers.to_frame("n").select(pl.when(~never).then("n")).to_series()
    return kept, [places("impossible_value", column.name, numbers.filter(never), rows=rows.filter(never))]


def days_ahead(days: pl.Series, column: Column, rows: pl.Series) -> tuple[Finding, ...]:
    """Point at the days after today, by row."""
    days = _as_days(days, column)
    ahead = (days > _today()).fill_null(value=False)
    if not ahead.any():
        return ()
    return (places("future_day", column.name, days.filter(ahead), rows=rows.filter(ahead)),)


def are_few(ahead: tuple[Finding, ...], known: int) -> bool:
    """Return whether so few days are ahead that they are mistakes: where they are many, they are plans."""
    return sum(finding.rows for finding in ahead) <= _FEW_AHEAD * known


def _today() -> date:
    """Return the day by the clock: nothing else says what the future is. No segment depends on it."""
    return date.today()


def _never(numbers: pl.Series, column: Column) -> pl.Series | None:
    """Say which numbers the plan takes as missing; None where it takes none."""
    if not column.codes and column.bounds is None:
        return None
    if not column.codes and (column.bounds is None or is_within(numbers, column.bounds)):
        return None
    never = numbers.is_in(column.codes)
    if column.bounds is not None:
        never |= ~numbers.is_between(*column.bounds)
    never = never.fill_null(value=False)
    return never if never.any() else None


def is_within(numbers: pl.Series, bounds: tuple[float, float]) -> bool:
    """Return whether numbers are surely within bounds, at a glance: the least and the greatest are found quickly.

    Examples
    --------
    >>> import polars as pl
    >>> [is_within(pl.Series(numbers), (0.0, 9.0)) for numbers in ([0.0, 9.0], [0.0, 9.5], [None])]
    [True, False, False]
    """
    least, greatest = numbers.min(), numbers.max()
    return isinstance(least, float) and isinstance(greatest, float) and bounds[0] <= least and greatest <= bounds[1]


def _id(cells: pl.Series) -> pl.Series:
    """Return ids as they are."""
    if cells.dtype.is_object():
        return pl.Series(cells.name, [None if cell is None else str(cell) for cell in cells], dtype=pl.String)
    return cells.cast(pl.String) if is_texty(cells.dtype) else cells


def _id_findings(cells: pl.Series) -> tuple[Finding, ...]:
    """Count the customers without an id."""
    missing = as_text(cells).null_count() if is_texty(cells.dtype) else cells.null_count()
    if not missing:
        return ()
    return (fixed("id_missing", cells.name, missing),)


def _tokens(cells: pl.Series, known: pl.Series) -> tuple[Finding, ...]:
    """Count the cells that say "missing" in one of its spellings."""
    if not is_texty(cells.dtype) or known.null_count() == cells.null_count():
        return ()
    spelled = cells.cast(pl.String).filter(known.is_null() & cells.is_not_null()).str.strip_chars()
    return (tokens(spelled.alias(cells.name)),)


def _numeric(known: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, list[Finding]]:
    """Return numbers; what is none, is not finite, or is too large to compute with, is missing."""
    if known.dtype.is_integer() or (known.dtype.is_numeric() and is_ordinary(known.cast(pl.Float64))):
        return known.cast(pl.Float64), []
    texty = is_texty(known.dtype)
    read = _read(known, column) if texty else _plain(known)
    numbers = in_range(read)
    found = _lost(known, read, numbers, column=column, rows=rows) + _tiny(known, read, column, rows)
    if not texty:
        return numbers, found
    odd = numbers.is_not_null() & known.cast(pl.Float64, strict=False).ne_missing(read)
    if odd.any():
        found.append(written_as_text(column.name, known.filter(odd), numbers.filter(odd), rows=rows.filter(odd)))
    return numbers, found


def _read(known: pl.Series, column: Column) -> pl.Series:
    """Return the numbers of texts: those that their words stand for, else those that are written."""
    if not column.words:
        return to_number(without_units(known, column.units), column.decimal)
    folded = known.to_frame("k").select(fold(pl.col("k"))).to_series()
    return folded.replace_strict(dict(column.words), default=None, return_dtype=pl.Float64)


def _plain(known: pl.Series) -> pl.Series:
    """Return numbers that are no text, not a number as missing; what is no number is missing too."""
    if known.dtype.is_numeric() or isinstance(known.dtype, (pl.Boolean, pl.Null)):
        return known.cast(pl.Float64).fill_nan(None)
    return as_number(known)


def _lost(known: pl.Series, read: pl.Series, numbers: pl.Series, *, column: Column, rows: pl.Series) -> list[Finding]:
    """Count what is missing now and was not: infinite, no number, too large."""
    if numbers.null_count() == known.null_count():
        return []
    lost = known.is_not_null() & numbers.is_null()
    if known.dtype.is_float():
        lost &= known.is_not_nan()
    infinite = known.str.contains(_INFINITE) if is_texty(known.dtype) else read.is_infinite()
    infinite = lost & infinite.fill_null(value=False)
    none = lost & read.is_null() & ~infinite
    return [
        *_those(infinite, "not_finite", column, known=known, rows=rows),
        *_those(none, "not_a_number", column, known=known, rows=rows),
        *_those(lost & ~infinite & ~none, "number_too_large", column, known=known, rows=rows),
    ]


def _tiny(known: pl.Series, read: pl.Series, column: Column, rows: pl.Series) -> list[Finding]:
    """Count the numbers that are next to nothing."""
    tiny = (read.abs() < 1 / LARGEST) & (read != 0)
    return _those(tiny, "number_too_small", column, known=known, rows=rows)


def _categorical(known: pl.Series, column: Column, _: pl.Series) -> tuple[pl.Series, list[Finding]]:
    """Return categories, each in the one spelling that is kept."""
    if not is_texty(known.dtype):
        return as_text(known), []
    spellings = known.drop_nulls().unique().sort().to_list()
    kept = {word.lower(): word for word in reversed(column.categories)}
    if says_gender(column.name):
        letters = {word.strip().lower() for word in spellings if len(word.strip()) == 1} - kept.keys()
        kept |= {letter: kept[word] for letter, word in spelled_out([*kept, *letters]).items() if letter in letters}
    tidy = {word: " ".join(word.split()) for word in spellings}
    unified = {word: kept.setdefault(plain.lower(), plain) for word, plain in tidy.items()}
    changed = {word: new for word, new in unified.items() if new != word}
    if not changed:
        return known, []
    counts = known.filter(known.is_in(list(changed)))
    blanks = int(counts.is_in([word for word in changed if tidy[word] == changed[word]]).sum())
    respelled = dict.fromkeys((tidy[word], new) for word, new in changed.items() if tidy[word] != new)
    finding = respelt(column.name, len(counts), list(respelled), blanks=blanks)
    return known.replace(list(changed), list(changed.values())), [finding]


def _boolean(known: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, list[Finding]]:
    """Return yes and no."""
    read = as_boolean(known)
    lost = read.is_null() & known.is_not_null()
    return read, _those(lost, "neither_yes_nor_no", column, known=as_text(known), rows=rows)


def _date(known: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, list[Finding]]:
    """Return days."""
    form = column.date_format or (ISO if is_texty(known.dtype) else "")  # text, where the dates of before were none
    read = as_date(known, form)
    lost = read.is_null() & known.is_not_null()
    return read, _those(lost, "not_a_date", column, known=as_text(known), rows=rows)


def _days_before(known: pl.Series, column: Column, rows: pl.Series) -> tuple[pl.Series, list[Finding]]:
    """Return how many days lie between each date and the day that the plan counts back from."""
    read, found = _date(known, column, rows)
    start = date.fromisoformat(column.days_before).toordinal() - _EPOCH
    return start - read.cast(pl.Int32).cast(pl.Float64), found


def _as_days(numbers: pl.Series, column: Column) -> pl.Series:
    """Return the dates that numbers of days stand for; other columns stay as they are."""
    if not column.days_before:
        return numbers
    start = date.fromisoformat(column.days_before).toordinal() - _EPOCH
    return (start - numbers).cast(pl.Int32).cast(pl.Date)


def _those(which: pl.Series, code: str, column: Column, *, known: pl.Series, rows: pl.Series) -> list[Finding]:
    """Return a finding on some cells with examples, or none when there are none."""
    if not which.any():
        return []
    return [examples(code, column.name, known.filter(which), rows=rows.filter(which))]


def _cleaner(column: Column) -> _Cleaner:
    return _days_before if column.days_before else _CLEANERS[column.type]


_CLEANERS: dict[str, _Cleaner] = {
    "numeric": _numeric,
    "categorical": _categorical,
    "text": _categorical,
    "boolean": _boolean,
    "date": _date,
}
