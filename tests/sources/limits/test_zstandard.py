import random

import pyarrow as pa
import pytest

from coterie.sources.limits.zstandard import most_unpacked


@pytest.mark.parametrize("size", [0, 1, 3, 100, 2**17, 2**17 + 1, 10**6])
@pytest.mark.parametrize("kind", ["alike", "random"])
def test_no_less_comes_out_and_no_more_than_a_block(size: int, kind: str) -> None:
    data = b"x" * size if kind == "alike" else random.Random(1).randbytes(size)  # noqa: S311 - repeatable
    packed = pa.compress(data, codec="zstd", asbytes=True)
    assert size <= most_unpacked(packed) < size + 2**17
    assert most_unpacked(packed * 3) == 3 * most_unpacked(packed)


def test_skippable_frames_hold_nothing() -> None:
    packed = pa.compress(b"x" * 1000, codec="zstd", asbytes=True)
    skipped = bytes.fromhex("502a4d18") + (5).to_bytes(4, "little") + b"notes"
    assert most_unpacked(skipped + packed) == most_unpacked(packed)


def test_damage() -> None:
    packed = pa.compress(b"x" * 1000, codec="zstd", asbytes=True)
    with pytest.raises(ValueError, match="no frame"):
        most_unpacked(packed + b"more")
    with pytest.raises(ValueError, match="cut off"):
        most_unpacked(packed[:7])
