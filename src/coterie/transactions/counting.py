"""Which rows of purchases count: what columns of status, type and currency say, as expressions over the table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from coterie.parsing.cells import is_texty
from coterie.parsing.missing import is_missing
from coterie.remarks import Fact, Remark, say
from coterie.schema.vocabulary import says, words_of
from coterie.transactions.currency import currency_rows
from coterie.transactions.flags import EMPTY, FILLED, day_of_what, flag_of
from coterie.transactions.judging import judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coterie.transactions.columns import Columns, Reading
    from coterie.transactions.wanted import Wanted

Verdict = Literal["counted", "skipped", "returned"]

_MOST_WORDS = 60
_SHOWN = 12
_HALF = 0.5
_FEW = 12
_CODE = 3
_PLACES = frozenset(("state", "estado", "stato", "etat", "stan", "stav", "states"))
_ADDRESS = frozenset((
    "city", "zip", "zipcode", "postcode", "postal", "country", "address", "street", "town", "county", "region", "plz",
    "ort", "land", "ville", "pays", "adresse", "ciudad", "pais", "direccion", "cidade", "endereco", "cep", "uf",
    "citta", "paese", "provincia", "indirizzo", "miasto", "kraj", "kod", "stadt", "strasse",
))  # fmt: skip
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
    varies : bool
        Whether most customers of several rows have several words: then they are of the row, and not of the customer.
    place : bool
        Whether they may be names of places: "state" is a word for these, too.
    sides : bool
        Whether they are the sides of an account, by marks beside amounts.
    """

    column: str
    table: pl.DataFrame
    varies: bool = False
    place: bool = False
    sides: bool = False

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
        skipped, returned = skipped | _has(frame, column, skip, reading), returned | _has(frame, column, back, reading)
        remarks += _told(words, verdicts, given=column in wanted.count or column in wanted.returns)
        uses[column] = "which rows count" if skip or back else "every row counts"
    foreign, more = currency_rows(frame, columns, reading, wanted=wanted, gone=skipped)
    remarks += [remark for remark in more if remark.column]
    uses |= {remark.column: "which rows count" for remark in more if remark.column}
    return Counting(skipped, foreign, returned, tuple(remarks), uses)


def _found(frame: pl.LazyFrame, columns: Columns, reading: Reading, wanted: Wanted) -> list[Words]:
    """Return the columns that may say which rows count, with their words: also many where a person named the column."""
    found = []
    for name in [*reading.sides, *_candidates(frame, columns, wanted)]:
        words = _words(frame, name, reading)
        named = name in wanted.count or name in wanted.returns
        if named:
            wanted.check_words(name, words.table["word"].to_list())
        if named or 0 < words.table.height <= _MOST_WORDS:
            found.append(replace(words, sides=True) if name in reading.sides else _looked_at(frame, words, reading))
    return found


def _looked_at(frame: pl.LazyFrame, words: Words, reading: Reading) -> Words:
    """Say of a status or a kind of document whether its words differ within customers, and whether they are places."""
    said = says(words.column)
    if not said & {"status", "posting"} or words.table.height < 2:
        return words
    rows = frame.select(reading.customer.alias("who"), _word(frame, words.column, reading).alias("word"))
    each = rows.drop_nulls().group_by("who").agg(pl.len().alias("rows"), pl.col("word").n_unique().alias("words"))
    share = each.filter(pl.col("rows") > 1).select((pl.col("words") > 1).mean()).collect(engine="streaming").item()
    names = set(frame.collect_schema().names()) - {words.column}
    return replace(
        words, varies=float(share or 0) > _HALF, place=may_be_place(words.column, words.table["word"], names)
    )


def may_be_place(column: str, words: Iterable[str], names: Iterable[str]) -> bool:
    """Return whether a column whose name also means a part of a country holds such: short codes, or beside addresses.

    Examples
    --------
    >>> may_be_place("state", ["CA", "NY"], []), may_be_place("state", ["zork", "blim"], [])
    (True, False)
    >>> may_be_place("state", ["Texas", "Ohio"], ["city"]), may_be_place("status", ["CA", "NY"], ["city"])
    (True, False)
    """
    if not {*words_of(column)} & _PLACES:
        return False
    beside = any({*words_of(name)} & _ADDRESS for name in names)
    several = list(words)
    return beside or len(several) > _FEW or all(len(word) <= _CODE for word in several)


def _candidates(frame: pl.LazyFrame, columns: Columns, wanted: Wanted) -> list[str]:
    """Return the columns that may say which rows count: words, few of them, that no other use was found for."""
    schema = frame.collect_schema()
    used = {*columns.named.values()}
    named = [name for name in (*wanted.count, *wanted.returns) if name not in columns.money.values()]
    free = [name for name, dtype in schema.items() if name not in used and _may_say(name, dtype)]
    text = [name for name in free if is_texty(schema[name]) and not day_of_what(name)]
    if not text:
        return [*dict.fromkeys((*named, *free))]
    different = frame.select(pl.col(text).cast(pl.String).approx_n_unique()).collect(engine="streaming")
    few = [name for name in free if name not in text or int(different[name][0]) <= _MOST_WORDS * 1.1]
    return [*dict.fromkeys((*named, *few))]


def _may_say(column: str, dtype: pl.DataType) -> bool:
    """Return whether a column may say which rows count, by its type: numbers and days do where its name says so."""
    if is_texty(dtype) or dtype == pl.Boolean:
        return True
    if dtype.is_temporal():
        return bool(day_of_what(column))
    return dtype.is_numeric() and (flag_of(column) is not None or "posting" in says(column))


def _word(frame: pl.LazyFrame, column: str, reading: Reading) -> pl.Expr:
    """Return the words of a column, null where there is none; of a day whether it is there, of amounts their side."""
    if column in reading.sides:
        return reading.sides[column]
    text, dtype = pl.col(column).cast(pl.String), frame.collect_schema()[column]
    if day_of_what(column) and (dtype.is_temporal() or is_texty(dtype)):
        there = ~is_missing(text) if is_texty(dtype) else pl.col(column).is_not_null()
        return pl.when(there).then(pl.lit(FILLED)).otherwise(pl.lit(EMPTY))
    if is_texty(dtype):
        there = ~is_missing(text) | (text.str.strip_chars().str.to_lowercase() == "void")
        text = pl.when(there).then(text.str.strip_chars().str.replace_all(r"\s+", " "))
    else:
        text = text.str.strip_suffix(".0")
    return text.fill_null(EMPTY) if flag_of(column) == "counted" else text  # paid: "x", or nothing


def _words(frame: pl.LazyFrame, column: str, reading: Reading) -> Words:
    """Count the words of a column."""
    table = (
        frame.select(_word(frame, column, reading).alias("word"), reading.amount.alias("amount"))
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


def _has(frame: pl.LazyFrame, column: str, words: Sequence[str], reading: Reading) -> pl.Expr:
    """Say which rows have one of some words; none where there are no words."""
    return _word(frame, column, reading).is_in(list(words)).fill_null(value=False) if words else _NEVER


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
