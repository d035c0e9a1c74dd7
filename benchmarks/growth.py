"""Time per row and peak memory of `coterie segment` on tables read in batches, from a million rows up.

    make bench-growth                                                  # 1, 2 and 4 million rows
    python benchmarks/growth.py --rows 1e6 3e6 1e7 3e7 1e8 --svg docs/growth.svg

Each size is a Parquet file of an id and eight features (six overlapping groups, four features log-normal, two
decimals), made before the clock starts: about 12 bytes a row in --folder, and 45 bytes a row beside it while the
command runs. The command runs in a process of its own and writes everything (`--assignments parquet`); --csv measures
text instead, 50 bytes a row. What the command said beforehand stands beside what it took. At the end, one pass of the
kernels over all of K = 1..12, from the spool and from memory.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import altair as alt
import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from coterie.charts.svg import to_svg
from coterie.clustering import AllRows, Pass, blocks_of, refine, units_of
from coterie.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

COMMAND = Path(sys.executable).with_name("coterie")
FEATURES = 8
GROUPS = 6
BATCH = 2**19
SCHEMA = {"customer_id": pl.Int64, **{f"x{j}": pl.Float32 for j in range(FEATURES)}}


@dataclass(frozen=True)
class Run:
    """What one size took."""

    rows: int
    wall: float
    processors: float
    memory: float
    said: str

    @property
    def each(self) -> float:
        """Microseconds a row."""
        return self.wall / self.rows * 1e6


def batch(first: int, rows: int) -> pl.DataFrame:
    """Return some customers; the same rows whoever asks."""
    random = np.random.default_rng([7, first])
    centers = np.random.default_rng(7).normal(0.0, 1.6, (GROUPS, FEATURES)).astype(np.float32)
    X = random.standard_normal((rows, FEATURES), dtype=np.float32) + centers[random.integers(0, GROUPS, rows)]
    X[:, FEATURES // 2 :] = np.exp(X[:, FEATURES // 2 :] / 2)
    columns = {"customer_id": np.arange(first, first + rows, dtype=np.int64) * 7 + 1000}
    return pl.DataFrame(columns | {f"x{j}": np.round(X[:, j], 2) for j in range(FEATURES)}, schema=SCHEMA)


def generate(rows: int, path: Path) -> None:
    """Write customers to Parquet or CSV without holding them."""

    def source(*_: object) -> object:
        for first in range(0, rows, BATCH):
            yield batch(first, min(BATCH, rows - first))

    frame = register_io_source(source, schema=SCHEMA)
    if path.suffix == ".csv":
        frame.sink_csv(path, float_precision=2)
    else:
        frame.sink_parquet(path)


def measured(path: Path, rows: int, engine: str) -> Run:
    """Run the command and see what it takes."""
    out = path.parent / "results"
    asked = ["segment", path, "--engine", engine, "--assignments", "parquet", "--out", out, "--overwrite"]
    since = time.perf_counter()
    with subprocess.Popen([COMMAND, *asked], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        said = running.stderr.read() if running.stderr else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - since
    assert running.returncode == 0, said
    assert pl.scan_parquet(out / "assignments.parquet").select(pl.len()).collect().item() == rows
    shutil.rmtree(out)
    about = re.search(r"About ([^,]*),", said)
    return Run(rows, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6, about[1] if about else "")


def passes(rows: int, folder: Path) -> tuple[float, float]:
    """Return nanoseconds a row of one pass over K = 1..12: from a spool, and from memory."""
    spool, kept = Spool(folder, expected=2**50), []  # all of it on disk
    squares, sample = np.zeros(FEATURES), np.empty((0, FEATURES))
    for first in range(0, rows, BATCH // 2):
        X = batch(first, BATCH // 2).drop("customer_id").to_numpy().astype(np.float64)
        X[:, FEATURES // 2 :] = np.log(X[:, FEATURES // 2 :] + 0.01)
        blocks = blocks_of(X)
        spool.add(blocks)
        kept.append((blocks, len(X)))
        squares += (X**2).sum(axis=0)
        sample = X[:20_000]
    centers = [sample[:k] for k in range(1, 13)]
    units = units_of(sample, max(float(np.abs(blocks).max()) for blocks, _ in kept))
    across, found = np.ones(FEATURES), []
    of_all = AllRows(sum(each for _, each in kept), squares, across, 0 * across, units)
    for batches in (lambda: ((blocks, BATCH // 2) for blocks in spool.read()), lambda: kept):
        told: list[float] = []

        def add_up(
            sets: Sequence[np.ndarray], batches: Callable[[], Iterable[tuple[np.ndarray, int]]] = batches
        ) -> list[tuple[np.ndarray, np.ndarray]]:
            one = Pass(sets, of_all)
            for blocks, height in batches():
                one.add(blocks, height)
            return one.finish()

        refine(add_up, centers, of_all, on_pass=lambda *_, told=told: told.append(time.perf_counter()))
        found.append(min(later - before for before, later in pairwise(told[:5])) / of_all.rows * 1e9)
    return found[0], found[1]


def plot(runs: list[Run], path: Path) -> None:
    """Draw time per row and peak memory by rows."""
    table = pl.DataFrame(
        [{"rows": run.rows, "value": run.each, "what": "microseconds a row"} for run in runs]
        + [{"rows": run.rows, "value": run.memory, "what": "peak memory, MB"} for run in runs]
    )
    line = (
        alt.Chart(table.to_pandas())
        .mark_line(point=True)
        .encode(
            x=alt.X("rows:Q", scale=alt.Scale(type="log"), axis=alt.Axis(title="rows", format="~s")),
            y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True)),
        )
        .properties(width=280, height=200)
    )
    chart = line.facet(column=alt.Column("what:N", title=None)).resolve_scale(y="independent")
    says = "; ".join(f"{run.rows:,} rows: {run.each:.2f} microseconds a row, {run.memory:.0f} MB" for run in runs)
    path.write_text(to_svg(chart.properties(description=says), name="growth"), encoding="utf-8")


def main() -> None:
    """Measure every size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, nargs="+", default=[1e6, 2e6, 4e6])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--engine", choices=["streaming", "memory"], default="streaming")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--svg", type=Path)
    given = parser.parse_args()
    print(f"{os.cpu_count()} processors; `coterie segment`, {FEATURES} features and an id, --engine {given.engine}")
    print(f"{'rows':>13}{'wall s':>9}{'CPU s':>9}{'us a row':>10}{'peak MB':>9}   said beforehand")
    runs = []
    for rows in map(int, given.rows):
        with tempfile.TemporaryDirectory(dir=given.folder) as name:
            path = Path(name) / ("customers.csv" if given.csv else "customers.parquet")
            generate(rows, path)
            run = measured(path, rows, given.engine)
        runs.append(run)
        took = f"{run.wall:>9.1f}{run.processors:>9.1f}{run.each:>10.2f}{run.memory:>9.0f}"
        print(f"{rows:>13,}{took}   {run.said}", flush=True)
    spooled, held = passes(int(min(max(given.rows), 8e6)), given.folder)
    ratio = f"{spooled / held:.2f} times"
    print(f"one pass, K = 1..12: {spooled:.1f} ns a row from the spool, {held:.1f} from memory, {ratio}")
    if given.svg:
        plot(runs, given.svg)


if __name__ == "__main__":
    main()
