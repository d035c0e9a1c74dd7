"""Which customers are held, and which pass by."""

import polars as pl

from coterie.monitoring import holding
from coterie.monitoring.holding import held
from coterie.sources import Table


def test_small_files_and_frames_are_read_and_large_ones_left(tmp_path, monkeypatch):
    frame = pl.DataFrame({"age": [20, 30]})
    path = tmp_path / "few.csv"
    frame.write_csv(path)
    assert isinstance(held(path, {}), Table)
    assert isinstance(held(frame, {}), Table)
    assert held(path, {}, streams=True) == path
    monkeypatch.setattr(holding, "_LARGE", path.stat().st_size)
    assert held(path, {}) == path
    monkeypatch.setattr(holding, "_LARGE", path.stat().st_size + 1)
    assert isinstance(held(path, {}), Table)
