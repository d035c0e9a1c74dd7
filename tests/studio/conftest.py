"""A studio in a folder of its own: its desk, a client that was let in, and a run that was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest
from a_studio import ended, let_in, opened

from coterie.studio.desk import Desk
from coterie.studio.kept import Kept
from coterie.studio.store import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of this test alone."""
    found = opened(tmp_path)
    yield found
    found.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[httpx.Client]:
    """A client that was let in to it."""
    with let_in(desk) as found:
        yield found


@dataclass(frozen=True)
class Made:
    """A studio in which segments were made of the example's customers."""

    desk: Desk
    project: Project
    kept: Kept
    client: httpx.Client

    @property
    def base(self) -> str:
        """Where its run is."""
        return f"/p/{self.project.id}/run/1"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, bank) -> Iterator[Made]:
    """Segments of 600 customers, made by the real process; tests leave its names as they are."""
    folder = tmp_path_factory.mktemp("studio")
    bank.write_csv(folder / "bank.csv")
    desk = opened(folder)
    project = desk.open_file(folder / "bank.csv")
    run = desk.jobs.begin(project, {"k_max": 7})
    assert ended(desk, project, run.number) == "done"
    kept = desk.kept(project)
    assert kept is not None
    with let_in(desk) as client:
        yield Made(desk, project, kept, client)
    desk.close()
