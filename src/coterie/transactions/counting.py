"""Which rows of purchases count: what columns of status, type and currency say, as expressions over the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import polars as pl

from coterie.parsing.cells import is_texty
from coterie.parsing.missing import is_missing
from coterie.remarks import Fact, Remark, say
from coterie.transactions.currency import currency_rows
from coterie.transactions.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coterie.transactions.columns import Columns, Reading
    from coterie.transactions.wanted import Wanted

Verdict = Literal["counted", "skipped", "returned"]

_MOST_WORDS = 60
_SHOWN = 12
_NEVER = pl.lit(value=False)


@dataclass(frozen=True)
class Counting:
    """Which rows count.

    Attributes
    ----------
    skipped : polars.Expr
        Rows that are no purchases by their status or type.
    foreign : polars.Expr
        Rows in another currency.
    returned : polars.Expr
        Rows that are returns by their type.
    remarks : tuple of Remark
        What was made of each word.
    uses : dict of str to str
        By column, what it was used for.
    """

    skipped: pl.Expr = _NEVER
    foreign: pl.Expr = _NEVER
    returned: pl.Expr = _NEVER
    remarks: tuple[Remark, ...] = ()
    uses: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """The words of one column, with what each says.

    Attributes
    ----------
    column : str
    table : polars.DataFrame
        `word` (as the option names it), `rows`, `money`, `less` (rows below zero), most rows first.
    """

    column: str
    table: pl.DataFrame

    def rows(self, words: Iterable[str]) -> int:
        """Return how many rows have one of some words."""
        return int(self.table.filter(pl.col("word").is_in(list(words)))["rows"].sum())

    def told(self, words: Sequence[str] | None = None) -> str:
        """Return words with their rows and money, for a sentence."""
        kept = self.table if words is None else self.table.filter(pl.col("word").is_in(list(words)))
        said = say("answers.words", words=kept.select("word", "rows", "money").head(_SHOWN).rows())
        more = kept.height - _SHOWN
        return said if more <= 0 else say("answers.more", words=said, n=more)


def counting_of(frame: pl.LazyFrame, columns: Columns, reading: Reading, *, wanted: Wanted) -> Counting:
    """Find out which rows count.

    What is certain is done: cancelled and failed rows are left out, refunds are returns. What decides and is not
    certain is asked.

    Parameters
    ----------
    frame : polars.LazyFrame
        The purchases.
    columns : Columns
        What each column says.
    reading : Reading
        How they are read.
    wanted : Wanted
        What a person said of the rows.

    Raises
    ------
    coterie.errors.NeedsAnswer
        Where words decide that are not known, and for several currencies.

    Examples
    --------
    >>> from coterie.transactions.columns import Columns, reading_of
    >>> from coterie.transactions.wanted import Wanted
    >>> frame = pl.LazyFrame({"who": ["a", "b", "b"], "on": ["2024-01-05"] * 3, "paid": [5, 7, 7],
    ...                       "type": ["sale", "sale", "refund"]})
    >>> columns = Columns("who", "on", "paid")
    >>> found = counting_of(frame, columns, reading_of(frame, columns, 3), wanted=Wanted())
    >>> frame.select(found.returned.alias("back")).collect()["back"].to_list()
    [False, False, True]
    """
    wanted.check(frame.collect_schema().names())
    found = _found(frame, columns, reading, wanted)
    skipped, returned, remarks, uses = _NEVER, _NEVER, [], {}
    for column, verdicts in judged(found, wanted).items():
        words = next(each for each in found if each.column == column)
        skip = [word for word, verdict in verdicts.items() if verdict == "skipped"]
        back = [word for word, verdict in verdicts.items() if verdict == "returned"]
        skipped, returned = skipped | _has(frame, column, skip), returned | _has(frame, column, back)
        remarks += _told(words, verdicts, given=column in wanted.count or column in wanted.returns)
        uses[column] = "which rows count" if skip or back else "every row counts"
    foreign, more = currency_rows(frame, columns, reading, wanted=wanted, gone=skipped)
    remarks += [remark for remark in more if remark.column]
    uses |= {remark.column: "which rows count" for remark in more if remark.column}
    return Counting(skipped, foreign, returned, tuple(remarks), uses)


def _found(frame: pl.LazyFrame, columns: Columns, reading: Reading, wanted: Wanted) -> list[Words]:
    """Return the columns that may say which rows count, with their words: also many where a person named the column."""
    found = []
    for name in _candidates(frame, columns, wanted):
        words = _words(frame, name, reading)
        named = name in wanted.count or name in wanted.returns
        if named:
            wanted.check_words(name, words.table["word"].to_list())
        if named or 0 < words.table.height <= _MOST_WORDS:
            found.append(words)
    return found


def _candidates(frame: pl.LazyFrame, columns: Columns, wanted: Wanted) -> list[str]:
    """Return the columns that may say which rows count: words, few of them, that no other use was found for."""
    schema = frame.collect_schema()
    used = {*columns.named.values()}
    named = [*wanted.count, *wanted.returns]
    free = [name for name, dtype in schema.items() if name not in used and (is_texty(dtype) or dtype == pl.Boolean)]
    text = [name for name in free if is_texty(schema[name])]
    if not text:
        return [*dict.fromkeys((*named, *free))]
    different = frame.select(pl.col(text).cast(pl.String).approx_n_unique()).collect(engine="streaming")
    few = [name for name in free if name not in text or int(different[name][0]) <= _MOST_WORDS * 1.1]
    return [*dict.fromkeys((*named, *few))]


def _word(frame: pl.LazyFrame, column: str) -> pl.Expr:
    """Return the words of a column, null where there is none."""
    text = pl.col(column).cast(pl.String)
    if not is_texty(frame.collect_schema()[column]):
        return text
    return pl.when(~is_missing(text) | (text.str.strip_chars().str.to_lowercase() == "void")).then(
        text.str.strip_chars().str.replace_all(r"\s+", " ")
    )


def _words(frame: pl.LazyFrame, column: str, reading: Reading) -> Words:
    """Count the words of a column."""
    table = (
        frame.select(_word(frame, column).alias("word"), reading.amount.alias("amount"))
        .filter(pl.col("word").is_not_null())
        .group_by("word")
        .agg(
            pl.len().alias("rows"),
            pl.col("amount").sum().alias("money"),
            (pl.col("amount") < 0).sum().alias("less"),
        )
        .collect(engine="streaming")
        .sort(["rows", "word"], descending=[True, False])
    )
    return Words(column, table)


def words_in(frame: pl.LazyFrame, column: str, reading: Reading) -> Words | None:
    """Count the words of a column, with their money; None where there are none.

    Examples
    --------
    >>> from coterie.transactions.columns import Columns, reading_of
    >>> frame = pl.LazyFrame({"who": ["a", "b"], "on": ["2024-01-05"] * 2, "paid": [5, 7], "type": ["sale", " sale"]})
    >>> words_in(frame, "type", reading_of(frame, Columns("who", "on", "paid"), 2)).table.rows()
    [('sale', 2, 12.0, 0)]
    """
    found = _words(frame, column, reading)
    return found if found and found.table.height else None


def _has(frame: pl.LazyFrame, column: str, words: Sequence[str]) -> pl.Expr:
    """Say which rows have one of some words; none where there are no words."""
    return _word(frame, column).is_in(list(words)).fill_null(value=False) if words else _NEVER


def _told(words: Words, verdicts: Mapping[str, Verdict], *, given: bool) -> list[Remark]:
    """Say what was made of each word, where not every row counts."""
    code = {"counted": "rows_counted", "skipped": "rows_not_counted", "returned": "rows_returned"}
    if not given and set(verdicts.values()) <= {"counted"}:
        return []
    found = []
    for verdict, name in code.items():
        own = [word for word, said in verdicts.items() if said == verdict]
        if own:
            kept = words.table.filter(pl.col("word").is_in(own)).select("word", "rows", "money").head(_SHOWN)
            facts: dict[str, Fact] = {"words": tuple(kept.rows())}
            found.append(Remark(name, words.column, words.rows(own), facts))
    return found
