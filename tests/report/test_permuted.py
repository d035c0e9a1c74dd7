"""Sentences hang on what the table says, not on the order in which it says it: of rows, of categories, of columns."""

from __future__ import annotations

import random
import re
from html import unescape

import polars as pl
import pytest

import coterie
from coterie.report.files import page_as

TABLES = {
    "bank": {"catalogue": "bank"},
    "traits": {"catalogue": "none", "k": 4},
    "categories": {"catalogue": "none", "k": 3, "features": ["age", "income", "card_type"]},
}


def sentences(table: pl.DataFrame, **options: object) -> set[str]:
    """Return what the page says of segments."""
    page = page_as(coterie.segment(table, **options).segmentation, "html", stem="report").decode()
    told = page.partition("<main>")[2].partition('id="cleaning"')[0].replace("<wbr>", "")
    told = re.sub(r"<svg.*?</svg>", " ", told, flags=re.DOTALL)
    parts = {unescape(each).strip() for each in re.sub(r"<[^>]+>", "|", told).split("|")}
    return {each for each in parts if " " in each}


@pytest.mark.parametrize("kind", TABLES)
def test_the_order_of_rows_and_columns_changes_no_sentence(kind):
    bank = pl.DataFrame(coterie.datasets.bank_customers(n=600))
    said = sentences(bank, **TABLES[kind])
    assert len(said) > 100
    for seed in (1, 2):
        columns = bank.columns
        random.Random(seed).shuffle(columns)  # noqa: S311 - any order
        shuffled = bank.select(columns).sample(fraction=1, shuffle=True, seed=seed)
        assert sentences(shuffled, **TABLES[kind]) ^ said == set()
