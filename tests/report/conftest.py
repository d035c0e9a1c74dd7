"""The invented summaries, as fixtures."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coterie.report.page import render

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
def case() -> Callable[[str], Case]:
    """Return a summary and a map by name: every call makes new ones."""
    spec = importlib.util.spec_from_file_location("summaries", Path(__file__).with_name("summaries.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda name: getattr(module, name)()


@pytest.fixture(scope="session")
def pages(case: Callable[[str], Case]) -> dict[str, str]:
    """Every case's page, rendered once."""
    return {name: render(*case(name)) for name in CASES}


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
