"""Spark beside one machine, and beside its own MLlib, on the same table in one run: `make bench-spark`.

    python benchmarks/spark.py --rows 1e6

A master and two workers of one core each are started here, and a server of Spark Connect. Whoever reads a table in
batches, who leaves it to Spark and who does so through Connect must come to the same bytes. Then a pass of Lloyd's over
the rows as they were laid down is timed for every K and for one, and one over the table itself; and MLlib clusters the
same prepared rows for K = 2..12, one start each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from coterie.engines.clustered import STAGE_OF_PASSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coterie.engines.spark.engine import OnCluster
    from coterie.segmentation import Result

    Anything = Any  # of Spark, or of the engine

TESTS = Path(__file__).parent.parent / "tests/engines/spark"
KS = range(2, 13)
PARTS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=lambda text: int(float(text)), default=1_000_000)
    parser.add_argument("--part", nargs=3, metavar=("WHAT", "ADDRESS", "TABLE"), help=argparse.SUPPRESS)
    parser.add_argument("--without-mllib", action="store_true")
    asked = parser.parse_args()
    sys.path.append(str(TESTS))
    if asked.part:
        what, address, table = asked.part
        print(json.dumps({"batches": batches, "spark": spark, "connect": spark, "mllib": mllib}[what](address, table)))
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), asked.rows, with_mllib=not asked.without_mllib)


def compare(folder: Path, rows: int, *, with_mllib: bool) -> None:
    """Run every side in a process of its own, and print what they took."""
    from standing import Cluster  # noqa: PLC0415 - it lies beside the tests

    table = folder / "table"
    made_table(table, rows)
    here = part("batches", "-", table)
    print(f"{rows:,} rows. In batches on this machine: {here['seconds']:.1f} s")
    cluster = Cluster(folder)
    try:
        cluster.start()
        there = part("spark", cluster.master, table)
        print_times(there, here, rows)
        if with_mllib:
            print_mllib(there, part("mllib", cluster.master, table))
        cluster.start_connect()
        connect = part("connect", str(cluster.connect), table)
        print(f"Spark Connect, with one core: {connect['seconds']:.1f} s; the same bytes: {same(here, connect)}")
    finally:
        cluster.stop()


def print_times(there: dict[str, Any], here: dict[str, Any], rows: int) -> None:
    """Print what Spark took beside this machine alone."""
    times, took = there["seconds"] / here["seconds"], there["took"]
    print(f"Spark: {there['seconds']:.1f} s, {times:.1f} times that; its session {there['begun']:.1f} s")
    print(f"  the same bytes: {same(here, there)}; by stage, s: {there['stages']}")
    print("  inertia, K = 2 and so on:", [f"{each:.6g}" for each in there["inertia"]])
    print("  million rows a second and core:", {name: round(rows / each / 2e6, 3) for name, each in took.items()})
    from_table = took["one K, from the table"] / took["one K"]
    print(f"  a pass of every K : of one K = {took['every K'] / took['one K']:.2f}; ", end="")
    print(f"of one K over the table : over rows laid down = {from_table:.1f}")


def print_mllib(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Print how long MLlib took for what we did in one job, and how much worse it was."""
    clustering = sum(
        took for stage, took in ours["stages"].items() if stage.startswith(("Clustering", STAGE_OF_PASSES))
    )
    print(f"MLlib, K = 2..12 with one start: {theirs['seconds']:.1f} s; ours with 20: {clustering:.1f} s, ", end="")
    print(f"{theirs['seconds'] / clustering:.1f} times as fast")
    worse = {k: cost / own - 1 for k, cost, own in zip(KS, theirs["costs"], ours["inertia"], strict=True)}
    print("  MLlib's inertia above ours:", {k: f"{100 * share:.3f} %" for k, share in worse.items()})


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[name] == other[name] for name in ("segments", "assignments", "rows"))


