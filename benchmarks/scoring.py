"""What scoring costs: 10 million rows of Parquet beside reading and writing them, and one customer.

Run: python benchmarks/scoring.py [--rows 10000000] [--ones 20000]. Both jobs run in a process of their own and in the
same run, so the ratio says more than the seconds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

import coterie

WIDE = 17
CUSTOMERS = 9000

COPY = """
import sys, time, polars as pl
from pathlib import Path
begun, before = time.perf_counter(), time.process_time()
pl.scan_parquet(sys.argv[1]).sink_parquet(sys.argv[2])
print(time.perf_counter() - begun, time.process_time() - before)
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024)
"""

SCORE = """
import sys, time
import coterie
from pathlib import Path
from coterie.assignment_files import assignments_written
from coterie.scoring import Passing
found = coterie.load(sys.argv[3])
begun, before = time.perf_counter(), time.process_time()
passing = Passing(found, sys.argv[1])
with assignments_written(passing.lazy(), Path(sys.argv[2])):
    passing.stop()
print(time.perf_counter() - begun, time.process_time() - before)
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024)
"""


def timed(code: str, *arguments: str | Path) -> list[float]:
    """Return seconds by the clock, seconds of CPU and megabytes of a job in a process of its own."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return [float(each) for each in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()]


def large(folder: Path, rows: int) -> Path:
    """Write customers like those of the demo."""
    path = folder / "customers.parquet"
    customers = coterie.datasets.bank_customers(n=5000)
    chance = np.random.default_rng(0)
    part = min(rows, 1_000_000)
    with path.open("wb") as file:
        parts = []
        for first in range(0, rows, part):
            drawn = customers[chance.integers(0, customers.height, part)]
            ids = pl.format("C{}", pl.int_range(first, first + part))
            parts.append(drawn.with_columns(customer_id=ids))
        pl.concat(parts).write_parquet(file)
    coterie.save(coterie.segment(customers, k=5, evidence="none"), folder / "bank.coterie")
    return path


def wide() -> tuple[coterie.Scorer, list[dict[str, object]]]:
    """Return a scorer of 17 columns, most of them straightened, and customers."""
    chance = np.random.default_rng(1)
    values = np.exp(chance.normal(size=(CUSTOMERS, WIDE)) * chance.uniform(0.3, 1.2, WIDE))
    values[chance.random(values.shape) < 0.03] = 0.0
    customers = pl.DataFrame({f"x{j:02}": values[:, j].round(4) for j in range(WIDE)})
    customers.insert_column(0, pl.format("C{}", pl.int_range(CUSTOMERS, eager=True)).alias("customer"))
    return coterie.Scorer(coterie.segment(customers, k=6, evidence="none")), customers.to_dicts()


def one(times: int) -> None:
    """Say what one customer costs."""
    scorer, customers = wide()
    straight = sum(feature.transform == "yeo-johnson" for feature in scorer.description.features)
    for customer in customers[:200]:
        scorer.one(customer)
    best = []
    for _ in range(5):
        before = time.process_time()
        for at in range(times):
            scorer.one(customers[at % CUSTOMERS])
        best.append((time.process_time() - before) / times * 1e6)
    said = f"{min(best):.1f} µs of CPU (worst of 5: {max(best):.1f})"
    print(f"Scorer.one, {WIDE} columns ({straight} straightened): {said}")


def many(rows: int) -> None:
    """Say what many cost beside reading and writing them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = large(folder, rows)
        for _ in range(3):
            clock, cpu, memory = timed(COPY, path, folder / "copy.parquet")
            print(f"reading and writing {rows:,} rows: {clock:.2f} s, CPU {cpu:.2f} s, {memory:.0f} MB")
            own_clock, own_cpu, memory = timed(SCORE, path, folder / "scored.parquet", folder / "bank.coterie")
            own = f"{own_clock:.2f} s ({own_clock / clock:.2f} x), CPU {own_cpu:.2f} s ({own_cpu / cpu:.2f} x)"
            print(f"scoring them: {own}, {memory:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--ones", type=int, default=20_000)
    given = parser.parse_args()
    if given.ones:
        one(given.ones)
    if given.rows:
        many(given.rows)


if __name__ == "__main__":
    main()
