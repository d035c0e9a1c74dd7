"""How heavy a page is: it goes by mail, whatever the table was."""

from __future__ import annotations

import random

import polars as pl
import pytest

import coterie
from coterie.report.files import page_as

MOST = 300_000


def many_columns() -> pl.DataFrame:
    chance = random.Random(2)  # noqa: S311 - invented customers
    kinds = [chance.randrange(4) for _ in range(400)]
    columns = {
        f"spent_on_household_goods_{i}": [round(chance.gauss(20 + 9 * ((kind * 7 + i) % 4), 5), 1) for kind in kinds]
        for i in range(36)
    }
    columns |= {f"category_{i}": [chance.choice("abcd") for _ in kinds] for i in range(4)}
    return pl.DataFrame(columns)


def cards(n: int = 3000) -> pl.DataFrame:
    """Seventeen skewed columns, as a year of credit cards has them."""
    chance = random.Random(3)  # noqa: S311 - invented customers
    kinds = [chance.randrange(12) for _ in range(n)]
    columns = {
        f"purchases_of_kind_{i}": [round(chance.lognormvariate(4 + (kind * 5 + i) % 7 / 2, 0.4), 2) for kind in kinds]
        for i in range(17)
    }
    return pl.DataFrame(columns)


@pytest.mark.parametrize("what", ["example", "twelve segments", "forty columns", "seventeen columns"])
def test_a_page_has_less_than_300_kilobytes(what):
    example = coterie.datasets.bank_customers(n=2000)
    result = {
        "example": lambda: coterie.segment(example, value="income"),
        "twelve segments": lambda: coterie.segment(example, k=12),
        "seventeen columns": lambda: coterie.segment(cards(), k=12, value="purchases_of_kind_0"),
        "forty columns": lambda: coterie.segment(many_columns(), k=6),
    }[what]()
    page = page_as(result.segmentation, "html", stem="report", pages=True)
    assert 50_000 < len(page) < MOST
