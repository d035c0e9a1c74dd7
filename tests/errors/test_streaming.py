from __future__ import annotations

from pathlib import Path

from coterie import errors

MODULE = errors.streaming


def test_every_message_is_a_sentence_on_one_line(built):
    text = str(built)
    assert isinstance(built, errors.CoterieError)
    assert "\n" not in text
    assert text[-1] in ".?", text
    assert "  " not in text
    assert "None" not in text


def test_too_little_room_is_told_in_figures():
    error = errors.no_room_to_stream("big.parquet", Path("/data"), needed=6_800_000_000, free=1_200_000_000)
    assert "'big.parquet' needs about 6.8 GB of disk to work in, but '/data' has 1.2 GB free" in str(error)
