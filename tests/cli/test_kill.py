"""A run that is killed, at whatever moment, leaves nothing, the whole old result or the whole new one."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import coterie

if TYPE_CHECKING:
    from collections.abc import Callable

COMMAND = Path(sys.executable).with_name("coterie")
SEGMENT = ["segment", "bank.csv", "--evidence", "none", "--report", "none", "--quiet"]
SCORE = ["score", "bank.coterie"]
TRANSACTIONS = ["transactions", "purchases.csv", "--customer", "who", "--date", "day", "--amount", "paid", "--quiet"]
JOBS = {
    "segment": ([*SEGMENT, "--k", "2"], [*SEGMENT, "--k", "3"], "out"),
    "score": ([*SCORE, "half.csv"], [*SCORE, "bank.csv"], "out.csv"),
    "transactions": (TRANSACTIONS, [*TRANSACTIONS, "--as-of", "2024-03-01"], "out.parquet"),
}
KILLS = 7
"""For each job: 21 in all."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, bank: pl.DataFrame, result: coterie.Result) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    bank.write_csv(folder / "bank.csv")
    bank.head(300).write_csv(folder / "half.csv")
    coterie.save(result, folder / "bank.coterie")
    rows = range(20_000)
    days = pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 2, 1), eager=True)
    purchases = {
        "who": [f"c{n % 700}" for n in rows],
        "day": [days[n % 30] for n in rows],
        "paid": [n % 90 for n in rows],
    }
    pl.DataFrame(purchases).write_csv(folder / "purchases.csv")
    return folder


def digest(path: Path) -> str:
    """Return what a result is, by its bytes; a folder's by its files' names and bytes."""
    if not path.exists():
        return "nothing"
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return " ".join(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".partial")]


def kill_somewhere(command: list[str], folder: Path, seconds: float, wait: Callable[[], bool]) -> int | None:
    """Start a command, wait until something shows, then so many seconds, and kill it."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not wait():
            time.sleep(0.001)
        time.sleep(seconds)
        running.kill()
    return running.returncode


def run(command: list[str], folder: Path) -> float:
    """Run a command to its end; return the seconds it took."""
    start = time.monotonic()
    subprocess.run([COMMAND, *command], cwd=folder, check=True, capture_output=True)
    return time.monotonic() - start


@pytest.mark.parametrize("job", JOBS)
def test_killed_at_random_moments(place: Path, job: str) -> None:
    old_command, new_command, name = JOBS[job]
    out, kept = place / name, place / f"old {name}"
    run([*old_command, "--out", name], place)
    old = digest(out)
    out.rename(kept)
    took = run([*new_command, "--out", name], place)
    new = digest(out)
    assert old != new
    rng = random.Random(20)  # noqa: S311 - repeatable, and no secret
    killed = 0
    for kill in range(KILLS):
        overwrite = kill % 3 > 0
        shutil.rmtree(out) if out.is_dir() else out.unlink(missing_ok=True)
        if overwrite:
            shutil.copytree(kept, out) if kept.is_dir() else shutil.copy(kept, out)
        writing = kill % 2 == 0  # every second one as it writes, or clears away what the last one left
        seconds = rng.uniform(0, 0.004) if writing else rng.uniform(0, 0.8 * took)
        known = set(leftovers(place))
        command = [str(COMMAND), *new_command, "--out", name, *["--overwrite"] * overwrite]
        shows = (lambda known=known: bool(set(leftovers(place)) - known)) if writing else lambda: True
        killed += kill_somewhere(command, place, seconds, shows) == -9
        assert digest(out) in {old if overwrite else "nothing", new}, f"kill {kill}"
    assert killed >= 2  # the others were quicker: a busy machine wakes up late
    run([*new_command, "--out", name, "--overwrite"], place)
    assert digest(out) == new
    assert leftovers(place) == []
