"""Amounts in several currencies, which never add up: the column or the cells that say which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.parsing.cells import is_texty
from coterie.parsing.numbers import currency_in
from coterie.remarks import Remark, say
from coterie.schema.vocabulary import says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.transactions.columns import Columns, Reading
    from coterie.transactions.wanted import Wanted

_SHOWN = 12
_SAME = {
    "€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "US$": "USD", "DOLLAR": "USD", "DOLLARS": "USD", "£": "GBP",
    "POUND": "GBP", "POUNDS": "GBP", "₹": "INR", "RS": "INR", "RS.": "INR", "₺": "TRY", "TL": "TRY", "₽": "RUB",
    "РУБ": "RUB", "РУБ.": "RUB", "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "LEI": "RON", "ЛВ": "BGN", "ЛВ.": "BGN",
    "円": "JPY", "元": "CNY", "RMB": "CNY", "₩": "KRW", "₫": "VND", "฿": "THB", "₴": "UAH", "₪": "ILS", "SFR": "CHF",
    "FR": "CHF", "FR.": "CHF", "R$": "BRL", "₦": "NGN", "₱": "PHP",
}  # fmt: skip
"""Ways to write a currency by its code; a lone "$" is the United States' where nothing says otherwise."""


def currency_rows(
    frame: pl.LazyFrame, columns: Columns, reading: Reading, *, wanted: Wanted, gone: pl.Expr
) -> tuple[pl.Expr, list[Remark]]:
    """Return which rows are in another currency than the one that counts, and what is said of it.

    Parameters
    ----------
    frame, columns, reading, wanted
        As in `coterie.transactions.counting.counting_of`.
    gone : polars.Expr
        Rows that are left out for another reason.

    Raises
    ------
    coterie.errors.NeedsAnswer
        Where there are several, and none was named.
    coterie.errors.OptionError
        Where one was named that no amount is in.

    Examples
    --------
    >>> from coterie.transactions.columns import Columns, reading_of
    >>> from coterie.transactions.wanted import Wanted
    >>> frame = pl.LazyFrame({"who": ["a", "b"], "on": ["2024-01-05"] * 2, "paid": [5, 7], "currency": ["EUR", "USD"]})
    >>> columns = Columns("who", "on", "paid")
    >>> other, _ = currency_rows(
    ...     frame, columns, reading_of(frame, columns, 2), wanted=Wanted(currency="eur"), gone=pl.lit(value=False)
    ... )
    >>> frame.select(other.alias("other")).collect()["other"].to_list()
    [False, True]
    """
    every = [(name, mark, _counted(frame, mark, reading, gone)) for name, mark in _marks(frame, columns)]
    _check(wanted, [found["mark"].to_list() for _, _, found in every])
    for name, mark, found in every:
        if found.height < 2:
            continue
        words = say("answers.words", words=found.rows())
        known = found["mark"].to_list()
        chosen = next((each for each in known if each == _code(wanted.currency)), None)
        if chosen is None:
            answers = [("--currency", each, say("answers.currency", currency=each)) for each in known]
            raise errors.questions.which_currency(name, words, answers)
        own = int(found.filter(pl.col("mark") == chosen)["rows"][0])
        remark = Remark("currency_counted", name, own, {"currency": chosen, "words": tuple(found.head(_SHOWN).rows())})
        return (mark != chosen).fill_null(value=False), [remark]
    return pl.lit(value=False), []


def _check(wanted: Wanted, known: Sequence[list[str]]) -> None:
    """Refuse a currency that no amount is in, where what was said of earlier purchases is not contradicted."""
    held = list(dict.fromkeys(each for marks in known for each in marks))
    silent = wanted.earlier and not held
    if wanted.currency is not None and _code(wanted.currency) not in held and not silent:
        raise errors.transactions.unknown_currency(wanted.currency, held)


def _code(mark: str | None) -> str:
    """Return a currency as its cells are told apart."""
    bare = (mark or "").strip().upper()
    return _SAME.get(bare, bare)


def _marks(frame: pl.LazyFrame, columns: Columns) -> list[tuple[str, pl.Expr]]:
    """Return the currency of each row: as its cells of money say it, or a column of its own."""
    schema = frame.collect_schema()
    text = {name for name, dtype in schema.items() if is_texty(dtype)}
    found = [
        (name, currency_in(pl.col(name).cast(pl.String)).replace(_SAME))
        for name in columns.money.values()
        if name in text
    ]
    for name in text - {*columns.named.values()}:
        if "currency" in says(name):
            cells = pl.col(name).cast(pl.String).str.strip_chars().str.to_uppercase()
            found.append((name, pl.when(cells != "").then(cells.replace(_SAME))))
    return [each for each in found if each[0] in columns.money.values()] + sorted(
        (each for each in found if each[0] not in columns.money.values()), key=lambda each: list(schema).index(each[0])
    )


def _counted(frame: pl.LazyFrame, mark: pl.Expr, reading: Reading, gone: pl.Expr) -> pl.DataFrame:
    """Count the rows that count and their money by currency."""
    return (
        frame.filter(~gone & reading.customer.is_not_null())
        .select(mark.alias("mark"), reading.amount.alias("amount"))
        .filter(pl.col("mark").is_not_null() & (pl.col("amount").fill_null(0) != 0))
        .group_by("mark")
        .agg(pl.len().alias("rows"), pl.col("amount").sum().alias("money"))
        .collect(engine="streaming")
        .sort(["rows", "mark"], descending=[True, False])
    )
