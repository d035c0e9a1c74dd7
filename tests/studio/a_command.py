"""The real command, in a process of its own, for tests in a browser."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

COMMAND = Path(sys.executable).with_name("coterie")
PATIENCE = 240_000
"""Milliseconds: no test is timed, and the machine may be busy."""


@dataclass
class Running:
    """A studio that runs."""

    url: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it without a word, as kill -9 does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running(home: Path, *arguments: object) -> Iterator[Running]:
    """Run `coterie studio` on a free port."""
    more = ["--port", "0", "--json", "--no-browser", "--home", str(home), *map(str, arguments)]
    process = subprocess.Popen([COMMAND, "studio", *more], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    text = ""
    while not text.rstrip().endswith("\n}") and (line := process.stdout.readline()):
        text += line
    try:
        yield Running(json.loads(text)["url"], process)
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


@contextmanager
def visited(browser: Browser, url: str, complaints: list[str], **how: Any) -> Iterator[Page]:
    """Open a page that asks no other machine for anything, and note what its console says."""
    how.setdefault("viewport", {"width": 1440, "height": 900})
    context = browser.new_context(**how)
    context.set_default_timeout(PATIENCE)
    here = url.split("/p/", maxsplit=1)[0].split("/?", maxsplit=1)[0]
    context.route(lambda asked: not asked.startswith((here, "data:")), lambda route: _noted(route, complaints))
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    yield page
    context.close()


def _noted(route: Any, complaints: list[str]) -> None:
    complaints.append(f"asked for {route.request.url}")
    route.abort()


def until(page: Page, holds: str, argument: object = None) -> None:
    """Wait until an expression holds. It is asked again and again: frames may not come, and pages forbid `eval`."""
    for _ in range(PATIENCE // 100):
        with contextlib.suppress(Error):  # the page changes under the question
            if page.evaluate(holds, argument):
                return
        page.wait_for_timeout(100)
    msg = f"it never came: {holds}"
    raise AssertionError(msg)
