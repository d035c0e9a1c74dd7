"""A table of purchases among tables of customers: whose they are, and the command that makes customers of them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from coterie.parsing.numbers import CURRENCY_CODES
from coterie.remarks import say
from coterie.schema.vocabulary import amounts_in_order, says, sides, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from coterie.schema.columns import ColumnType

SUMMARISED = ("recency_days", "frequency", "monetary")
"""The columns that segments are built on in a table that `coterie transactions` wrote."""

_SCORES = ("r_score", "f_score", "m_score")

MADE = frozenset((
    *SUMMARISED, "tenure_days", "average_basket", "days_between_purchases", "returned_share", "products", "categories",
    "weekend_share", "q1_share", "q2_share", "q3_share", "q4_share", *_SCORES, "rfm_segment",
))  # fmt: skip
"""Every column that `coterie transactions` makes beside the id."""

_WRITTEN = frozenset((*SUMMARISED, *_SCORES, "rfm_segment"))

_COUNTED = frozenset((*SUMMARISED[:2], *_SCORES[:2]))
"""The columns of one that was made of purchases without amounts."""

_NO_AMOUNT = frozenset(("part", "quantity", "person", "key", "measure"))
_DAYS = ("event", "date", "created", "paid", "", "later", "life")
"""What a day is, the purchase's own first; one that no word says anything of stands in the middle."""

_VAGUE = frozenset(("value", "cost"))


def is_summarised(columns: Collection[str]) -> bool:
    """Return whether `coterie transactions` wrote a table, by the names of its columns.

    Examples
    --------
    >>> is_summarised(["id", "recency_days", "frequency", "monetary", "r_score", "f_score", "m_score", "rfm_segment"])
    True
    """
    without_amounts = "monetary" not in columns and {*columns} >= _COUNTED
    return without_amounts or all(name in columns for name in _WRITTEN)


def only_describes(column: str, columns: Collection[str]) -> str:
    """Say why a number of a table that `coterie transactions` wrote builds no segments by itself.

    Parameters
    ----------
    column : str
        Its name.
    columns : collection of str
        The names of all columns.

    Returns
    -------
    str
        A reason; empty for another table, for the columns that segments are built on, and for what was joined to it.

    Examples
    --------
    >>> only_describes("r_score", ["r_score", "visits"])
    'RFM scores say again what recency, frequency and monetary say: it describes.'
    """
    if column in _SCORES:
        return say("schema.scores")
    if column in SUMMARISED or column not in MADE or not is_summarised(columns):
        return ""
    return say("schema.summarised", columns=SUMMARISED)


def looks_bought(types: Mapping[str, ColumnType], *, named: bool = False) -> bool:
    """Return whether the columns of a table are those of purchases: a date of no one's life, and money.

    Parameters
    ----------
    types : mapping of str to ColumnType
        The columns with their types.
    named : bool
        Whether a column that repeats says who the customer is: then the day on which a row was created will do.

    Examples
    --------
    >>> looks_bought({"id": "numeric", "date": "date", "Total": "numeric"})
    True
    >>> looks_bought({"id": "numeric", "date of birth": "date", "Total": "numeric"})
    False
    """
    lived = {"life"} if named else {"life", "created"}
    dates = [name for name, kind in types.items() if kind == "date" and day_of(name) not in lived]
    numbers = [name for name, kind in types.items() if kind == "numeric"]
    return bool(dates) and (bool(_amounts(numbers)) or any("quantity" in says(name) for name in numbers))


def day_of(name: str) -> str:
    """Return what a column of days says, by its name: "event" for the day of a purchase.

    Examples
    --------
    >>> [day_of(name) for name in ("Order Date", "created_at", "Data urodzenia", "Ship date", "when")]
    ['event', 'created', 'life', 'later', '']
    """
    said = says(name)
    for meaning in ("life", "later"):
        if meaning in said:
            return meaning
    if "done" in said or ("event" in said and "paid" not in said):
        return "event"
    return next((meaning for meaning in ("created", "paid", "event", "date") if meaning in said), "")


def command(path: str, customer: str, types: Mapping[str, ColumnType]) -> str:
    """Return the command that makes one row per customer of a table of purchases.

    Parameters
    ----------
    path : str
        The table's; empty for a frame, for which the command is Python's.
    customer : str
        The column that says who bought.
    types : mapping of str to ColumnType
        The columns that differ between the rows of a customer, in table order, with their types.

    Returns
    -------
    str
        Fit for a shell; an empty string where no column can be the date or the amount.

    Examples
    --------
    >>> command("shop.csv", "Customer ID", {"Txn Date": "date", "Amount": "numeric"})
    "coterie transactions shop.csv --customer 'Customer ID' --date 'Txn Date' --amount Amount --out customers.csv"
    """
    columns = columns_of(customer, types)
    return spelled(path, columns) if columns else ""


