"""What the passes of a sweep do: rows gone over and labels changed, by stage; what SweepParameters is tuned by.

    python benchmarks/passes.py [--rows N] [--features N] [--k-max N] [--seed N]

A row counts once for each clustering that a pass follows. "Changed" is the share of rows whose label a pass changed:
where it is next to nothing for many passes, a stage ends too late.
"""

from __future__ import annotations

import argparse

import numpy as np

from coterie.clustering import _kernels


def main(rows: int, features: int, k_max: int, seed: int) -> None:
    """Sweep a mixture of ten normal clouds, and print a line a stage."""
    random = np.random.default_rng(seed)
    X = random.normal(size=(rows, features)) + 2 * random.normal(size=(10, features))[random.integers(10, size=rows)]
    passes: list[tuple[str, int, int, int]] = []
    largest = float(np.abs(X).max())
    arguments = {"n_starts": 20, "seed": seed, "largest": largest, "n_threads": 1, "report": None}
    _kernels.sweep(X, None, list(range(1, k_max + 1)), passes=passes, **arguments)
    print(f"{'stage':32s}{'rows':>12s}{'passes':>8s}{'rows gone over':>16s}{'changed':>9s}{'last pass':>11s}")
    for stage, n in dict.fromkeys((stage, n) for stage, n, *_ in passes):
        own = [(clusterings, changed) for what, size, clusterings, changed in passes if (what, size) == (stage, n)]
        over = n * sum(clusterings for clusterings, _ in own)
        last = own[-1][1] / (n * own[-1][0])
        share = sum(changed for _, changed in own) / over
        print(f"{stage:32s}{n:12,d}{len(own):8d}{over:16,d}{share:9.1%}{last:11.3%}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--features", type=int, default=8)
    parser.add_argument("--k-max", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    main(given.rows, given.features, given.k_max, given.seed)
