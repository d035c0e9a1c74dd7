"""A table of purchases among tables of customers: whose they are, and the command that makes customers of them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from coterie.remarks import say
from coterie.schema.words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from coterie.schema.columns import ColumnType

SUMMARISED = ("recency_days", "frequency", "monetary")
"""The columns that segments are built on in a table that `coterie transactions` wrote."""

_SCORES = ("r_score", "f_score", "m_score")
_WRITTEN = frozenset((*SUMMARISED, *_SCORES, "rfm_segment"))

_AMOUNTS = (
    ("amount",), ("total",), ("revenue",), ("sales",), ("turnover",), ("betrag",), ("umsatz",), ("spend",), ("spent",),
    ("paid",), ("payment",), ("value",), ("price",), ("cost",),
)  # fmt: skip
_PARTS = {"tax", "vat", "discount", "rebate", "shipping", "freight", "delivery", "fee", "tip", "commission", "steuer"}
_VAGUE = ("value",)
_QUANTITIES = (("quantity",), ("qty",), ("units",), ("pieces",), ("menge",), ("anzahl",))
_PRICES = (("unit", "price"), ("price",), ("preis",))
_DATES = (
    ("invoice",), ("order",), ("purchase",), ("transaction",), ("txn",), ("trans",), ("sale",), ("payment",),
)  # fmt: skip
_INVOICES = ("invoice", "order", "receipt", "basket", "transaction", "txn", "bill", "rechnung", "bestellung", "trans")
_PRODUCTS = ("product", "stock", "sku", "item", "article", "artikel")
_CODES = {"id", "no", "nr", "number", "num", "code", "key", "nummer"}
_LIVED = {"birth", "birthday", "dob", "signup", "joined", "registered", "created", "expiry", "since", "ship", "due"}


def is_summarised(columns: Collection[str]) -> bool:
    """Return whether `coterie transactions` wrote a table, by the names of its columns.

    Examples
    --------
    >>> is_summarised(["id", "recency_days", "frequency", "monetary", "r_score", "f_score", "m_score", "rfm_segment"])
    True
    """
    return all(name in columns for name in _WRITTEN)


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
        A reason; empty for another table, and for the columns that segments are built on.

    Examples
    --------
    >>> only_describes("r_score", ["r_score", "visits"])
    'RFM scores say again what recency, frequency and monetary say: it describes.'
    """
    if column in _SCORES:
        return say("schema.scores")
    if column in SUMMARISED or not is_summarised(columns):
        return ""
    return say("schema.summarised", columns=SUMMARISED)


def looks_bought(types: Mapping[str, ColumnType]) -> bool:
    """Return whether the columns of a table are those of purchases: a date of no one's life, and money.

    Examples
    --------
    >>> looks_bought({"id": "numeric", "date": "date", "Total": "numeric"})
    True
    >>> looks_bought({"id": "numeric", "date of birth": "date", "Total": "numeric"})
    False
    """
    dates = [name for name, kind in types.items() if kind == "date" and not _LIVED & set(tokens(name))]
    numbers = [name for name, kind in types.items() if kind == "numeric"]
    return bool(dates) and (_first(numbers, _AMOUNTS) or _first(numbers, _QUANTITIES)) is not None


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


def columns_of(customer: str, types: Mapping[str, ColumnType]) -> dict[str, str]:
    """Return what each column of a table of purchases says, as `coterie transactions` asks for it.

    Parameters
    ----------
    customer, types
        As in `command`.

    Returns
    -------
    dict of str to str
        Columns by "customer", "date", "amount" and so on; empty where no column can be the date or the amount.

    Examples
    --------
    >>> columns_of("who", {"day": "date", "worth": "numeric"})
    {'customer': 'who', 'date': 'day', 'amount': 'worth'}
    """
    date = _date([name for name, kind in types.items() if kind == "date"])
    money = _money([name for name, kind in types.items() if kind == "numeric" and not _is_code(name)])
    if date is None or not money:
        return {}
    coded = _coded(types, "invoice", _INVOICES) | _coded(types, "product", _PRODUCTS)
    return {"customer": customer, "date": date, **money, **coded}


def are_certain(columns: Mapping[str, str], types: Mapping[str, ColumnType]) -> bool:
    """Return whether columns that were found can be nothing else, so that nobody need be asked.

    The date is a purchase's by its name, or the only one that is no day of a customer's life; the amount is one by its
    name, or there are pieces and a price.

    Parameters
    ----------
    columns : mapping of str to str
        From `columns_of`.
    types : mapping of str to ColumnType
        What they were found among.

    Examples
    --------
    >>> types = {"day": "date", "worth": "numeric"}
    >>> are_certain(columns_of("who", types), types)
    False
    """
    if not columns:
        return False
    days = [name for name, kind in types.items() if kind == "date" and not _LIVED & set(tokens(name))]
    dated = columns["date"] in days and (len(days) == 1 or _first(days, _DATES) is not None)
    if "quantity" in columns:
        return dated
    words = tokens(columns["amount"])
    return dated and _first([columns["amount"]], _AMOUNTS) is not None and words != _VAGUE and not _PARTS & set(words)


def spelled(path: str, columns: Mapping[str, str]) -> str:
    """Return the command that makes one row per customer, from the columns it names; `path` as in `command`.

    Examples
    --------
    >>> spelled("", {"customer": "who", "date": "day", "amount": "paid"})
    "coterie.summarise_transactions(purchases, customer='who', date='day', amount='paid')"
    """
    if not path:
        named = ", ".join(f"{what}={name!r}" for what, name in columns.items())
        return f"coterie.summarise_transactions(purchases, {named})"
    words = [word for what, name in columns.items() for word in (f"--{what}", name)]
    return shlex.join(["coterie", "transactions", path, *words, "--out", "customers.csv"])


def _date(names: Sequence[str]) -> str | None:
    """Return the date of a purchase: one that says so before any other, none of a customer's life."""
    lived = [name for name in names if _LIVED & set(tokens(name))]
    others = [name for name in names if name not in lived]
    return _first(others, _DATES) or next(iter([*others, *lived]), None)


def _money(names: Sequence[str]) -> dict[str, str]:
    """Return the amount, or quantity and price, by what they say."""
    names = [name for name in names if not _PARTS & set(tokens(name))] or names
    quantity, price = _first(names, _QUANTITIES), _first(names, _PRICES)
    pieces = {"quantity": quantity, "price": price} if quantity and price else {}
    rest = [name for name in names if name not in (quantity, price) or not pieces]
    amount = _first(rest, _AMOUNTS) or (None if pieces else next((name for name in rest if name != quantity), None))
    return {"amount": amount} if amount else {what: name for what, name in pieces.items() if name}


def _coded(types: Mapping[str, ColumnType], what: str, things: Iterable[str]) -> dict[str, str]:
    """Return the column that numbers a thing, such as an invoice."""

    def numbers(words: Sequence[str]) -> bool:
        return bool(set(things) & set(words)) and bool(_CODES & set(words) or len(words) == 1)

    found = _one(types, numbers)
    return {what: found} if found else {}


def _is_code(name: str) -> bool:
    return bool(_CODES & set(tokens(name)))


def _first(names: Sequence[str], wanted: Iterable[Sequence[str]]) -> str | None:
    """Return the first name that holds all words of the first wish that any fulfils."""
    for words in wanted:
        found = _one(names, lambda own, words=words: set(words) <= set(own))  # type: ignore[misc]  # a default argument
        if found is not None:
            return found
    return None


def _one(names: Iterable[str], fits: Callable[[tuple[str, ...]], bool]) -> str | None:
    return next((name for name in names if fits(tokens(name))), None)
