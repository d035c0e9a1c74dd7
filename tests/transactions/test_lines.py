from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from coterie.transactions import lines as module
from coterie.transactions.columns import Columns, reading_of
from coterie.transactions.lines import REASONS, USED, Lines, by_day

FRAME = pl.DataFrame({
    "who": ["a", None, "b", "b", "c", "c", "c"],
    "day": ["2024-01-01", "2024-01-01", "", "2024-02-01", "2024-03-01", "2024-01-01", "2024-01-01"],
    "paid": ["1", "1", "1", "", "1", "0", "-2.5"],
})  # fmt: skip
COLUMNS = Columns("who", "day", "paid")


def lines_of(frame=FRAME, columns=COLUMNS, **changes):
    reading = reading_of(frame.lazy(), columns, frame.height)
    told = {"as_of": date(2024, 2, 28), "decimals": 2, "cancelled": False, "rows": frame.height} | changes
    return Lines(frame.lazy(), columns, reading, **told)


def test_each_row_is_left_out_for_the_first_reason():
    states = FRAME.select(lines_of().state().alias("state")).to_series().to_list()
    said = [None if state == USED else REASONS[state] for state in states]
    assert said == [
        None, "purchase_without_customer", "purchase_without_date", "purchase_without_amount", "purchase_after_day",
        "purchase_of_nothing", None,
    ]  # fmt: skip


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_the_parts_hold_every_line_with_a_customer_once_and_a_customer_whole(at_once, monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", at_once)
    parts = list(lines_of().parts())
    assert sum(part.height for part in parts) == 6
    for name in "abc":
        assert sum(name in part["customer"] for part in parts) == 1


def test_units_are_whole_and_returns_are_marked():
    [part] = lines_of().parts()
    row = part.filter((pl.col("state") == USED) & (pl.col("customer") == "c")).row(0, named=True)
    assert (row["units"], row["returned"], row["day"]) == (250, True, date(2024, 1, 1))


def test_the_days_are_counted():
    days = by_day(FRAME.lazy(), COLUMNS, reading_of(FRAME.lazy(), COLUMNS, 7))
    assert (days.last, days.largest, days.without_customer) == (date(2024, 3, 1), 2.5, 1)
    assert days.monthly
    assert not days.cancelled


def test_a_missing_invoice_leaves_the_day_as_the_purchase():
    frame = FRAME.with_columns(bill=pl.Series(["7", "7", "7", "7", None, None, "8"]))
    [part] = lines_of(frame, Columns("who", "day", "paid", invoice="bill"), as_of=date(2025, 1, 1)).parts()
    of_c = part.filter(pl.col("customer") == "c")["purchase"].to_list()
    assert len(set(of_c)) == 3
    assert of_c[0] == (date(2024, 3, 1) - date(1970, 1, 1)).days


def test_equal_rows_are_known():
    [part] = lines_of(pl.concat([FRAME, FRAME])).parts()
    assert (part.height, part["same"].n_unique()) == (12, 6)
