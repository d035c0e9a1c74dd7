"""The numbers of the first page, worked out again from the raw file with nothing but the standard library."""

from __future__ import annotations

import csv
import re
from collections import Counter
from html import unescape
from statistics import median
from typing import TYPE_CHECKING

import polars as pl
import pytest

import coterie
from coterie.outputs import write_outputs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.words

NUMBERS = ("age", "income", "spending_score", "credit_score")
NAMES = {"spending_score": "spending score", "credit_score": "credit score"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("recomputed")
    pl.DataFrame(coterie.datasets.bank_customers()).write_csv(out / "bank.csv")
    write_outputs(coterie.segment(out / "bank.csv", value="income"), out / "bank")
    return out


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    page = (folder / "bank" / "report.html").read_text(encoding="utf-8")
    front = page.partition("<main>")[2].partition('<div class="appendix">')[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", front))).split())


@pytest.fixture(scope="module")
def customers(folder: Path) -> list[dict[str, str]]:
    """Every customer once, with the segment that the assignments say."""
    with (folder / "bank.csv").open(encoding="utf-8", newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    once = list({tuple(row.items()): row for row in rows}.values())
    with (folder / "bank" / "assignments.csv").open(encoding="utf-8", newline="") as file:
        segments = {row["customer_id"]: row["segment"] for row in csv.DictReader(file)}
    return [row | {"segment": segments[row["customer_id"]]} for row in once]


def known(customers: list[dict[str, str]], column: str, segment: str = "") -> list[float]:
    return [float(row[column]) for row in customers if row[column] and segment in {"", row["segment"]}]


def percent(share: float) -> str:
    """Two digits, as people write them."""
    return f"{100 * share:.0f}%" if share >= 0.0995 else f"{100 * share:.1f}%"


def written(number: float) -> str:
    """Three digits from ten thousand on; smaller ones whole, halves to the even neighbour."""
    if number < 10_000:
        return f"{number:,.0f}"
    unit = 10 ** (len(str(int(number))) - 3)
    return f"{round(number / unit) * unit:,}"


def test_people_shares_and_worth(customers: list[dict[str, str]], text: str) -> None:
    sizes = Counter(row["segment"] for row in customers)
    whole = sum(known(customers, "income"))
    assert f"{len(customers):,} customers" in text
    for segment, size in sizes.items():
        assert f"{size:,} people" in text
        share = sum(known(customers, "income", segment)) / whole
        said = f"{segment}: {percent(size / len(customers))} of the people, {percent(share)} of the income"
        assert said in text


def test_the_headline(customers: list[dict[str, str]], text: str) -> None:
    sizes = Counter(row["segment"] for row in customers)
    worth = {segment: sum(known(customers, "income", segment)) for segment in sizes}
    ranked = sorted(sizes, key=lambda segment: -worth[segment] / sizes[segment])[:2]
    people, held = (sum(each[segment] for segment in ranked) / sum(each.values()) for each in (sizes, worth))
    assert f"{percent(people)} of the people, account for {percent(held)} of all income" in text


@pytest.mark.parametrize("column", NUMBERS)
def test_medians(customers: list[dict[str, str]], text: str, column: str) -> None:
    everyone = written(median(known(customers, column)))
    for segment in {row["segment"] for row in customers}:
        own = written(median(known(customers, column, segment)))
        assert f"{segment}, {NAMES.get(column, column)}: median {own}; all customers {everyone}." in text


def test_intervals_hold_the_shares(customers: list[dict[str, str]], text: str) -> None:
    found = re.findall(r"([\d.]+)% to ([\d.]+)%", text.partition("People")[2].partition("Can I trust it?")[0])
    shares = sorted(
        100 * sum(known(customers, "income", segment)) / sum(known(customers, "income"))
        for segment in {row["segment"] for row in customers}
    )
    assert len(found) == len(shares)
    for (low, high), share in zip(sorted((float(a), float(b)) for a, b in found), shares, strict=True):
        assert low <= share <= high


def test_typical_categories(customers: list[dict[str, str]], text: str) -> None:
    """Cards as cleaning reads them: without blanks around, in the commonest spelling."""
    spelled = {
        row["customer_id"]: row["card_type"].strip().capitalize() for row in customers if row["card_type"].strip()
    }
    everyone = Counter(spelled.values())
    found = re.findall(r"card type: ([\d.]+%) (\w+) \(all: ([\d.]+%)\)", text)
    assert len(found) == 6
    said = set()
    for segment in {row["segment"] for row in customers}:
        own = Counter(spelled[row["customer_id"]] for row in customers
                      if row["segment"] == segment and row["customer_id"] in spelled)  # fmt: skip
        said |= {
            (percent(n / own.total()), card, percent(everyone[card] / everyone.total())) for card, n in own.items()
        }
    assert set(found) <= said


def test_what_was_missing(customers: list[dict[str, str]], text: str) -> None:
    empty = sum(not row[column] for row in customers for column in NUMBERS)
    cells = len(customers) * len(NUMBERS)
    assert f"{empty:,} of the {cells:,} values that segments are built on ({percent(empty / cells)})" in text
