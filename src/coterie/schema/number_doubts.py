"""What is not certain about numbers that people wrote: marks, signs beside them, percent signs, currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.parsing.beside_numbers import are_debits, are_open_ended
from coterie.parsing.cells import is_texty
from coterie.parsing.numbers import DecimalMark, Mark, currencies, to_number
from coterie.remarks import joined, say
from coterie.schema.words import key_rank

if TYPE_CHECKING:
    import polars as pl

    from coterie.schema.facts import Facts

BARE = r"^-?\d+(\.\d+)?$"
"""Numbers as a program writes them."""

_LEAST_NUMBERS = 0.3
_SIZES = 5


def number_doubt(fact: Facts, mark: DecimalMark, numbers: pl.Series, *, bare: bool = False) -> str:
    """Say what is not certain about the numbers of a column.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    mark : DecimalMark
        The mark before decimals, and whether anything proves it.
    numbers : polars.Series of Float64
        The values as they were read.
    bare : bool
        Whether all of them are digits with a point at most: from `are_bare`.

    Returns
    -------
    str
        Sentences; empty where nothing is in doubt.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"paid": ["1", "2", "x"]}))
    >>> number_doubt(fact, DecimalMark(".", proven=False, ambiguous=False), pl.Series([1.0, 2.0, None]))
    '33 % of the cells are no numbers, such as "x": taken as missing.'
    """
    doubts = [*_mark_doubt(fact, mark), *([] if bare else _beside_doubts(fact))]
    if numbers.null_count():
        unread = fact.values.filter(numbers.is_null())
        percent = 100 * (1 - fact.share(numbers.is_not_null()))
        doubts.append(say("doubt.no_numbers", percent=percent, example=quoted(unread, 1)[0]))
    if bare:
        return joined(doubts)
    percent = fact.share(fact.values.str.contains("%$"))
    if 0 < percent < 1:
        doubts.append(say("doubt.percent_signs", percent=100 * percent))
    money = currencies(fact.values)
    if len(money) > 1:
        doubts.append(say("doubt.currencies", currencies=money))
    return joined(doubts)


def _mark_doubt(fact: Facts, mark: DecimalMark) -> list[str]:
    """Say how a number is read whose mark stands before thousands or before decimals, where nothing proves which."""
    if not mark.ambiguous:
        return []
    odd = fact.values.filter(fact.values.str.contains(r"\d[.,]\d{3}(?:\D|$)"))
    if odd.is_empty() or (mark.mark == "." and not odd.str.contains(r"\d\.\d{3}(?:\D|$)|%").any()):
        return []
    odd = odd.sort()
    value = to_number(odd.head(1), mark.mark)[0]
    if value is None:
        return []
    other: Mark = "." if mark.mark == "," else ","
    return [say("doubt.mark", text=odd[0], number=value, other=other)]


def half_numbers(fact: Facts) -> list[str]:
    """Say of a column of words that many of its cells are numbers, where these are of several sizes and no code.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> cells = ["12", "7", "33", "5", "81", "high", "low", "low", "high", "low"]
    >>> [len(half_numbers(fact)) for fact in facts_of(pl.DataFrame({"a": cells, "b": [*"abcdefghij"]}))]
    [1, 0]
    """
    if not is_texty(fact.dtype) or fact.wordy or key_rank(fact.name):
        return []
    bare = fact.values.str.contains(BARE)
    share = fact.share(bare)
    if not share >= _LEAST_NUMBERS or bare.sum() < _SIZES or bare.all():
        return []
    other = quoted(fact.values.filter(~bare), 1)[0]
    return [say("doubt.half_numbers", percent=100 * share, example=other, column=fact.name)]


def _beside_doubts(fact: Facts) -> list[str]:
    """Say what stands beside the numbers that decides how they are read."""
    doubts: list[str] = []
    open_ended = are_open_ended(fact.values)
    if open_ended.any():
        shown, percent = quoted(fact.values.filter(open_ended), 1)[0], 100 * fact.share(open_ended)
        doubts.append(say("doubt.open_ended", percent=percent, example=shown, column=fact.name))
    debits = are_debits(fact.values)
    if debits.any():
        shown, percent = quoted(fact.values.filter(debits), 1)[0], 100 * fact.share(debits)
        doubts.append(say("doubt.debits", percent=percent, example=shown))
    return doubts


def are_bare(fact: Facts) -> bool:
    """Return whether all values are digits with a point at most.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [are_bare(fact) for fact in facts_of(pl.DataFrame({"a": ["1.5", "-2"], "b": ["5+", "2"]}))]
    [True, False]
    """
    return bool(fact.values.str.contains(BARE).all())


def quoted(values: pl.Series, most: int) -> list[str]:
    """Return the first values in quotation marks, cut where they are long.

    Examples
    --------
    >>> import polars as pl
    >>> quoted(pl.Series(["a", "b"]), 1)
    ['"a"']
    """
    return [f'"{value[:30]}{"…" if len(value) > 30 else ""}"' for value in values.head(most).to_list()]
