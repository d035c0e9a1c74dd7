"""Made-up purchases of four kinds of customers, some of whom stop buying."""

from datetime import date, timedelta
from random import Random

import polars as pl

FIRST = date(2023, 1, 1)
KINDS = ((12, 500, 4.0), (45, 500, 3.0), (90, 500, 5.0), (25, 200, 3.5))
"""Days between two purchases, the day of the last one, and the logarithm of what one is worth."""


def shop(n: int = 160, *, days: int = 400, seed: int = 4) -> pl.DataFrame:
    """A row per purchase, over so many days; of the same customers whatever their number."""
    rows = []
    for number in range(n):
        draws = Random(f"{seed} {number}")  # noqa: S311 - no secret
        gap, stop, worth = KINDS[number % len(KINDS)]
        day = draws.randrange(60)
        while day < stop:
            rows.append((f"C{number:03}", FIRST + timedelta(days=day), round(draws.lognormvariate(worth, 0.4), 2)))
            day += max(1, int(draws.expovariate(1 / gap)))
    table = pl.DataFrame(rows, schema=["client_id", "day", "amount"], orient="row")
    return until(table, days)


def until(table: pl.DataFrame, days: int) -> pl.DataFrame:
    """The purchases of the first days."""
    return table.filter(pl.col("day") < FIRST + timedelta(days=days))


def newcomer(day: date) -> pl.DataFrame:
    """One purchase of somebody else, by which a table has a later last day."""
    return pl.DataFrame({"client_id": ["N"], "day": [day], "amount": [20.0]})
