"""Pages of the invented summaries, and a browser to open them in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coterie.naming import Names
from coterie.naming.catalogue import card_of
from coterie.report.page import render
from coterie.views import page_view
from coterie.views.contract import summary_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from coterie.projection import CustomerMap

    Case = tuple[dict[str, Any], CustomerMap]

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CASES = ("bank", "mall", "wide", "single", "tiny", "hostile", "unasked", "partly")


@pytest.fixture(scope="session")
def axe() -> Any:
    """axe-core, as a library of the tests brings it along: nothing is loaded from a network."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("axe-playwright-python is not installed: make setup")
    return Axe()


@pytest.fixture(scope="session")
def page_of() -> Callable[[dict[str, Any], CustomerMap | None], str]:
    """Draw the page of an invented summary, with the card of its catalogue."""

    def drawn(summary: dict[str, Any], _: CustomerMap | None = None) -> str:
        layout = card_of(Names((), summary["catalogue"]["name"], {}))
        return render(page_view(summary_from(summary), layout))

    return drawn


@pytest.fixture(scope="session")
def pages(case: Callable[[str], Case], page_of: Callable[..., str]) -> dict[str, str]:
    """Every case's page, rendered once."""
    return {name: page_of(*case(name)) for name in CASES}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = "Debian's chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
