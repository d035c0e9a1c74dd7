"""Tables that are streamed although they are small."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from coterie.engines import sampling
from coterie.sources import batches
from coterie.sources.text import large


@pytest.fixture(scope="module")
def small_steps():
    """Hold 4,000 customers, and read 1,024 rows or some of text at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "HELD_ROWS", 4000)
        patch.setattr(batches, "CELLS", 1024)
        patch.setattr(large, "_BLOCK", 2**16)
        yield


@pytest.fixture(scope="session")
def customers() -> pl.DataFrame:
    """Return 20,000 customers of four kinds, with gaps, a skewed feature, days, yes and no, and words."""
    random = np.random.default_rng(5)
    kind = random.integers(0, 4, 20_000)
    table = pl.DataFrame(
        {
            "client": [f"c{number:06}" for number in random.permutation(20_000)],
            "age": (np.array([25, 40, 55, 70])[kind] + random.normal(0, 4, 20_000)).round(),
            "income": np.exp(np.array([9.5, 10.4, 11.2, 10.0])[kind] + random.normal(0, 0.25, 20_000)).round(2),
            "visits": random.poisson(np.array([3, 12, 5, 25])[kind]),
            "city": np.array(["Ulm", "ulm", "Bonn", "Jena"])[random.integers(0, 4, 20_000)],
            "member": random.random(20_000) < 0.3,
            "joined": np.datetime64("2020-01-01") + random.integers(0, 1500, 20_000).astype("timedelta64[D]"),
        }
    )
    gaps = pl.Series(random.random(20_000) < 0.03)
    return table.with_columns(
        pl.when(~gaps).then("age"), pl.when(~gaps.reverse()).then("income"), pl.when(~gaps.shift(5)).then("city")
    )
