"""How good the answers are where groups lie apart: which of them are taken together below their number.

    python benchmarks/panel_separated.py                                  # d = 10, 20, 50; 20,000 to 200,000 rows
    python benchmarks/panel_separated.py --rows 20000 --features 20 --no-peer

Every table is swept with six seeds, K = 2..12, and with scikit-learn's ten starts; excess is over the least
inertia that anyone found.
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.cluster import KMeans

from coterie.clustering import sweep

COUNTS = range(2, 13)


def table(features: int, rows: int, groups: int, number: int) -> np.ndarray:
    """Return normal groups whose middles lie 4 times as far apart as rows do within them, standardised."""
    rng = np.random.default_rng([number, features, groups, rows])
    X = rng.normal(scale=4, size=(groups, features))[rng.integers(groups, size=rows)]
    X += rng.normal(size=X.shape)
    return (X - X.mean(axis=0)) / X.std(axis=0)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--features", type=int, nargs="*", default=[10, 20, 50])
    parser.add_argument("--rows", type=int, nargs="*", default=[20_000, 50_000, 100_000, 200_000])
    parser.add_argument("--groups", type=int, nargs="*", default=[6, 8, 12])
    parser.add_argument("--tables", type=int, default=2)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    print(f"{'d':>3}{'rows':>9}{'groups':>8}{'cells':>7}{'most':>9}{'over 0.1%':>11}{'scikit-learn, most':>20}")
    for features in options.features:
        for rows in options.rows:
            for groups in options.groups:
                ours, theirs = zip(
                    *(
                        found(table(features, rows, groups, number), options.seeds, peer=not options.no_peer)
                        for number in range(options.tables)
                    ),
                    strict=True,
                )
                excess = np.concatenate(ours)
                print(
                    f"{features:>3}{rows:>9,}{groups:>8}{excess.size:>7}{excess.max():>9.3%}{(excess > 1e-3).sum():>11}"
                    f"{np.max(theirs):>20.3%}",
                    flush=True,
                )


def found(X: np.ndarray, seeds: int, *, peer: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return what each seed, and scikit-learn, is above the least that is known of each K."""
    ours = np.array([sweep(X, COUNTS, random_state=seed).inertia for seed in range(seeds)])
    theirs = np.full(len(COUNTS), np.inf)
    if peer:
        theirs = np.array([KMeans(k, n_init=10, random_state=0).fit(X).inertia_ for k in COUNTS])
    least = np.minimum(ours.min(axis=0), theirs)
    return ours / least - 1, np.where(np.isfinite(theirs), theirs / least - 1, 0.0)


if __name__ == "__main__":
    main()
