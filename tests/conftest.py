"""Settings of all tests, and the customers that many of them use."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import tempfile
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import coterie
from coterie.remarks import words_from
from coterie.remarks.table import english, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl
    from playwright.sync_api import Browser

    from coterie.projection import CustomerMap

# scikit-learn skips a check of its own unless SciPy dispatches on array types; nothing may pass by being skipped.
os.environ.setdefault("SCIPY_ARRAY_API", "1")

# No test is timed: on a busy machine an example may take ten times as long as alone.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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
"""A browser that asks nobody for anything but what a test asks for."""

CODED = os.environ.get("COTERIE_TEST_WORDS") == "codes"
"""Whether every sentence is its code (`make test-codes`): nothing but words may hang on words."""


def coded() -> str:
    """Return the table of words with each sentence replaced by its code and its facts, which are no words of it."""
    lines = []
    for code, entry in english().remarks.items():
        parts = [entry.detail] if isinstance(entry.detail, str) else entry.detail
        detail = [_coded(f"{code} detail", part) for part in parts if part]
        lines.append(f"[remarks.{code}]")
        lines += [f"says = {_coded(code, entry.says)}", f"step = {_coded(code, entry.step)}"]
        lines += [f"detail = [{', '.join(detail)}]"] if detail else []
        lines += [f"remedy = {_coded(f'{code} remedy', entry.remedy)}"] if entry.remedy else []
    for code, said in sentences().items():
        place, _, name = code.partition(".")
        lines += [f"[says.{place}]"] if f"[says.{place}]" not in lines else []
        lines.append(f"{name} = {_coded(code, said if isinstance(said, str) else said[-1])}")
    return "\n".join(lines)


def _coded(code: str, template: str) -> str:
    """Return a code with the facts of its sentence, each written as it is there, as a text of TOML."""
    facts = [f"{{{name}:{spec}}}" for _, name, spec, _ in Formatter().parse(template) if name]
    return json.dumps(" ".join([code, *facts]).replace(":}", "}"))


if CODED:
    folder = Path(tempfile.mkdtemp(prefix="coterie-codes-"))
    (folder / "codes.toml").write_text(coded())
    CODES = words_from(folder / "codes.toml")
    CODES.__enter__()  # for as long as the tests run
    shutil.rmtree(folder)


def pytest_unconfigure() -> None:
    """Speak English again when the tests have run."""
    if CODED:
        CODES.__exit__(None, None, None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the examples of docstrings where sentences are codes: they are documents, and show English."""
    if CODED:
        examples = [item for item in items if isinstance(item, pytest.DoctestItem)]
        items[:] = [item for item in items if item not in examples]
        config.hook.pytest_deselected(items=examples)


@pytest.fixture(scope="session")
def bank() -> pl.DataFrame:
    """600 customers of the built-in example."""
    return coterie.datasets.bank_customers(n=600)


@pytest.fixture(scope="session")
def result(bank: pl.DataFrame) -> coterie.Result:
    """Their segments."""
    return coterie.segment(bank, k=6)


@pytest.fixture(scope="session")
def case() -> Callable[[str], tuple[dict[str, Any], CustomerMap]]:
    """Return an invented summary and a map by name: every call makes new ones."""
    spec = importlib.util.spec_from_file_location("summaries", Path(__file__).parent / "report" / "summaries.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda name: getattr(module, name)()


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
