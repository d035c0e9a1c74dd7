import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.text import plain_numbers

PLAIN = re.compile(r"^(?:|-?(?:0|[1-9]\d*)(?:\.\d+)?)$")
cells = st.text("0123456789.-", max_size=5)


def _is_number(cell: str) -> bool:
    """Say whether a reader of numbers takes it: signs and points in order."""
    return re.fullmatch(r"-?[0-9.]*", cell) is not None and cell.count(".") <= 1


@given(st.lists(st.lists(cells.filter(_is_number), min_size=2, max_size=4), min_size=1, max_size=4))
def test_it_agrees_with_a_pattern_on_every_cell(rows: list[list[str]]) -> None:
    block = "\n".join(";".join(row) for row in rows).encode()
    expected = all(PLAIN.match(cell) and not re.fullmatch(r"-0", cell) for row in rows for cell in row)
    assert plain_numbers.is_plain(block, ";") == expected


@pytest.mark.parametrize("chunk", [1, 2, 3, 5])
@pytest.mark.parametrize(
    ("block", "expected"), [(b"10,-0.25\n7,\n", True), (b"1,2\n3,04\n", False), (b"1,2.\n", False)]
)
def test_chunks_meet_without_a_seam(monkeypatch, chunk: int, block: bytes, expected: bool) -> None:
    monkeypatch.setattr(plain_numbers, "_CHUNK", chunk)
    assert plain_numbers.is_plain(block, ",") is expected
