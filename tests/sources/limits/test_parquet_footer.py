from __future__ import annotations

import contextlib
import io
import random
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from footers import restated

from coterie.errors import InputError
from coterie.sources import read
from coterie.sources.batches import open_parquet
from coterie.sources.limits import bounds
from coterie.sources.limits.parquet_footer import check_pages, stated_values
from coterie.sources.scan import scan

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 5000
TAGS = [["tag"] * (n % 7) for n in range(ROWS)]
TABLE = {"id": list(range(ROWS)), "tags": TAGS, "at": [{"city": "Ulm", "zips": [n] * (n % 3)} for n in range(ROWS)]}
EMPTY_LISTS_TOO = sum(max(len(tags), 1) for tags in TAGS)
WANTED = ROWS + EMPTY_LISTS_TOO + ROWS + sum(max(n % 3, 1) for n in range(ROWS))


def written(**options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(TABLE), out, **options)  # type: ignore[arg-type]  # whatever pyarrow takes
    return out.getvalue()


FORMS = {
    "plain": {},
    "pages of the second kind": {"data_page_version": "2.0"},
    "small pages": {"data_page_size": 100, "use_dictionary": False},
    "row groups": {"row_group_size": 300},
    "packed": {"compression": "zstd", "write_statistics": False},
    "page index": {"write_page_index": True},
}


@pytest.mark.parametrize("form", FORMS)
def test_every_value_of_lists_is_counted_without_being_read(form: str) -> None:
    assert stated_values(io.BytesIO(written(**FORMS[form]))) == WANTED


def test_what_polars_writes() -> None:
    out = io.BytesIO()
    pl.DataFrame(TABLE).write_parquet(out, row_group_size=512)
    assert stated_values(out) == WANTED


def test_long_lists_are_refused_and_flat_files_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bounds, "FREE_CELLS", ROWS)
    monkeypatch.setattr(bounds, "CELLS_A_BYTE", 0)
    check_pages([io.BytesIO(b"?")], "a.parquet", {"id": pl.Int64()})
    says = (
        r"^'.*' holds 32,376 values in lists, far more than a file of its size holds\. Leave out the columns of lists"
    )
    for dtype in (pl.List(pl.Int64), pl.Struct({"at": pl.Array(pl.Int64, 2)})):
        with pytest.raises(InputError, match=says):
            check_pages([io.BytesIO(written())], "a.parquet", {"x": dtype})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.parquet").write_bytes(written())
    monkeypatch.setattr(bounds, "FREE_CELLS", 4 * ROWS)
    for path in (tmp_path / "in", tmp_path / "in" / "a.parquet"):
        with pytest.raises(InputError, match=says):
            read(path)


def understated(rows: int) -> bytes:
    """Return a file of 123,457 rows whose footer says everywhere that they are fewer."""
    out = io.BytesIO()
    pq.write_table(pa.table({"id": range(123_457), "age": [7] * 123_457}), out, write_statistics=False)
    return restated(out.getvalue(), 123_457, rows)


@pytest.mark.parametrize("rows", [10, 100_000])
def test_rows_that_the_footer_leaves_out_are_not_lost_in_silence(rows: int, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.parquet"
    path.write_bytes(understated(rows))
    assert pl.scan_parquet(path).select(pl.len()).collect().item() == rows
    for source in (path, path.parent):
        with pytest.raises(InputError, match=r"cannot be read: it"):
            read(source)
        with pytest.raises(InputError, match=r"it is no Parquet that can be understood"):
            open_parquet(source)
        with pytest.raises(InputError, match=r"it is no Parquet file that can be understood"):
            scan(source)
    path.write_bytes(understated(123_457))
    assert read(path).frame.height == 123_457


@pytest.mark.parametrize("form", FORMS)
def test_rows_of_usual_files_agree(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(written(**FORMS[form]))
    assert read(tmp_path / "a.parquet").frame.height == ROWS


def test_damaged_files_are_never_more_than_a_value_error() -> None:
    data, drawn = bytearray(written()), random.Random(1)  # noqa: S311 - no secret
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(3):
            damaged[-drawn.randrange(1, 3000)] = drawn.randrange(256)
        with contextlib.suppress(ValueError):
            assert stated_values(io.BytesIO(bytes(damaged))) >= 0
    for cut in range(0, len(data), 97):
        with pytest.raises(ValueError, match="^"):
            stated_values(io.BytesIO(bytes(data[:cut])))