def made_table(table: Path, rows: int) -> None:
    from coterie.datasets import bank_customers  # noqa: PLC0415 - after the arguments

    table.mkdir()
    for number, some in enumerate(bank_customers(n=rows).iter_slices(-(-rows // PARTS))):
        some.write_parquet(table / f"{number}.parquet")


def part(what: str, address: str, table: Path) -> dict[str, Any]:
    """Run one side."""
    from standing import environment  # noqa: PLC0415 - as above

    program = [sys.executable, "-W", "ignore", __file__, "--part", what, address, str(table)]
    done = subprocess.run(program, stdout=subprocess.PIPE, check=True, env=environment())
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


class Stages:
    """Told of progress: how long each stage took."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self._stage, self._since = "", time.monotonic()

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        del done, total
        now = time.monotonic()
        if self._stage:
            self.took[self._stage] = self.took.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now


def rows_of(table: str) -> int:
    return int(pl.scan_parquet(f"{table}/*.parquet").select(pl.len()).collect().item())


def segmented(customers: Anything, table: str, **asked: Anything) -> tuple[Result, dict[str, Any]]:
    """Segment customers, and return with the segments how long it took, and what they came to."""
    from driving import came_to  # noqa: PLC0415 - as above

    import coterie  # noqa: PLC0415 - as above
    from coterie.engines import sampling  # noqa: PLC0415 - as above

    sampling.HELD_ROWS = min(sampling.HELD_ROWS, rows_of(table) // 2)
    stages, since = Stages(), time.monotonic()
    result = coterie.segment(customers, evidence="none", on_progress=stages, **asked)
    stages("Writing")
    assignments = result.assignments
    is_there = hasattr(assignments, "toArrow")
    held = pl.DataFrame(assignments.toArrow()) if is_there else result.scan_assignments().collect()
    stages("")
    inertia = [trial.inertia for trial in result.segmentation.sweep if trial.k in KS]
    told = {"seconds": time.monotonic() - since, "stages": {name: round(took, 1) for name, took in stages.took.items()}}
    return result, told | came_to(result, held) | {"inertia": inertia}


def batches(_: str, table: str) -> dict[str, Any]:
    return segmented(table, table, engine="streaming")[1]


def session(address: str) -> Anything:
    from driving import session as begun  # noqa: PLC0415 - as above

    return begun(address)


def spark(address: str, table: str) -> dict[str, Any]:
    from coterie.engines.spark.engine import OnSpark  # noqa: PLC0415 - as above

    passes: list[tuple[Any, ...]] = []
    add_up = OnSpark.add_up

    def watched(self: Anything, sets: Anything, of_all: Anything, kept: Anything) -> Anything:
        passes.append((self, sets, of_all, kept))
        return add_up(self, sets, of_all, kept)

    OnSpark.add_up = watched  # type: ignore[method-assign]  # it is put back by nobody: the process ends
    since = time.monotonic()
    own = session(address)
    begun = time.monotonic() - since
    _, told = segmented(own.read.parquet(table), table)
    if not address.startswith("sc://"):
        engine, sets, of_all, kept = passes[0]
        laid_down(kept, of_all, Path(table).with_name("prepared"))
        anew = prepared_anew(engine, kept)
        told["took"] = {
            "every K": timed(lambda: add_up(engine, sets, of_all, kept)),
            "one K": timed(lambda: add_up(engine, sets[-1:], of_all, kept)),
            "one K, from the table": timed(lambda: add_up(engine, sets[-1:], of_all, anew), times=1),
        }
    own.stop()
    return told | {"begun": begun}


def timed(work: Callable[[], object], *, times: int = 5) -> float:
    """Return how long work takes: the middle one of several."""
    took = []
    for _ in range(times):
        since = time.monotonic()
        work()
        took.append(time.monotonic() - since)
    return median(took)


def prepared_anew(engine: Anything, kept: OnCluster) -> OnCluster:
    """Return the same rows where nothing is laid down: every pass reads and prepares the table again."""
    from coterie.engines.spark import jobs  # noqa: PLC0415 - as above

    jobs.Jobs.kept = lambda _, table: (table, lambda: None)  # type: ignore[method-assign]  # it is put back by nobody: the process ends
    read = kept.read
    again: OnCluster
    _, again = engine.gather(kept.step, kept.accumulator, stage="", columns=read.columns, dropped=read.dropped)
    return again


def laid_down(kept: OnCluster, of_all: Anything, folder: Path) -> None:
    """Write the prepared rows as MLlib reads them."""
    factor, offset = of_all.factor, of_all.offset

    def rows(cells: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa  # noqa: PLC0415 - it runs elsewhere

        for batch in cells:
            for held, cell in zip(*(batch.column(name) for name in ("rows", "cell")), strict=True):
                blocks = np.frombuffer(cell.as_buffer(), np.float32).reshape(-1, len(factor), 16)
                X = blocks.transpose(0, 2, 1).reshape(-1, len(factor))[: held.as_py()] * factor + offset
                yield pa.record_batch({"x": pa.array(list(X), pa.list_(pa.float64()))})

    kept.blocks.mapInArrow(rows, "x array<double>").write.parquet(str(folder))


def mllib(address: str, table: str) -> dict[str, Any]:
    from pyspark.ml.clustering import KMeans  # noqa: PLC0415 - as above
    from pyspark.ml.functions import array_to_vector  # noqa: PLC0415 - as above

    own = session(address)
    X = own.read.parquet(str(Path(table).with_name("prepared")))
    X = X.select(array_to_vector("x").alias("features")).persist()
    X.count()
    since, costs = time.monotonic(), []
    for k in KS:
        costs.append(KMeans(k=k, seed=1).fit(X).summary.trainingCost)
        print(f"MLlib K = {k}: {time.monotonic() - since:.1f} s so far, inertia {costs[-1]:.6g}", file=sys.stderr)
    seconds = time.monotonic() - since
    own.stop()
    return {"seconds": seconds, "costs": costs}


if __name__ == "__main__":
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    main()
