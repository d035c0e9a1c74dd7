"""Made customers in round groups, with ids that say which group they were born in."""

from __future__ import annotations

import numpy as np
import polars as pl

PLACES = {"a": (0.0, 0.0), "b": (10.0, 0.0), "c": (0.0, 10.0), "d": (10.0, 10.0), "far": (25.0, 25.0)}


def customers(
    seed: int = 0, *, spread: float = 1.0, first: int = 0, **sizes: int | tuple[int, tuple[float, float]]
) -> pl.DataFrame:
    """Return customers of groups: a size each, and where a group lies, if not at its usual place."""
    rng = np.random.default_rng(seed)
    made = []
    for name, said in sizes.items():
        n, place = said if isinstance(said, tuple) else (said, PLACES[name])
        points = rng.normal(size=(n, 2)) * spread + place
        made.append(
            pl.DataFrame(
                {
                    "id": [f"{name}{i}" for i in range(first, first + n)],
                    "visits": points[:, 0],
                    "spent": points[:, 1],
                }
            )
        )
    return pl.concat(made)


def moved(frame: pl.DataFrame, group: str, to: tuple[float, float], *, share: float = 1.0) -> pl.DataFrame:
    """Return the customers with a part of one group shifted."""
    of_group = pl.col("id").str.starts_with(group)
    number = pl.col("id").str.extract(r"(\d+)$").cast(pl.Int64)
    chosen = of_group & (number < share * frame.filter(of_group).height)
    return frame.with_columns(
        pl.when(chosen).then(pl.col("visits") + to[0]).otherwise("visits").alias("visits"),
        pl.when(chosen).then(pl.col("spent") + to[1]).otherwise("spent").alias("spent"),
    )
