from __future__ import annotations

import numpy as np
import polars as pl

from coterie.charts.silhouette_plot import silhouette_plot


def test_every_segment_is_a_shape_from_its_best_to_its_worst_customer():
    random = np.random.default_rng(0)
    labels = pl.Series(random.integers(0, 3, 5000), dtype=pl.Int32)
    values = pl.Series(random.uniform(-0.2, 0.8, 5000)).set(pl.Series(np.arange(5000) == 7), None)
    chart = silhouette_plot(values, labels, {0: "a", 1: "b", 2: "c"})
    rows = chart.layer[0].data.values
    for segment in range(3):
        own = [row for row in rows if row["segment"] == str(segment)]
        there = values.filter(labels == segment).drop_nulls()
        shown = [row["value"] for row in own]
        assert shown == sorted(shown, reverse=True)
        assert (shown[0], shown[-1]) == (there.max(), there.min())
        assert len(own) <= 201
        assert own[-1]["at"] - own[0]["at"] == len(there)
    assert chart.layer[1].data.values == [{"mean": values.mean()}]
    assert "4,999" in chart.description
