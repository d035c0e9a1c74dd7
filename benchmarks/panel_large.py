"""How good the answers are on large tables: the panel's kinds with 500,000 rows, beside scikit-learn with 10 starts.

    python benchmarks/panel_large.py                  # 17 kinds x K = 3, 6, 9, 12 x 3 seeds of ours
    python benchmarks/panel_large.py --rows 1000000 --kinds rings

scikit-learn (its own tolerance, one seed) takes about half an hour of one core; what it found is kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import panel_tables
from sklearn.cluster import KMeans

from coterie.clustering import sweep

COUNTS = (3, 6, 9, 12)


def table(kind: str, number: int, rows: int) -> np.ndarray:
    """Return one kind of table with as many rows as asked for."""
    panel_tables.ROWS = rows
    return np.ascontiguousarray(panel_tables.KINDS[kind](np.random.default_rng([777, number])), dtype=np.float64)


def theirs(X: np.ndarray, number: int, kept: Path) -> list[float]:
    """Return scikit-learn's inertias, those of an earlier run where there are any."""
    known = json.loads(kept.read_text()) if kept.exists() else {}
    for k in COUNTS:
        if f"{number},{k}" not in known:
            known[f"{number},{k}"] = float(KMeans(k, n_init=10, random_state=0).fit(X).inertia_)
            kept.write_text(json.dumps(known))
    return [known[f"{number},{k}"] for k in COUNTS]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--kinds", nargs="*", default=[])
    parser.add_argument("--jobs", default="build/panel", help="where the peer's inertias are kept")
    options = parser.parse_args()
    Path(options.jobs).mkdir(parents=True, exist_ok=True)
    print(f"{options.rows:,} rows, K = 3, 6, 9, 12, {options.seeds} seeds; excess over scikit-learn with 10 starts")
    print(f"{'table':<34}{'cells':>6}{'least':>9}{'median':>9}{'most':>9}{'over 0.1%':>11}")
    every = []
    for number, kind in enumerate(panel_tables.KINDS):
        if kind.startswith("large") or (options.kinds and not any(word in kind for word in options.kinds)):
            continue
        X = table(kind, number, options.rows)
        peer = np.array(theirs(X, number, Path(options.jobs, f"large-{options.rows}.json")))
        found = [sweep(X, range(2, 13), random_state=seed) for seed in range(options.seeds)]
        excess = np.array([[one[k].inertia for k in COUNTS] for one in found]) / peer - 1
        every.append(excess)
        print(row(kind, excess), flush=True)
    print(row("all", np.vstack(every)))


def row(name: str, excess: np.ndarray) -> str:
    """Return a line of the table."""
    words = f"{excess.min():>9.3%}{np.median(excess):>9.3%}{excess.max():>9.3%}"
    return f"{name:<34}{excess.size:>6}{words}{(excess > 1e-3).sum():>11}"


if __name__ == "__main__":
    main()
