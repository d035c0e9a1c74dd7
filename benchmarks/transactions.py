"""Purchases to customers: time and memory on a Parquet file of any size, generated in batches.

    python benchmarks/transactions.py                      # two million rows
    python benchmarks/transactions.py --rows 50000000      # about 0.7 GB in the temporary folder

The file is made before the clock starts; the work runs in a process of its own, whose peak memory is what is printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from coterie import summarise_transactions

BATCH = 2_000_000
ROWS_A_CUSTOMER = 25
DAYS = 730


def batches(rows: int, folder: Path) -> None:
    """Write purchases: few customers buy much; one row in fifty is a return, one in a hundred has no id."""
    customers = max(rows // ROWS_A_CUSTOMER, 1)
    for part, start in enumerate(range(0, rows, BATCH)):
        n, chance = min(BATCH, rows - start), np.random.default_rng(part)
        who = (customers * chance.beta(0.6, 1.6, n)).astype(np.int64)
        returned = np.where(chance.random(n) < 0.02, -1, 1)
        pl.DataFrame({
            "customer_id": pl.Series(who).set(pl.Series(chance.random(n) < 0.01), None),
            "date": pl.Series(chance.integers(19_000, 19_000 + DAYS, n).astype(np.int32)).cast(pl.Date),
            "amount": np.round(chance.lognormal(3, 1, n), 2) * returned,
            "invoice": chance.integers(0, max(rows // 3, 1), n),
            "product": chance.integers(0, 50_000, n).astype(np.int32),
        }).write_parquet(folder / f"{part:04}.parquet")  # fmt: skip


def work(folder: Path) -> None:
    """Do the job, and print what it took."""
    began = time.perf_counter()
    done = summarise_transactions(
        folder, customer="customer_id", date="date", amount="amount", invoice="invoice", product="product"
    )
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    report = done.report
    left_out = sum(each.rows for each in report.left_out)
    assert report.purchase_rows + report.return_rows + left_out == report.rows_in
    print(f"{report.rows_in:,} rows, {report.purchases:,} purchases, {report.customers:,} customers")
    processors, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20
    print(f"wall {wall:.1f} s, processors {processors:.1f} s, peak memory {memory:.2f} GB")


def main() -> None:
    """Make the file, then measure in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.work)
        return
    with tempfile.TemporaryDirectory() as name:
        batches(given.rows, Path(name))
        size = sum(path.stat().st_size for path in Path(name).iterdir())
        print(f"{size / 2**20:,.0f} MB of Parquet, {os.cpu_count()} processors", flush=True)
        subprocess.run([sys.executable, __file__, "--work", name], check=True)


if __name__ == "__main__":
    main()