def columns_of(customer: str, types: Mapping[str, ColumnType], codes: Collection[str] = ()) -> dict[str, str]:
    """Return what each column of a table of purchases says, as `coterie transactions` asks for it.

    Parameters
    ----------
    customer, types
        As in `command`.
    codes : collection of str
        Columns whose values are written as numbers of things are: "#1001".

    Returns
    -------
    dict of str to str
        Columns by "customer", "date", "amount" and so on; empty where no column can be the date, and without an amount
        where no number can be one.

    Examples
    --------
    >>> columns_of("who", {"day": "date", "worth": "numeric"})
    {'customer': 'who', 'date': 'day', 'amount': 'worth'}
    """
    date = _date([name for name, kind in types.items() if kind == "date"])
    numbers = [name for name, kind in types.items() if kind == "numeric" and not _is_code(name)]
    money = _money(numbers)
    if date is None or (numbers and not money):
        return {}
    invoice = _coded(types, "event") or _one(codes, lambda said: "name" in said and "person" not in said)
    product = _coded({name: kind for name, kind in types.items() if name != invoice}, "goods")
    coded = {what: name for what, name in (("invoice", invoice), ("product", product)) if name}
    back = _refunded(numbers) if "amount" in money else None
    if both := in_two_columns(numbers):
        back, money = both[0], {"amount": both[1]}
    return {"customer": customer, "date": date, **money, **({"refunded": back} if back else {}), **coded}


def in_two_columns(numbers: Iterable[str]) -> tuple[str, str] | None:
    """Return the columns of debits and of credits, where amounts stand in two of them and in no other column.

    Examples
    --------
    >>> in_two_columns(["Gross Debit", "Gross Credit", "fee"]), in_two_columns(["Soll", "Haben", "Betrag"])
    (('Gross Debit', 'Gross Credit'), None)
    """
    names = list(numbers)
    for debit in names:
        for credit in names:
            one, other = words_of(debit), words_of(credit)
            apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
            if len(one) == len(other) and len(apart) == 1 and apart[0] in sides("columns"):
                rest = [name for name in names if name not in {debit, credit}]
                return None if _amounts(rest) else (debit, credit)
    return None


def in_currencies(amount: str, numbers: Iterable[str]) -> dict[str, str]:
    """Return the columns that say one amount in several currencies, by their currency; empty where there is only one.

    Parameters
    ----------
    amount : str
        The column that was taken for the amount.
    numbers : iterable of str
        The columns of numbers.

    Examples
    --------
    >>> in_currencies("amount_usd", ["amount_usd", "Amount (EUR)", "discount_eur"])
    {'USD': 'amount_usd', 'EUR': 'Amount (EUR)'}
    """
    own, rest = _currency_of(amount)
    if not own:
        return {}
    several = {code: name for name in numbers for code, other in [_currency_of(name)] if code and other == rest}
    return several if len(several) > 1 else {}


def _currency_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the currency that a name speaks of, and its other words; no currency where there is none or several."""
    words = words_of(name)
    codes = [word for word in words if word in CURRENCY_CODES]
    return (codes[0].upper(), tuple(word for word in words if word not in codes)) if len(codes) == 1 else ("", words)


def are_certain(columns: Mapping[str, str], types: Mapping[str, ColumnType], *, named: bool = False) -> bool:
    """Return whether columns that were found can be nothing else, so that nobody need be asked.

    The date is a purchase's by its name, or the only one that is no day of a customer's life; the amount is one by its
    name, or there are pieces and a price. Where there is no number at all, the date is enough.

    Parameters
    ----------
    columns : mapping of str to str
        From `columns_of`.
    types : mapping of str to ColumnType
        What they were found among.
    named : bool
        Whether the customer's column is named as one: then the day on which a row was created will do.

    Examples
    --------
    >>> types = {"day": "date", "worth": "numeric"}
    >>> are_certain(columns_of("who", types), types)
    False
    """
    if not columns:
        return False
    own = day_of(columns["date"])
    days = [day_of(name) for name, kind in types.items() if kind == "date"]
    alone = sum(day not in {"life", "later", "paid"} for day in days) == 1
    lived = own in ({"life"} if named else {"life", "created"})
    if lived or not (alone or (own in {"event", "date", "created"} and days.count(own) == 1) or own == "event"):
        return False
    if "quantity" in columns:
        return True
    if "amount" not in columns:
        return not _amounts(list(types))  # cells that should be amounts and cannot be read are no reason to do without
    said = says(columns["amount"])
    return bool(_amounts([columns["amount"]])) and (not said <= _VAGUE) and "part" not in said


def spelled(path: str, columns: Mapping[str, str], *, rows: Mapping[str, Any] | None = None) -> str:
    """Return the command that makes one row per customer, from the columns it names; `path` as in `command`.

    Examples
    --------
    >>> spelled("", {"customer": "who", "date": "day", "amount": "paid"})
    "coterie.summarise_transactions(purchases, customer='who', date='day', amount='paid')"
    """
    if not path:
        said = {**columns, **{what: value for what, value in (rows or {}).items() if value}}
        named = ", ".join(f"{what}={name!r}" for what, name in said.items())
        return f"coterie.summarise_transactions(purchases, {named})"
    words = [word for what, name in columns.items() for word in (f"--{what}", name)]
    words += [word for pair in _given(rows or {}) for word in pair]
    return shlex.join(["coterie", "transactions", path, *words, "--out", "customers.csv"])


def _given(rows: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the options that say which rows count, as flags with their values."""
    for what, value in rows.items():
        if isinstance(value, str):
            yield f"--{what}", value
        for column, words in value.items() if isinstance(value, dict) else ():
            yield f"--{what}", f"{column}={','.join(words)}"


