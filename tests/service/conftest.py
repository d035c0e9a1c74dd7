"""The real service, in a process of its own, asked over a socket."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import coterie
from coterie.service.served import serve_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.service.served import Served

COMMAND = Path(sys.executable).with_name("coterie")
PATIENCE = 120.0
"""Seconds: no test is timed, and the machine may be busy."""


@dataclass
class Running:
    """A service that runs."""

    url: str
    process: subprocess.Popen[str]
    errors: Path

    def post(self, path: str, body: object, **more: Any) -> httpx.Response:
        """Send JSON; bytes go as they are."""
        headers = {"content-type": "application/json"} | more.pop("headers", {})
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.post(self.url + path, content=content, headers=headers, timeout=PATIENCE, **more)

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Ask for an address."""
        return httpx.get(self.url + path, timeout=PATIENCE, **more)

    def log(self) -> list[dict[str, Any]]:
        """Return what the log says by now, whole lines alone: the last one may be half written."""
        return [json.loads(line) for line in self.errors.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def requests(self, after: int, *, at_least: int) -> list[dict[str, Any]]:
        """Return the requests logged after a line; a line is written once its answer has left, so wait for it."""
        ends = time.monotonic() + PATIENCE
        while True:
            found = [line for line in self.log()[after:] if line["event"] == "request"]
            if len(found) >= at_least or time.monotonic() > ends:
                return found
            time.sleep(0.02)

    def stop(self) -> int:
        """Ask it to stop, and return how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def running(folder: Path, *arguments: object) -> Iterator[Running]:
    """Run `coterie serve` on a free port."""
    errors = folder / "stderr.txt"
    with errors.open("w") as err:
        command = [COMMAND, "serve", *map(str, arguments), "--port", "0", "--json"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, text=True, cwd=folder)
    assert process.stdout is not None
    text = ""
    while not text.rstrip().endswith("\n}") and (line := process.stdout.readline()):
        text += line
    assert text, errors.read_text()
    try:
        yield Running(json.loads(text)["url"], process, errors)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="session")
def start():
    """What starts a service."""
    return running


@pytest.fixture(scope="session")
def saved_bank(bank, tmp_path_factory) -> Path:
    """A saved segmentation of numbers and a category."""
    path = tmp_path_factory.mktemp("saved") / "bank.coterie"
    features = ["age", "income", "spending_score", "card_type"]
    found = coterie.segment(bank, features=features, k=4, evidence="none")
    coterie.save(found, path)
    return path


@pytest.fixture(scope="session")
def served(saved_bank) -> Served:
    """The same, ready to answer."""
    return serve_file("bank", saved_bank)


@pytest.fixture(scope="session")
def service(saved_bank, tmp_path_factory) -> Iterator[Running]:
    """A service of it, with small limits."""
    limits = ["--max-body", 1, "--max-rows", 1000, "--max-seconds", 3]
    with running(tmp_path_factory.mktemp("service"), saved_bank, *limits) as found:
        yield found


@pytest.fixture(scope="session")
def customers(bank) -> list[dict[str, Any]]:
    """Customers as a caller says them."""
    return bank.to_dicts()
