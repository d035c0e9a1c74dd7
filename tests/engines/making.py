"""Tables with everything in them that engines have to agree on."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from coterie.sources import read


def table_of(seed):
    """Return a random table: gaps, far values, words in several spellings, days, repeated ids or none."""
    random = np.random.default_rng(seed)
    n, kinds = int(random.integers(150, 500)), int(random.integers(1, 5))
    kind = random.integers(0, kinds, n)
    columns = {
        "age": (kind * 12 + 25 + random.normal(0, 4, n)).round(int(random.integers(0, 3))),
        "spend": np.exp(kind + random.normal(3, random.choice([0.2, 1.5]), n)),
        "visits": random.poisson(kind * 5 + 2).astype(float),
    }
    if seed % 5 == 1:
        columns["spend"][:2] = 1e9, 1e12  # so that no one unit is fine enough
    frame = pl.DataFrame(columns).with_columns(
        city=pl.Series(random.choice(["Ulm", "ulm ", "Bonn", "n/a", "Jena"], n)),
        joined=pl.Series(np.datetime64("2020-01-01") + random.integers(0, 900, n).astype("timedelta64[D]")),
    )
    score, ahead = random.normal(50, 9, n).round(1).astype(str), random.random(n) < 0.02
    score[random.random(n) < 0.02], score[5] = "none of it", "$ 61.5"
    frame = frame.with_columns(
        score=pl.Series(score), joined=pl.when(pl.Series(~ahead)).then("joined").otherwise(date(2087, 5, 17))
    )
    frame = frame.with_columns(
        pl.when(pl.Series(random.random(n) > 0.05)).then(pl.col(name)) for name in ("age", "visits")
    )
    if seed % 3:
        ids = pl.Series("client", [f"c{number:04}" for number in random.permutation(n)] if seed % 2 else np.arange(n))
        frame = frame.insert_column(0, ids)
        again = frame[random.integers(0, n, 4)].with_columns(pl.col("city").str.to_uppercase())
        frame = pl.concat([frame, again]) if seed % 3 == 1 else frame
    return read(frame)
