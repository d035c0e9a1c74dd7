from __future__ import annotations

import polars as pl

from coterie.scoring import thinned


def test_all_are_kept_while_they_are_few_and_then_an_even_part(monkeypatch):
    monkeypatch.setattr(thinned, "MOST", 8)
    for cut in range(1, 9):
        kept = thinned.Thinned()
        for start in range(0, 40, cut):
            kept.add(pl.Series([float(n) for n in range(start, min(start + cut, 40))]))
        found = kept.finish().to_list()
        assert found == [float(n) for n in range(0, 40, 8)], cut
    few = thinned.Thinned()
    few.add(pl.Series([float(n) for n in range(8)]))
    assert len(few.finish()) == 8
