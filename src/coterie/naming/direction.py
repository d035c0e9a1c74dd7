"""Which way a column runs: whether a large number stands for much of what the column is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from coterie.naming.wording import bare

if TYPE_CHECKING:
    from coterie.profiling import NumericProfile

Direction = Literal["up", "down", "negative", "unknown"]
"""Up: a large number stands for much. Down: amounts that went out, written as negative numbers. Negative: other
negative numbers, such as overdrawn balances. Unknown: ranks, ratings, codes, and amounts of both signs."""

_OUT = {
    *("loss", "losses", "debt", "debts", "spend", "spending", "spent", "expense", "expenses", "expenditure"),
    *("expenditures", "cost", "costs", "payment", "payments", "paid", "withdrawal", "withdrawals", "refund", "refunds"),
    *("return", "returns", "discount", "discounts", "fee", "fees", "charge", "charges", "owed", "owing", "arrears"),
    *("overdraft", "outflow", "outflows", "purchases", "debit", "debits", "deduction", "deductions", "drop", "decline"),
    *("reduction", "liability", "liabilities", "monetary", "outgoings", "penalty", "penalties"),
}
_NO_DIRECTION = {
    *("rank", "ranks", "ranking", "rating", "ratings", "grade", "grades", "class", "tier", "code", "codes", "type"),
    *("position", "priority", "decile", "quintile", "quartile", "category", "group", "cluster", "zone", "band"),
    *(
        "region",
        "id",
        "number",
        "no",
        "index",
        "place",
        "bucket",
        "segment",
        "channel",
        "status",
        "cd",
        "year",
        "month",
    ),
    *("note", "noten", "schulnote", "schulnoten", "zensur", "zensuren", "reversed", "inverted", "inverse"),
    *(
        "education",
        "marriage",
        "marital",
        "gender",
        "sex",
        "occupation",
        "profession",
        "country",
        "city",
        "state",
        "cvv",
        "pin",
    ),
}

_LEGEND = re.compile(
    r"\b\d+\s*(?:=|:|is\b)\s*[^\W\d_]|[^\W\d_]\s*=\s*\d|"
    r"\b[01][\s_-]*(?:best|top|good|great|excellent|very|highest|high|strongest|strongly|fully|totally|sehr)\b",
    re.IGNORECASE,
)
_RISES = re.compile(
    r"\b[01]\s*(?:=|:|is\b)\s*(?:very |extremely |not at all |strongly |completely |totally |fully )?"
    r"(?:low|lowest|worst|bad|poor|never|none|nothing|no|not|least|un\w+|dis\w+)\b",
    re.IGNORECASE,
)
"""What 0 or 1 stands for where larger numbers stand for more."""


def direction(column: str, overall: NumericProfile) -> Direction:
    """Return which way a column runs, by its name and by the signs of all its values.

    Parameters
    ----------
    column : str
        Its name.
    overall : NumericProfile
        Of all customers.

    Examples
    --------
    >>> from coterie.profiling import NumericProfile
    >>> losses = NumericProfile(-600.0, -100.0, 900.0, -9000.0, 0.0)
    >>> direction("loss", losses), direction("balance", losses), direction("credit rating", losses)
    ('down', 'negative', 'unknown')
    """
    words = bare(column).split()
    if without_direction(column):
        return "unknown"
    if overall.mean is None or overall.max is None or overall.mean >= 0:
        return "up"
    if overall.max > 0:
        return "unknown" if _OUT & set(words) else "up"
    return "down" if _OUT & set(words) else "negative"


def without_direction(column: str) -> bool:
    """Return whether a column's name leaves open which of its numbers are the good or the large ones.

    Examples
    --------
    >>> without_direction("Customer Rank"), without_direction("rank_in_region"), without_direction("number of visits")
    (True, True, False)
    >>> without_direction("Service (1 = very good, 5 = bad)"), without_direction("Service (1 = very bad, 5 = good)")
    (True, False)
    """
    words = bare(column).split()
    if "birth" in words:
        return False
    if _LEGEND.search(column) and not _RISES.search(column):
        return True
    return words[-1] in _NO_DIRECTION or words[0] in {"rank", "ranking"} or words[-1].endswith("note")
