"""Each exit code, from the command itself: what a job that runs every night branches on."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coterie

if TYPE_CHECKING:
    import polars as pl

COMMAND = Path(sys.executable).with_name("coterie")
SEGMENT = ["segment", "bank.csv", "--k", "2", "--evidence", "none", "--report", "none"]
SCORE = ["score", "bank.coterie"]
CASES: dict[str, tuple[int, list[str]]] = {
    "help": (0, ["--help"]),
    "segments": (0, [*SEGMENT, "--out", "out"]),
    "scored": (0, [*SCORE, "bank.csv", "--out", "scored.csv"]),
    "an unknown command": (2, ["segmnt", "bank.csv"]),
    "an unknown option": (2, ["segment", "bank.csv", "--outt", "out"]),
    "an option without its value": (2, ["segment", "bank.csv", "--out"]),
    "a missing option": (2, ["transactions", "bank.csv"]),
    "no place for the results": (2, ["segment", "bank.csv"]),
    "a value that may not be": (2, [*SEGMENT, "--out", "out", "--scale", "x"]),
    "no number": (2, [*SCORE, "bank.csv", "--out", "scored.csv", "--header-row", "x"]),
    "a column that is not there": (2, [*SEGMENT, "--out", "out", "--features", "Incme"]),
    "a file of options that is not there": (2, ["inspect", "bank.csv", "--config", "none.toml"]),
    "a file of options that is none": (2, ["inspect", "bank.csv", "--config", "bank.csv"]),
    "a key that is no option": (2, ["inspect", "bank.csv", "--config", "unknown.toml"]),
    "a catalogue that is not there": (2, [*SEGMENT, "--out", "out", "--catalogue", "none.toml"]),
    "a variable that is not set": (2, ["inspect", "$NO_SUCH_VARIABLE_HERE"]),
    "a query that is none": (2, ["inspect", "sqlite:///two.db", "--query", "DROP TABLE a"]),
    "another unit": (3, [*SCORE, "thousands.csv", "--out", "scored.csv"]),
    "a feature that is gone": (3, [*SCORE, "fewer.csv", "--out", "scored.csv"]),
    "an empty file": (4, ["inspect", "empty.csv"]),
    "one customer": (4, ["segment", "one.csv", "--out", "out"]),
    "garbage": (4, ["segment", "garbage.parquet", "--out", "out"]),
    "a table that is not ready": (4, ["inspect", "words.csv"]),
    "a type that the values are not of": (4, [*SEGMENT, "--out", "out", "--type", "gender=numeric"]),
    "an elbow that is not there": (4, ["segment", "one.csv", "--out", "out", "--k", "elbow"]),
    "no file": (5, ["inspect", "none.csv"]),
    "no server": (5, ["inspect", "https://127.0.0.1:1/customers.csv"]),
    "no database": (5, ["inspect", "postgresql://ann@127.0.0.1:1/shop"]),
    "no table": (5, ["inspect", "sqlite:///two.db", "--table", "c"]),
    "a folder that is full": (6, [*SEGMENT, "--out", "held"]),
    "a file that is there": (6, [*SCORE, "bank.csv", "--out", "bank.coterie.csv"]),
    "no folder": (6, [*SCORE, "bank.csv", "--out", "none/scored.csv"]),
    "what is read": (6, [*SCORE, "bank.csv", "--out", "bank.csv", "--overwrite"]),
    "options that are there": (6, ["inspect", "bank.csv", "--write-config", "unknown.toml"]),
    "no database to write to": (
        6,
        [*SCORE, "bank.csv", "--write-to", "postgresql://ann@127.0.0.1:1/shop", "--to-table", "a"],
    ),
    "no segmentation": (7, ["score", "none.coterie", "bank.csv", "--out", "scored.csv"]),
    "another file": (7, ["score", "bank.csv", "bank.csv", "--out", "scored.csv"]),
    "several tables": (8, ["inspect", "sqlite:///two.db"]),
    "several files": (8, ["inspect", "two.zip"]),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, bank: pl.DataFrame, result: coterie.Result) -> Path:
    folder = tmp_path_factory.mktemp("codes")
    bank.write_csv(folder / "bank.csv")
    bank.write_csv(folder / "bank.coterie.csv")
    bank.with_columns(bank["income"] / 1000).write_csv(folder / "thousands.csv")
    bank.drop("income").write_csv(folder / "fewer.csv")
    bank.head(1).write_csv(folder / "one.csv")
    coterie.save(result, folder / "bank.coterie")
    (folder / "empty.csv").touch()
    (folder / "garbage.parquet").write_bytes(b"PAR1 nothing of the kind")
    (folder / "words.csv").write_text("name,town\nAnn,Rome\nBen,Oslo\nCis,Rome\n")
    (folder / "unknown.toml").write_text("sede = 3\n")
    (folder / "held").mkdir()
    (folder / "held" / "mine.txt").touch()
    with closing(sqlite3.connect(folder / "two.db")) as two, two:
        two.execute("CREATE TABLE a (x)")
        two.execute("CREATE TABLE b (x)")
    with zipfile.ZipFile(folder / "two.zip", "w") as packed:
        packed.writestr("a.csv", "x\n1\n")
        packed.writestr("b.csv", "x\n1\n")
    return folder


@pytest.mark.parametrize("case", CASES)
def test_the_command_leaves_with_its_code_and_one_line(place: Path, case: str) -> None:
    code, arguments = CASES[case]
    before = {path.name for path in place.iterdir()}
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False, cwd=place)
    assert (done.returncode, done.stderr.count("\n")) == (code, int(code > 0)), done.stderr
    made = {path.name for path in place.iterdir()} - before
    assert made <= (set() if code else {"out", "scored.csv"})
    for name in made:
        shutil.rmtree(place / name) if (place / name).is_dir() else (place / name).unlink()
    assert done.stderr.startswith("error: " if code else "")


def test_every_code_of_a_refusal_is_shown() -> None:
    assert {code for code, _ in CASES.values()} == {0, *range(2, 9)}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_interrupted(tmp_path: Path, number: int, code: int) -> None:
    os.mkfifo(tmp_path / "slow.csv")
    with (
        subprocess.Popen([COMMAND, "inspect", "slow.csv"], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running,
        (tmp_path / "slow.csv").open("wb"),  # waits until the command reads, which then waits for us
    ):
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (code, "stopped; nothing was written\n")


def test_a_reader_that_goes_away(place: Path) -> None:
    unread, pipe = os.pipe()
    os.close(unread)
    done = subprocess.run([COMMAND, "--help"], stdout=pipe, stderr=subprocess.PIPE, text=True, check=False, cwd=place)
    os.close(pipe)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_full_disk(place: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (6, 1)
    done = subprocess.run(
        [COMMAND, *SCORE, "bank.csv", "--out", "scored.parquet"],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=place,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
    )
    assert (done.returncode, done.stderr.count("\n")) == (6, 1)


def raising(error: str) -> subprocess.CompletedProcess[str]:
    """Run the command where its work raises an error."""
    code = (
        "import coterie.cli.app\n"
        "from coterie.cli.entry import main\n"
        "def work(*_, **__):\n"
        f"    raise {error}\n"
        "coterie.cli.app.app = work\n"
        "main()\n"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_memory_that_is_full() -> None:
    assert raising("MemoryError").returncode == 4


def test_a_fault_of_ours_shows_where_and_asks_for_a_report() -> None:
    done = raising("KeyError('postgresql://ann:s3cret@db/shop')")
    assert done.returncode == 1
    first, *_, last = done.stderr.splitlines()
    assert first == "Traceback (most recent call last):"
    assert last == (
        "error: this is a fault of coterie, not of what you gave it. Please report it with the lines above."
    )
    assert "s3cret" not in done.stderr
