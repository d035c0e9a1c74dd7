"""What else a person says of a table keeps its rows from being taken for purchases."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from coterie.schema import draft
from coterie.sources import read


def bought(*, once=False):
    """Return purchases: three for each of forty customers, or one."""
    rows = range(40 if once else 120)
    return pl.DataFrame(
        {
            "customer_id": [f"C{n % 40:03}" for n in rows],
            "order_date": [dt.date(2024, 1, 1) + dt.timedelta(days=n * 7 % 300) for n in rows],
            "amount": [5.0 + n * 13 % 90 for n in rows],
            "shop": ["ABC"[n % 3] for n in rows],
        }
    )


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ({}, True),
        ({"ignore": ["shop"]}, True),
        ({"describe": ["shop"]}, False),
        ({"missing": {"amount": [6.0]}}, False),
        ({"ignore": ["customer_id"]}, False),
    ],
)
def test_who_speaks_of_columns_wants_these_used(said, taken):
    assert bool(draft(read(bought()), **said).purchases) is taken


def test_customers_who_stand_there_once_have_no_purchases():
    assert draft(read(bought(once=True))).purchases == {}
