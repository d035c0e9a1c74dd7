"""How good the answers are: every kind of table, every K, against scikit-learn with 10 and with 100 starts.

    make panel                                   # 22 kinds x K = 2..12 x 5 seeds
    python benchmarks/panel.py --seeds 2 --kinds rings flags

A cell is one table and one K. The best known inertia of a cell is the least that anyone found. An answer is as good as
another when its inertia is at most 1e-6 (relative) larger.
"""

from __future__ import annotations

import argparse
import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from panel_tables import KINDS

FIRST_SEED = 83_000  # the engine was tuned on others
COUNTS = range(2, 13)
SAME = 1e-6
PEERS = {"scikit-learn, 10 starts": (0, 10), "scikit-learn, 100 starts": (1, 100)}


def peer(X: np.ndarray, k: int, seed: int, n_starts: int) -> float:
    """Return scikit-learn's inertia, recomputed in float64 from its labels."""
    from sklearn.cluster import KMeans  # noqa: PLC0415  # only the workers need it

    labels = KMeans(k, n_init=n_starts, random_state=seed, tol=1e-6).fit_predict(X)
    return inertia(X, labels)


def inertia(X: np.ndarray, labels: np.ndarray) -> float:
    """Return the sum of squared distances to the means of these labels."""
    return sum(float(((X[labels == c] - X[labels == c].mean(axis=0)) ** 2).sum()) for c in np.unique(labels))


def one_table(kind: str, number: int, seed: int, jobs: str) -> list[list[float]]:
    """Return for every K the inertias: ours, and those of both peers (kept in `jobs`, as they take long)."""
    from coterie.clustering import sweep  # noqa: PLC0415  # only the workers need it

    X = KINDS[kind](np.random.default_rng([FIRST_SEED, number, seed]))
    kept = Path(jobs, f"{number}-{seed}.json")
    if kept.exists():
        theirs = json.loads(kept.read_text())
    else:
        theirs = [[peer(X, k, 1000 * stream + seed, starts) for stream, starts in PEERS.values()] for k in COUNTS]
        kept.write_text(json.dumps(theirs))
    found = sweep(X, COUNTS, random_state=seed, n_threads=1)
    ours = [inertia(X, one.labels) for one in found.clusterings]
    return [[own, *others] for own, others in zip(ours, theirs, strict=True)]


def row(name: str, cells: np.ndarray) -> str:
    """Return a line of the table: excess of each over the best known, and ours against each peer."""
    excess = cells / np.maximum(cells.min(axis=1, keepdims=True), 1e-300) - 1
    words = [f"{name:<44}{len(cells):>6}"]
    words += [f"{(column > SAME).mean():>9.1%}{column.max():>9.2%}" for column in excess.T]
    over_ten = cells[:, 0] / np.maximum(cells[:, 1], 1e-300) - 1
    as_good = cells[:, 0] <= cells[:, 2] * (1 + SAME) + 1e-12
    return "".join([*words, f"{max(over_ten.max(), 0):>11.3%}{as_good.mean():>11.1%}"])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--kinds", nargs="*", default=[])
    parser.add_argument("--jobs", default="build/panel", help="where the peers' inertias are kept")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    Path(options.jobs).mkdir(parents=True, exist_ok=True)
    chosen = [kind for kind in KINDS if not options.kinds or any(word in kind for word in options.kinds)]
    numbers = {kind: number for number, kind in enumerate(KINDS)}
    print(f"{len(chosen)} kinds x K = 2..12 x {options.seeds} seeds; worse: share of cells above the best known")
    print(f"{'':<44}{'':>6}{'coterie':>18}{'sklearn 10':>18}{'sklearn 100':>18}{'over 10':>11}{'as 100':>11}")
    print(f"{'table':<44}{'cells':>6}" + f"{'worse':>9}{'most':>9}" * 3 + f"{'at most':>11}{'as good':>11}")
    every = []
    with ProcessPoolExecutor(options.processes) as pool:
        waiting = {
            kind: [pool.submit(one_table, kind, numbers[kind], seed, options.jobs) for seed in range(options.seeds)]
            for kind in chosen
        }
        for kind, futures in waiting.items():
            cells = np.array([cell for future in futures for cell in future.result()])
            every.append(cells)
            print(row(kind, cells), flush=True)
    print(row("all", np.vstack(every)))


if __name__ == "__main__":
    main()
