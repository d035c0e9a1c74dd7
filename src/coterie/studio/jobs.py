"""Runs, one after another, each in a process of its own, so that the page answers meanwhile."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coterie.remarks import say
from coterie.studio.progress import Progress, fraction_at, step_of
from coterie.studio.store import Project, Run
from coterie.studio.working import EARLY, WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from coterie.studio.store import Store

_COMMAND = (sys.executable, "-m", "coterie.studio.working")


@dataclass
class _Job:
    project: Project
    run: Run
    progress: Progress
    begun: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    stopped: bool = False


class Jobs:
    """The runs of all projects.

    Parameters
    ----------
    store : Store
        Where it is noted how they end.
    home : Path
        Where their folders are.
    command : sequence of str, optional
        What makes segments.
    """

    def __init__(self, store: Store, home: Path, command: Sequence[str] = _COMMAND) -> None:
        self._store, self._home, self._command = store, home, tuple(command)
        self._lock = threading.Condition()
        self._waiting: deque[_Job] = deque()
        self._now: _Job | None = None
        self._closed = False
        threading.Thread(target=self._go, daemon=True, name="runs").start()

    def folder(self, project: str, number: int) -> Path:
        """Return the folder of a run."""
        return self._home / project / f"run-{number}"

    def begin(self, project: Project, options: Mapping[str, Any]) -> Run:
        """Begin a run, or line it up behind those that are before it."""
        run = self._store.add_run(project.id, options)
        with self._lock:
            self._waiting.append(_Job(project, run, Progress()))
            self._lock.notify_all()
        return run

    def progress(self, project: str, number: int) -> Progress | None:
        """Return how far a run is; None where it has ended."""
        with self._lock:
            for place, job in enumerate([self._now, *self._waiting]):
                if job is not None and (job.project.id, job.run.number) == (project, number):
                    seconds = time.monotonic() - job.begun if job.begun else 0.0
                    before = place - (self._now is None)
                    return replace(job.progress, seconds=seconds, place=max(before, 0))
        return None

    def stop(self, project: str, number: int) -> None:
        """Stop a run: its process ends, and nothing of it is left."""
        with self._lock:
            for job in [self._now, *self._waiting]:
                if job is not None and (job.project.id, job.run.number) == (project, number):
                    job.stopped = True
                    if job is self._now and job.process is not None:
                        job.process.kill()
                    elif job in self._waiting:
                        self._waiting.remove(job)
                        self._store.end_run(project, number, "stopped")

    def stop_all(self, project: str) -> None:
        """Stop all runs of a project, and wait for the one that runs to be gone."""
        for run in self._store.runs(project):
            if run.ended is None:
                self.stop(project, run.number)
                while self.progress(project, run.number) is not None:
                    time.sleep(0.01)

    def close(self) -> None:
        """End with all runs."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
            if self._now is not None and self._now.process is not None:
                self._now.process.kill()
            self._lock.notify_all()

    def _go(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._closed or self._waiting)
                if self._closed:
                    return
                job = self._now = self._waiting.popleft()
                job.begun = time.monotonic()
            ending, problem = "lost", None
            try:
                ending, problem = self._make(job)
            finally:
                if ending != "done":
                    shutil.rmtree(self.folder(job.project.id, job.run.number), ignore_errors=True)
                if not self._closed:
                    self._store.end_run(job.project.id, job.run.number, ending, problem)
                with self._lock:
                    self._now = None

    def _make(self, job: _Job) -> tuple[str, str | None]:
        """Let a process do the work; return how it ended."""
        folder = self.folder(job.project.id, job.run.number)
        folder.mkdir(parents=True, exist_ok=True)
        task = {"source": job.project.source, "options": job.run.options, "folder": str(folder)}
        with self._lock:
            if job.stopped:
                return "stopped", None
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            job.process = process = subprocess.Popen(self._command, **pipes)  # type: ignore[call-overload] # pipes of bytes
        last: dict[str, Any] = {}  # what a process says
        with process:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(json.dumps(task).encode() + b"\n")
                process.stdin.flush()
            for line in process.stdout:
                last = json.loads(line)
                self._heard(job, last)
        for part in (EARLY, WHOLE):
            shutil.rmtree(folder / f"{part}.part", ignore_errors=True)
        if "ending" in last and (folder / WHOLE).is_dir():
            shutil.rmtree(folder / EARLY, ignore_errors=True)
        return _ended(last, stopped=job.stopped)

    def _heard(self, job: _Job, said: Mapping[str, Any]) -> None:
        if "ending" in said:
            return
        with self._lock:
            if said.get("early"):
                job.progress = replace(job.progress, early=True)
                return
            step, within = step_of(said["stage"], said["done"], said["total"])
            fraction = fraction_at(step, within)
            if fraction >= job.progress.fraction:  # it never goes back
                job.progress = replace(job.progress, step=step, within=within, fraction=fraction)


def _ended(last: Mapping[str, Any], *, stopped: bool) -> tuple[str, str | None]:
    if "ending" in last:
        problem = last.get("problem")
        return str(last["ending"]), say("studio.no_memory") if problem == "" else problem
    return ("stopped" if stopped else "lost"), None
