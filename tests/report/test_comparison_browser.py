"""The page of a comparison, held against axe-core and against its own policy: every kind that there is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import coterie
from coterie.comparison_files import write_comparison

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.words]  # the page's language, which axe checks, is one of the words

NAMES = ("steady", "drifted", "split", "many", "months")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bank = coterie.datasets.bank_customers(n=1500).unique("customer_id", maintain_order=True)
    now = bank.with_columns(age=pl.col("age") + 9, income=pl.col("income") * 2)
    first = coterie.segment(bank, k=6, evidence="none")
    many = coterie.segment(bank, k=20, evidence="none")
    again = coterie.refit(first, now, k=8, before=first.assignments, checks="lenient")
    days = now.with_columns(day=pl.Series([date(2026, 1 + n % 6, 1) for n in range(now.height)]))
    found = {
        "steady": coterie.compare(first, bank, old_assignments=first.assignments),
        "drifted": coterie.compare(first, now, old_assignments=first.assignments),
        "split": coterie.compare(first, again.result, on=now, old_customers=bank),
        "many": coterie.compare(many, now, old_assignments=many.assignments),
        "months": coterie.compare(first, days, by="month"),
    }
    out = tmp_path_factory.mktemp("compared")
    for name in NAMES:
        write_comparison(found[name], out / name)
    return out


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_the_console_says_nothing(
    browser: Browser, axe: Any, folder: Path, name: str, scheme: Any
) -> None:
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((folder / name / "comparison.html").as_uri())
    assert "default-src 'none'" in page.content()
    assert complaints == []
    found = axe.run(page).response
    assert len(found["passes"]) > 15  # it looked
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    context.close()


@pytest.mark.parametrize("width", [1440, 1280, 768, 390])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_window(browser: Browser, folder: Path, name: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((folder / name / "comparison.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
