"""How well refits on rows drawn anew agree with each other: ours beside scikit-learn's with 10 starts, twice.

    python benchmarks/refits.py                              # 17 kinds of 2,000 rows, 5 tables each, 50 refits of K = 6
    python benchmarks/refits.py --tables 2 --kinds rings flags

Agreement is the mean adjusted Rand index of all pairs of refits of a table. scikit-learn's second column has other
seeds: what lies between its two columns is chance.
"""

from __future__ import annotations

import argparse
import os
from itertools import combinations
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from engine_jobs import rand_index
from panel_tables import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_SEED = 91_000


def theirs(X: NDArray[np.float64], k: int, n_refits: int, stream: int) -> NDArray[np.int32]:
    """Return scikit-learn's labels of all rows for each refit."""
    from sklearn.cluster import KMeans  # noqa: PLC0415  # as slow to load as a table takes

    found = []
    for seed in range(n_refits):
        drawn = np.random.default_rng([stream, seed]).integers(len(X), size=len(X))
        found.append(KMeans(k, n_init=10, random_state=1000 * stream + seed).fit(X[drawn]).predict(X))
    return np.array(found)


def agreement(labels: NDArray[np.int32]) -> float:
    """Return the mean adjusted Rand index of all pairs of refits."""
    return float(np.mean([rand_index(a, b) for a, b in combinations(labels, 2)]))


def one_table(X: NDArray[np.float64], k: int, n_refits: int) -> list[float]:
    """Return the agreement of our refits and of both sets of scikit-learn's."""
    from coterie.clustering import resample  # noqa: PLC0415  # as above

    ours = resample(X, k, n_resamples=n_refits, n_starts=10, n_threads=1)
    return [agreement(ours), *(agreement(theirs(X, k, n_refits, stream)) for stream in (1, 2))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=5)
    parser.add_argument("--refits", type=int, default=50)
    parser.add_argument("--clusters", type=int, default=6)
    parser.add_argument("--kinds", nargs="*", default=[])
    options = parser.parse_args()
    print(f"agreement of {options.refits} refits of K = {options.clusters}, mean of {options.tables} tables")
    print(f"{'table':<32}{'coterie':>9}{'sklearn':>9}{'again':>9}{'between':>9}{'+-':>7}")
    for number, (kind, make) in enumerate(KINDS.items()):
        if kind.startswith("large") or (options.kinds and not any(word in kind for word in options.kinds)):
            continue
        tables = [make(np.random.default_rng([FIRST_SEED, number, seed])) for seed in range(options.tables)]
        found = np.array([one_table(X, options.clusters, options.refits) for X in tables])
        gap = found[:, 0] - found[:, 1:].mean(axis=1)
        error = gap.std(ddof=1) / len(gap) ** 0.5 if len(gap) > 1 else np.nan
        columns = "".join(f"{mean:>9.3f}" for mean in found.mean(axis=0))
        print(f"{kind:<32}{columns}{gap.mean():>+9.3f}{error:>7.3f}", flush=True)


if __name__ == "__main__":
    main()
