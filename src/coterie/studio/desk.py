"""What every page of the studio works with: the store, the runs, the plans, and where files may be opened."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.remarks import say
from coterie.studio.jobs import Jobs
from coterie.studio.kept import Shown, kept_in, shown
from coterie.studio.names import Given, called, names_at
from coterie.studio.planned import Plans
from coterie.studio.state import changed, steps
from coterie.studio.store import Store

if TYPE_CHECKING:
    from coterie.studio.kept import Kept
    from coterie.studio.state import Steps
    from coterie.studio.store import Project, Run

_UPLOADS = "uploads"


class Nowhere(Exception):  # noqa: N818 - a name says what happened
    """There is no such project, run or page."""


@dataclass(frozen=True)
class View:
    """One number of segments of a run, under the names that were given."""

    shown: Shown
    given: Mapping[int, Given]


class Desk:
    """What every page works with.

    Parameters
    ----------
    home : Path
        The studio's folder.
    start : Path
        Where files may be opened by their path.
    most : int
        Bytes of a file that is dropped.
    """

    def __init__(self, home: Path, start: Path, *, most: int) -> None:
        self.home, self.start, self.most = home, start, most
        self.store = Store(home)
        self.store.lose_runs()
        self.jobs = Jobs(self.store, home)
        self.plans = Plans()
        self.uploads = home / _UPLOADS
        self.uploads.mkdir(exist_ok=True, mode=0o700)
        for left in self.uploads.glob("*.part"):
            left.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the runs, and let go of the store."""
        self.jobs.close()
        self.store.close()

    def open_file(self, path: Path) -> Project:
        """Return the project of a file: the one there is, or a new one."""
        source = {"kind": "file", "path": str(path)}
        known = next((each for each in self.store.projects() if each.source == source), None)
        return known or self.begin(path.name, source)

    def begin(self, name: str, source: Mapping[str, Any]) -> Project:
        """Begin a project."""
        project = self.store.add_project(name, source)
        changed(self.store, project.id, "opened", facts={"name": name})
        return project

    def begin_example(self) -> Project:
        """Begin a project with the built-in example."""
        return self.begin(say("studio.example"), {"kind": "example"})

    def project(self, which: str) -> Project:
        """Return a project.

        Raises
        ------
        Nowhere
        """
        found = self.store.project(which)
        if found is None:
            raise Nowhere
        return found

    def steps(self, project: Project) -> Steps:
        """Return what was done in a project and holds."""
        return steps(self.store.events(project.id))

    def options(self, project: Project) -> dict[str, Any]:  # each option has its own type
        """Return the options that were given."""
        return dict(self.steps(project).state["options"])

    def kept(self, project: Project, number: int | None = None) -> Kept | None:
        """Return what is kept of a run, or of the last one of which something is; None where nothing is."""
        numbers = [each.number for each in self.store.runs(project.id)] if number is None else [number]
        found = (kept_in(self.jobs.folder(project.id, each), each) for each in numbers)
        return next((each for each in found if each is not None), None)

    def run(self, project: Project, number: int) -> Run:
        """Return a run.

        Raises
        ------
        Nowhere
        """
        found = next((each for each in self.store.runs(project.id) if each.number == number), None)
        if found is None:
            raise Nowhere
        return found

    def given(self, project: Project, kept: Kept, k: int) -> dict[int, Given]:
        """Return what segments were given by people."""
        entries = self.steps(project).state["names"]
        return names_at(entries, kept, k, find=lambda number: self.kept(project, number))

    def view(self, project: Project, kept: Kept, k: int) -> View:
        """Return one number of segments under the names that were given."""
        given = self.given(project, kept, k)
        return View(shown(kept, k, called(given)), given)

    def forget(self, project: Project) -> None:
        """Forget a project, with everything that is kept of it; a file that was opened by its path stays."""
        self.jobs.stop_all(project.id)
        self.plans.forget(project.id)
        self.store.forget(project.id)
        shutil.rmtree(self.home / project.id, ignore_errors=True)
        if project.source["kind"] == "upload":
            shutil.rmtree(Path(str(project.source["path"])).parent, ignore_errors=True)