def _date(names: Sequence[str]) -> str | None:
    """Return the date of a purchase: one that says so before any other, none of a customer's life."""
    return min(names, key=lambda name: _DAYS.index(day_of(name)), default=None)


def _amounts(names: Sequence[str]) -> list[str]:
    """Return the names that say what was paid, those first that say it most plainly."""
    order = amounts_in_order()

    def rank(name: str) -> int:
        said = says(name)
        sums = said & {"total", "amount", "gross"} and not said & {"part", "quantity", "key"}
        plain = sums or not _NO_AMOUNT & said
        return next((at for at, meaning in enumerate(order) if meaning in said), 99) if plain else 99

    return sorted((name for name in names if rank(name) < 99), key=rank)


def _money(names: Sequence[str]) -> dict[str, str]:
    """Return the amount, or quantity and price, by what they say."""
    names = [name for name in names if "part" not in says(name)] or names
    quantity = _one(names, lambda said: "quantity" in said)
    price = _one(sorted(names, key=lambda name: "unit" not in name.lower()), lambda said: "price" in said)
    pieces = {"quantity": quantity, "price": price} if quantity and price else {}
    rest = [name for name in names if name not in (quantity, price) or not pieces]
    if amounts := _amounts(rest):
        return {"amount": amounts[0]}
    amount = None if pieces else next((name for name in rest if name != quantity), None)
    return {"amount": amount} if amount else {what: name for what, name in pieces.items() if name}


def _refunded(names: Iterable[str]) -> str | None:
    """Return the amount that was given back of a row's own, as shops keep it: "Refunded Amount"."""

    def given_back(name: str) -> bool:
        said, words = says(name), set(words_of(name))
        return bool(words & _REFUNDED and said & _SUMS_OF_MONEY) and not words & _FEES

    return next((name for name in names if given_back(name)), None)


_SUMS_OF_MONEY = frozenset(("amount", "total", "value"))
_REFUNDED = frozenset((
    "refund", "refunded", "refunds", "erstattet", "erstattung", "erstatteter", "ruckerstattung", "rembourse",
    "remboursement", "reembolsado", "reembolso", "rimborsato", "rimborso", "terugbetaald", "aterbetalat", "refunderat",
    "zwrot", "zwrocono", "vraceno", "возврат", "возвращено", "iade", "退款", "返金", "환불",
))  # fmt: skip
_FEES = frozenset(
    ("fee", "fees", "tax", "taxes", "shipping", "gebuhr", "steuer", "versand", "quantity", "items", "number")
)


def _coded(types: Iterable[str], what: str) -> str | None:
    """Return the column that numbers a thing, such as an invoice; or that is called as the thing, and no more."""

    def numbers(name: str) -> bool:
        said = says(name)
        fits = what in said and not said & {"person", "date", "created", "paid", "status", "type", "part", *_SUMS}
        return fits and ("key" in said or len(words_of(name)) == 1)

    return next((name for name in types if numbers(name)), None)


_SUMS = frozenset(("total", "quantity", "revenue", "value", "price"))


def _is_code(name: str) -> bool:
    said = says(name)
    return "key" in said and not said & {"quantity", "amount", "total"}


def _one(names: Iterable[str], fits: Callable[[frozenset[str]], bool]) -> str | None:
    return next((name for name in names if fits(says(name))), None)
