"""Where a file of assignments comes from."""

import polars as pl
import pytest

from coterie.origin import Origin, origin_in

FRAME = pl.DataFrame({"id": ["a"], "segment_id": [0]})


@pytest.mark.parametrize("origin", [Origin("0123456789ab"), Origin("0123456789ab", "2024-12-31")])
def test_a_file_says_what_it_was_told(origin, tmp_path):
    path = tmp_path / "äöü.parquet"
    FRAME.write_parquet(path.as_posix(), metadata=origin.told)
    assert origin_in(path) == origin


def test_other_files_say_nothing(tmp_path):
    path = tmp_path / "scored.parquet"
    assert origin_in(path) is None
    assert origin_in(tmp_path) is None
    FRAME.write_parquet(path)
    assert origin_in(path) is None
    for content in (b"PAR1", b"", b"id,segment_id\na,0\n"):
        path.write_bytes(content)
        assert origin_in(path) is None
