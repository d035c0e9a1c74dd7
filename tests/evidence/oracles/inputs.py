"""The tables that R was given: written small, from a seed. Run me to write them again."""

from __future__ import annotations

from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def blobs() -> np.ndarray:
    rng = np.random.default_rng(7)
    centers = np.array([[0.0, 0, 0], [4, 0, 1], [0, 4, -1]])
    return np.round(centers[np.repeat([0, 1, 2], [30, 20, 14])] + rng.normal(size=(64, 3)), 3)


def noise() -> np.ndarray:
    return np.round(np.random.default_rng(8).uniform(size=(60, 2)), 3)


def overlap() -> np.ndarray:
    """Return four groups that shade into each other: refits find them again, each a little different."""
    rng = np.random.default_rng(9)
    centers = np.array([[0.0, 0], [2.4, 0], [0, 2.4], [2.6, 2.6]])
    return np.round(centers[np.repeat(np.arange(4), [80, 60, 60, 40])] + rng.normal(size=(240, 2)), 3)


if __name__ == "__main__":
    for make in (blobs, noise, overlap):
        np.savetxt(HERE / f"{make.__name__}.csv", make(), delimiter=",", fmt="%.3f")
