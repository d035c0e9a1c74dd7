"""Which rows of new purchases count: the columns that said so when the segments were made say so again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie import errors
from coterie.options.options import PURCHASES
from coterie.remarks import Remark
from coterie.schema.vocabulary import fold
from coterie.scoring.doubt import Doubt
from coterie.transactions.columns import Columns, reading_of
from coterie.transactions.counting import words_in
from coterie.transactions.row_words import meaning_of
from coterie.transactions.summarise import opened
from coterie.transactions.wanted import EVERY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.segmentation import Segmentation
    from coterie.transactions.counting import Words

_SAID = {"rows_counted": "counted", "rows_not_counted": "skipped", "rows_returned": "returned"}
_SHOWN = 12
_HALF = 0.5


@dataclass
class Again:
    """What is said of the rows of new purchases.

    Attributes
    ----------
    rows : dict of str to object
        `count`, `returns` and `currency` as options.
    unknown : list of (str, str)
        Columns that decide, with words of which nothing says what they mean, and how many rows have them.
    doubts : list of Doubt
        Words that are new beside those that a person named; they stop where more than half of the rows have them.
    """

    rows: dict[str, Any]  # options, each of its own type
    unknown: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def rows_again(segmentation: Segmentation, purchases: object, columns: Mapping[str, str]) -> Again:
    """Say of each word of new purchases whether its rows count, as it was said when the segments were made.

    Parameters
    ----------
    segmentation : Segmentation
        What was found before.
    purchases : Table, path or frame
        The new rows.
    columns : mapping of str to str
        What each column says.

    Raises
    ------
    coterie.errors.MissingColumns
        When a column is not there that said which rows count.
    """
    given: dict[str, Any] = {name: segmentation.options.get(name) for name in PURCHASES}  # options
    before = _before(segmentation.cleaning.remarks)
    named = {*(given["count"] or {}), *(given["returns"] or {})}
    found = Again(dict(given))
    if not named | before.keys():
        return found
    frame = opened(purchases).frame
    present = frame.collect_schema().names()
    if missing := sorted(name for name in named | before.keys() if name not in present):
        raise errors.transactions.missing_deciding_columns(missing, present)
    rows = int(frame.select(pl.len()).collect(engine="streaming").item())
    reading = reading_of(frame, Columns(**columns), rows)
    for column in sorted(named | before.keys()):
        if (words := words_in(frame, column, reading)) is None:
            continue
        if column in named:
            found.doubts += _new(words, given, before.get(column, {}))
            _keep_held(words, found)
        else:
            _decide(words, before[column], found)
    return found


def _before(remarks: Sequence[Remark]) -> dict[str, dict[str, str]]:
    """Return what was made of each word, by column, as far as that was kept."""
    found: dict[str, dict[str, str]] = {}
    for remark in remarks:
        if remark.code in _SAID and remark.column:
            words: Any = remark.facts["words"]  # rows of a word, its rows and its money
            found.setdefault(remark.column, {}).update({fold(row[0]): _SAID[remark.code] for row in words})
    return found


def _keep_held(words: Words, found: Again) -> None:
    """Keep of a person's words those that new purchases hold, so that a command which names them can be run."""
    held = {fold(word) for word in words.table["word"]}
    for option in ("count", "returns"):
        said = (found.rows[option] or {}).get(words.column, ())
        if kept := tuple(word for word in said if word == EVERY or fold(word) in held):
            found.rows[option] = {**found.rows[option], words.column: kept}


def _decide(words: Words, before: Mapping[str, str], found: Again) -> None:
    """Say of a column that decided by itself what each of its words means now."""
    verdicts = {word: _verdict(word, words.column, before) for word in words.table["word"]}
    if unknown := [word for word, verdict in verdicts.items() if not verdict]:
        found.unknown.append((words.column, words.told(unknown)))
    for option, wanted in (("count", {"counted", ""}), ("returns", {"returned"})):
        if own := tuple(word for word, verdict in verdicts.items() if verdict in wanted):
            found.rows[option] = {**(found.rows[option] or {}), words.column: own}


def _verdict(word: str, column: str, before: Mapping[str, str]) -> str:
    """Return what a word says of its rows: as before, or what it means by itself; "" where neither is known."""
    if verdict := before.get(fold(word)):
        return verdict
    meaning = None if meaning_of(column) in {"void", "returned"} else meaning_of(word)
    if meaning == "returned":
        return next((said for old, said in before.items() if meaning_of(old) == "returned"), "")
    return {"void": "skipped", "counted": "counted", "sale": "counted"}.get(meaning or "", "")


def _new(words: Words, given: Mapping[str, Any], before: Mapping[str, str]) -> list[Doubt]:
    """Find words that are new beside those that a person named, unless they mean by themselves what is made of them."""
    counted = (given["count"] or {}).get(words.column)
    named = {*(counted or ()), *(given["returns"] or {}).get(words.column, ())}
    if counted and EVERY in counted and len(named) == 1:
        return []
    left_out = counted is not None and EVERY not in counted
    alike = {"void"} if left_out else {"void", "counted", "sale"}
    known = {fold(word) for word in named} | before.keys()
    new = [word for word in words.table["word"] if fold(word) not in known and meaning_of(word) not in alike]
    if not new:
        return []
    kept = words.table.filter(pl.col("word").is_in(new)).select("word", "rows", "money").head(_SHOWN)
    code = "new_words_left_out" if left_out else "new_words_counted"
    remark = Remark(code, words.column, words.rows(new), {"words": tuple(kept.rows())})
    return [Doubt(remark, stops=words.rows(new) > _HALF * int(words.table["rows"].sum()))]
