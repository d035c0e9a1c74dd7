"""No bytes whatever end in anything but a table or an error in words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coterie.cleaning import clean
from coterie.errors import InputError
from coterie.schema import infer
from coterie.sources import read

PIECES = [
    b",", b";", b"\t", b"|", b'"', b"\n", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe4", b"\xc3\xa9",
    b"id", b"Age", b"1", b"2.5", b"1,5", b"$3", b"n/a", b"Total", b"2024-01-02", b"yes", b"no", b"x y", b"-1", b"=1+1",
    b" ",
]  # fmt: skip
STARTS = [
    b"", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"BZh", b"ARROW1", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd",
    b"\xd0\xcf\x11\xe0",
    b"[", b"{",
]  # fmt: skip
pieces, start = st.sampled_from(PIECES), st.sampled_from(STARTS)
data = st.one_of(
    st.builds(lambda head, parts: head + b"".join(parts), start, st.lists(pieces, max_size=60)), st.binary(max_size=200)
)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=data)
def test_any_bytes(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"customers{ending}"
    path.write_bytes(data)
    try:
        table = read(path)
        frame, report = clean(table, infer(table))
    except InputError as error:
        message = str(error)
    else:
        message = ""
        assert report.rows_in == table.frame.height
        assert report.rows_out == frame.height > 0
    assert "\n" not in message
