"""Purchases of a shop, as frames."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest


@pytest.fixture(scope="session")
def bought() -> pl.DataFrame:
    """Purchases and a few returns: some buy often and much, most do not."""
    chance = random.Random(3)  # noqa: S311 - invented purchases
    rows = []
    for number in range(420):
        who = number if number < 70 else int(chance.paretovariate(0.9)) % 70
        day = date(2023, 1, 1) + timedelta(days=chance.randint(0, 500))
        paid = round(chance.lognormvariate(3, 1), 2)
        rows.append(
            (f"K{who * 37 % 71:03}", day, paid if number < 70 or number % 20 else -paid / 2, 7000 + number // 2)
        )
    return pl.DataFrame(rows, schema=["customer_id", "order_date", "amount", "order_no"], orient="row")
