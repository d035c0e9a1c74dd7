"""Titles, labels, columns, categories and segments that are attacks, in every format of the page."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

import coterie
from coterie.outputs import write_outputs, write_page
from coterie.remarks import say

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

HIT = "window.hit=1"
SCRIPT = f"<script>{HIT}</script>"
FORMULA = '=HYPERLINK("http://x","y")'
LABEL = f"<img src=x onerror='{HIT}'>"
TITLE = f"</title>{SCRIPT}<b>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("everywhere")
    rng = np.random.default_rng(3)
    group = np.repeat([0, 1, 2], 80)
    table = {
        "id": [f"c{n}" for n in range(240)],
        f"age {SCRIPT}": group * 20 + 20 + rng.normal(size=240),
        "income": group * 1000 + 900 + rng.normal(size=240) * 50,
        FORMULA: group + rng.normal(size=240),
        "gender": [[SCRIPT, FORMULA, "@cmd"][n] for n in rng.integers(0, 3, 240)],
        "city": [[f"+1 {SCRIPT}", "-1 town", "*bold* |cell| [a](http://x)"][n] for n in group],
    }
    pl.DataFrame(table).write_csv(out / "in.csv")
    options = {"value": "income", "title": TITLE, "labels": {"income": LABEL}}
    names = {0: SCRIPT, 1: FORMULA, 2: "*x* <b>"}
    result = coterie.segment(out / "in.csv", k=3, names=names, **options)
    write_outputs(result, out / "out", pages=True)
    for ending in ("md", "xlsx"):
        write_page(result.segmentation, out / "out" / f"report.{ending}", kind=ending)
    return out / "out"


def test_the_workbook_holds_no_formula_and_no_link(folder: Path) -> None:
    with zipfile.ZipFile(folder / "report.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = [book.read(name).decode() for name in sheets]
        shared = book.read("xl/sharedStrings.xml").decode()
        assert not [name for name in book.namelist() if "external" in name.lower()]
    assert len(sheets) > 10
    assert not [text for text in texts if "<f>" in text or "<hyperlink" in text]
    assert "&lt;script&gt;" in shared
    assert "=HYPERLINK" in shared
    assert "<script" not in shared.lower()


def test_texts_of_the_workbook_are_what_they_are(folder: Path) -> None:
    sheet = pl.read_excel(folder / "report.xlsx", sheet_name=say("sheet.segments"))
    assert set(sheet[say("sheet.segment")]) == {SCRIPT, FORMULA, "*x* <b>"}


def test_markdown_holds_no_markup_of_the_table(folder: Path) -> None:
    text = (folder / "report.md").read_text(encoding="utf-8")
    assert "<" not in text
    assert re.search(r"(?<!\\)\*x", text) is None
    lines = text.splitlines()
    tables = [at for at, line in enumerate(lines) if line.startswith("|---")]
    assert len(tables) == 4
    for at in tables:
        rows = lines[at - 1 : lines.index("", at)]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


@pytest.mark.browser
@pytest.mark.parametrize("name", ["report.html", *(f"report-pages/segment-{place}.html" for place in range(3))])
def test_nothing_runs_even_without_the_policy(browser: Browser, folder: Path, name: str) -> None:
    address = (folder / name).as_uri()
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url != address else None)
    page.goto(address)
    assert page.evaluate("window.hit") is None
    assert [url for url in asked if not url.startswith("data:")] == []
    assert page.evaluate("document.querySelectorAll('script, img, iframe, object, embed, form, base').length") == 0
    attributes = page.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())")
    assert not [each for each in attributes if each.startswith("on")]
    text = page.evaluate("document.documentElement.textContent")
    assert SCRIPT in text
    assert LABEL.casefold() in text.casefold()
    assert TITLE in page.title() + text
    context.close()
