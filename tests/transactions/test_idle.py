"""Days that pass without a purchase."""

from datetime import date

import polars as pl

from coterie.transactions.columns import Columns
from coterie.transactions.idle import Idle
from coterie.transactions.summarise import summarise
from coterie.transactions.wanted import Wanted

PAID = pl.DataFrame(
    {
        "who": ["a", "a", "b", "b", "c"],
        "on": [date(2023, 1, 5), date(2024, 3, 1), date(2023, 6, 1), date(2024, 3, 2), date(2024, 4, 30)],
        "paid": [10.0, 5.0, 7.0, 3.0, 1.0],
    }
)
COLUMNS = Columns("who", "on", "paid")


def test_purchases_since_are_left_out_and_the_rest_is_looked_at_from_the_end():
    found = summarise(PAID, COLUMNS, Wanted(), idle=Idle(date(2024, 3, 1), date(2024, 4, 30))).customers
    rows = found.select("who", "recency_days", "frequency", "monetary", "tenure_days").rows()
    assert rows == [("a", 60, 2, 15.0, 481), ("b", 334, 1, 7.0, 334)]


def test_what_the_dates_allow_is_told_by_all_days():
    """Shares of quarters need a year: the days without a purchase count, so that no column is lost by them."""
    short = PAID.filter(pl.col("on") >= date(2023, 6, 1))
    alone = summarise(short, COLUMNS, Wanted(), as_of="2024-03-01").customers
    idle = summarise(short, COLUMNS, Wanted(), idle=Idle(date(2024, 3, 1), date(2024, 6, 30))).customers
    assert "q1_share" not in alone.columns
    assert "q1_share" in idle.columns
    assert Idle(date(2024, 3, 1), date(2024, 6, 30)).days == 121
