"""What a sweep of K = 2..12 takes from a thousand rows to ten million, beside ten starts of scikit-learn.

    make bench-curve                                             # 10 kinds, an hour or two of one core
    python benchmarks/curve.py --kinds skew --rows 10000 50000   # in pieces
    python benchmarks/curve.py --before ../older/.venv/bin/python

CPU seconds of one thread; ours is the median of several seeds, run in turn with scikit-learn. From a million rows on
scikit-learn runs one start of K = 3, 7 and 11, times 10 and times 11/3 (marked "~"). On 10,000 rows its hundred starts,
which our answers equal, are run as well. "worst" is our largest inertia over all seeds and K's, above the least that
anyone found. `--before` runs another checkout's engine in turn with this one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import panel_tables

ROWS = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]
HUGE, HUGE_KINDS = 10_000_000, ("overlapping mixture, d = 2", "half the columns log-normal")
KINDS = (
    *("overlapping mixture, d = 2", "overlapping mixture, d = 8", "overlapping mixture, d = 50"),
    *("separated mixture, d = 4", "separated mixture, d = 20", "half the columns log-normal"),
    *("heavy skew", "flags alone", "counts", "correlated columns"),
)
COUNTS, SOME = range(2, 13), (3, 7, 11)
EXTRAPOLATED = 1_000_000  # rows from which on scikit-learn's time is
HUNDRED = 10_000  # rows on which a hundred starts are run, too
REACH = {50_000: 60, 100_000: 60, 200_000: 60, 1_000_000: 200, HUGE: 700}
HUNDRED_REACH = 60
TOLERANCE = 1.1  # of costs that are to grow with the rows


def table(kind: str, rows: int) -> np.ndarray:
    """Return a table of some kind with so many rows."""
    panel_tables.ROWS = rows // 2 if kind.startswith("tiny") else rows
    number = list(panel_tables.KINDS).index(kind)
    return np.ascontiguousarray(panel_tables.KINDS[kind](np.random.default_rng([4711, number])), dtype=np.float64)


@dataclass
class Ran:
    """CPU seconds, and the inertia of each K that was run."""

    cpu: float
    inertia: dict[int, float]


class Engine:
    """The sweep of one checkout, in a process that holds the table."""

    def __init__(self, python: Path, kind: str, rows: int) -> None:
        command = [str(python), __file__, "--serve", kind, str(rows)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate("\n")

    def run(self, seed: int) -> Ran:
        """Return what one sweep took and found."""
        self._process.stdin.write(f"{seed}\n")
        self._process.stdin.flush()
        cpu, *inertia = json.loads(self._process.stdout.readline())
        return Ran(cpu, dict(zip(COUNTS, inertia, strict=True)))


def serve(kind: str, rows: int) -> None:
    """Sweep the table with each seed that is asked for, until an empty line."""
    from coterie.clustering import sweep  # noqa: PLC0415  # only this process needs it

    X = table(kind, rows)
    for line in sys.stdin:
        if not line.strip():
            return
        before = time.process_time()
        found = sweep(X, COUNTS, random_state=int(line), n_threads=1)
        print(json.dumps([time.process_time() - before, *map(float, found.inertia)]), flush=True)


def scikit_learn(X: np.ndarray, n_starts: int) -> Ran:
    """Run every K, or a few of them with one start where that would take hours; times are then extrapolated."""
    from sklearn.cluster import KMeans  # noqa: PLC0415  # the other processes do without

    few = len(X) >= EXTRAPOLATED
    counts = SOME if few else COUNTS
    before = time.process_time()
    found = {k: float(KMeans(k, n_init=1 if few else n_starts, random_state=0).fit(X).inertia_) for k in counts}
    cpu = time.process_time() - before
    return Ran(cpu * n_starts * len(COUNTS) / len(SOME) if few else cpu, found)


def worst(runs: list[Ran], known: list[Ran]) -> float:
    """Return the largest excess of any run and K over the least that is known."""
    least = {k: min(run.inertia[k] for run in known if k in run.inertia) for k in COUNTS}
    return max(run.inertia[k] / max(least[k], 1e-300) - 1 for run in runs for k in COUNTS)


def line(kind: str, rows: int, before: Path | None, seeds: int) -> dict[str, float]:
    """Measure one table, print its line and return our times, of this checkout and of the other."""
    with ExitStack() as stack:
        pythons = {"now": Path(sys.executable), **({"before": before} if before else {})}
        engines = {who: stack.enter_context(Engine(python, kind, rows)) for who, python in pythons.items()}
        ran: dict[str, list[Ran]] = {who: [] for who in engines}
        X = table(kind, rows)
        theirs = []
        for seed in range(seeds):
            for who, engine in engines.items():
                ran[who].append(engine.run(seed))
            if seed == seeds // 2:
                theirs.append(scikit_learn(X, 10))
                if rows == HUNDRED:
                    theirs.append(scikit_learn(X, 100))
    known = [*theirs, *(run for runs in ran.values() for run in runs)]
    words = f"{kind:<30}{rows:>11,}{theirs[0].cpu:>10.2f}{'~' if rows >= EXTRAPOLATED else ' '}"
    cpu = {who: median(run.cpu for run in runs) for who, runs in ran.items()}
    for who, runs in reversed(ran.items()):
        words += f"{cpu[who]:>9.3f}{theirs[0].cpu / cpu[who]:>8.0f}{worst(runs, known):>9.3%}"
    words += f"{REACH.get(rows, ''):>7}"
    if rows == HUNDRED:
        words += f"  100 starts: {theirs[1].cpu:.2f}, {theirs[1].cpu / cpu['now']:.0f} times of {HUNDRED_REACH}"
    print(words, flush=True)
    return cpu


def falls(cost: dict[int, float]) -> str:
    """Say where more rows cost less, beyond the tolerance."""
    sizes = sorted(cost)
    found = [(cost[a] / cost[b], a, b) for i, a in enumerate(sizes) for b in sizes[i + 1 :]]
    times, a, b = max(found, default=(0.0, 0, 0))
    return f"{a:,} rows cost {times:.2f} times what {b:,} do" if times > TOLERANCE else "never falls"


def main() -> None:
    """Print the table, or serve sweeps."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kinds", nargs="*", default=[], help="words of the kinds wanted")
    parser.add_argument("--rows", type=int, nargs="*", default=[])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--before", type=Path, help="the Python of another checkout, run beside this one")
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve[0], int(options.serve[1]))
        return
    sides = "".join(f"{who:>9}{'times':>8}{'worst':>9}" for who in (["before"] if options.before else []) + ["now"])
    print(
        f"K = 2..12, CPU seconds of one thread, {os.cpu_count()} processors; times: those of scikit-learn's ten starts"
    )
    print(f"{'kind':<30}{'rows':>11}{'sklearn':>10} {sides}{'reach':>7}")
    for kind in KINDS:
        if options.kinds and not any(word in kind for word in options.kinds):
            continue
        sizes = options.rows or [*ROWS, *([HUGE] if kind in HUGE_KINDS else [])]
        cost = {rows: line(kind, rows, options.before, options.seeds if rows < HUGE else 1) for rows in sizes}
        for who in reversed(next(iter(cost.values()))):
            print(f"{kind:<30} {who}: cost {falls({rows: each[who] for rows, each in cost.items()})}", flush=True)


if __name__ == "__main__":
    main()
