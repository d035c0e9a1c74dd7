"""The first page and those of single segments, held against axe-core and against their own policy, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import coterie
from coterie.outputs import write_outputs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.words]  # the page's language, which axe checks, is one of the words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    options = {"value": "income", "title": "Customers", "labels": {"income": "Yearly income (€)"}}
    result = coterie.segment(coterie.datasets.bank_customers(n=1500), k=6, **options)
    out = tmp_path_factory.mktemp("axe") / "bank"
    write_outputs(result, out, pages=True)
    return out


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report.html", "report-pages/segment-0.html", "report-pages/segment-5.html"])
def test_axe_finds_nothing_and_the_console_says_nothing(
    browser: Browser, axe: Any, folder: Path, name: str, scheme: Any
) -> None:
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((folder / name).as_uri())
    assert "default-src 'none'" in page.content()
    assert complaints == []
    found = axe.run(page).response
    assert len(found["passes"]) > 15  # it looked
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    context.close()


def test_every_page_leads_to_the_next_and_back(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "report.html").as_uri())
    names = page.locator(".rows .called").all_inner_texts()
    page.locator(".rows .called a").first.click()
    for name in names:
        assert name in page.locator("h1").inner_text()
        if page.locator("a[rel=next]").count():
            page.locator("a[rel=next]").click()
    page.locator("nav a").first.click()
    assert page.locator(".rows .called").all_inner_texts() == names
    context.close()


@pytest.mark.parametrize("width", [1280, 768, 390])
@pytest.mark.parametrize("name", ["report.html", "report-pages/segment-5.html"])
def test_nothing_is_wider_than_the_window(browser: Browser, folder: Path, name: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((folder / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_first_page_and_each_segment_print_on_one_sheet(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    for name in ["report.html", *(f"report-pages/segment-{place}.html" for place in range(6))]:
        page.goto((folder / name).as_uri())
        if name == "report.html":  # what stands behind the first page
            page.evaluate("document.querySelectorAll('.appendix, footer').forEach(each => each.remove())")
        pdf = page.pdf(prefer_css_page_size=True)
        assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1, name
    context.close()


def test_all_names_of_six_segments_stand_on_the_first_screen(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto((folder / "report.html").as_uri())
    bottoms = page.evaluate(
        "[...document.querySelectorAll('.rows .called')].map(e => e.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 6
    assert max(bottoms) <= 900
    context.close()
