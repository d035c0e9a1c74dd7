"""What is fuzzed, and what must hold for any bytes: a table or an error in words, and never a wrong count of rows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tempfile
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from coterie import artefact, scoring
from coterie.cleaning import clean
from coterie.errors import CoterieError
from coterie.schema import infer
from coterie.sources import read
from coterie.sources.text import large
from coterie.sources.text.encoding import decode
from coterie.sources.text.records import sniff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from coterie.sources import Table

HEADER_AND_STRAYS = (
    *("lines_above", "more_header_lines", "repeated_header", "title_above_header"),
    "header_put_together",
    *("comment_lines", "total_rows", "lines_below"),
)
DROPPED = ("duplicate_row", "merged_row")
_BLANK = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
WHOLE = Path(__file__).parent / "corpus" / "artefact" / "whole.coterie"
_EARLIER = Path(__file__).parent.parent / "artefacts"
FILES = (WHOLE, _EARLIER / "format-1.coterie", _EARLIER / "format-2-plain.coterie")
_FOLDER = Path(tempfile.mkdtemp(prefix="coterie-fuzz-"))


def text(data: bytes) -> None:
    """Read bytes as a text file, quickly and in the ordinary way, and account for every line."""
    path = _FOLDER / "customers.csv"
    path.write_bytes(data)
    table = _cleaned(path)
    if table is None:
        return
    _check_rows(table, data)
    _check_large(table, path)


def typed(data: bytes) -> None:
    """Read bytes as a file that states its own types: the first byte says which its name ends in."""
    endings = (".jsonl", ".parquet", ".arrow", ".xlsx", ".json", ".csv.gz", ".zip", ".ods", ".xls")
    path = _FOLDER / f"customers{endings[(data[:1] or b'-')[0] % len(endings)]}"
    path.write_bytes(data[1:])
    _cleaned(path)


def saved(data: bytes) -> None:
    """Load a saved segmentation and score customers by it: the bytes are the file, its content, or edits of one."""
    path = _FOLDER / "bank.coterie"
    plain = (data, artefact.FORMAT_VERSION) if data.startswith(b"{") else edited(data)
    path.write_bytes(data if data.startswith(b"PK") else packed(*plain))
    try:
        segmentation = artefact.load(path)
        customers = pl.DataFrame({column.name: ["1", "2", "x", None] for column in segmentation.schema.columns})
        scored = scoring.score(segmentation, customers, checks="lenient")
    except CoterieError as error:
        _check_words(error)
    else:
        assert scored.height == customers.height
        assert artefact.to_bytes(segmentation)


TARGETS: dict[str, Callable[[bytes], None]] = {"text": text, "typed": typed, "artefact": saved}


def packed(content: bytes, version: int) -> bytes:
    """Return the artefact of that format that holds these bytes, with the checksum that lets them in."""
    manifest = {
        "format": artefact.FORMAT,
        "format_version": version,
        "coterie_version": "0",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("segmentation.json", content)
    return out.getvalue()


VALUES = (None, True, -1, 0, 3, 10**400, 0.5, 1e308, "", "x", "id", "age", [], {}, ["a"], [[]], [1, 2], {"a": 1.0})


def edited(edits: bytes) -> tuple[bytes, int]:
    """Return a segmentation's content with some values replaced, taken away or doubled, and its format.

    Three bytes are an edit; how many are left over says which file is edited.
    """
    with zipfile.ZipFile(FILES[len(edits) % 3]) as archive:
        content = json.loads(archive.read("segmentation.json"))
        version = json.loads(archive.read("manifest.json"))["format_version"]
    for at in range(0, min(len(edits), 30) - 2, 3):
        places = list(_places(content))
        holder, key = places[(edits[at] * 256 + edits[at + 1]) % len(places)]
        action = edits[at + 2] % (len(VALUES) + 2)
        if action < len(VALUES):
            holder[key] = deepcopy(VALUES[action])
        elif action == len(VALUES):
            del holder[key]
        elif isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
    return json.dumps(content).encode(), version


def _places(content: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a JSON value that can be written to."""
    for key in list(content) if isinstance(content, dict) else range(len(content)):
        yield content, key
        if isinstance(content[key], dict | list):
            yield from _places(content[key])


def _cleaned(path: Path) -> Table | None:
    """Read and clean a file; None when it was refused in words."""
    try:
        table = read(path)
        frame, report = clean(table, infer(table))
    except CoterieError as error:
        return _check_words(error)
    assert report.rows_in == table.frame.height > 0
    assert report.rows_out == frame.height > 0
    dropped = sum(action.rows for action in report.remarks if action.code in DROPPED)
    assert report.rows_in - dropped == report.rows_out
    return table


def _check_words(error: CoterieError) -> None:
    words = str(error)
    assert words
    assert "\n" not in words
    assert len(words) < 2000, f"{len(words)} characters"


def _check_rows(table: Table, data: bytes) -> None:
    """Count the lines, or the records of well-formed quoted text, by Python alone."""
    plain = decode(data).text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = sniff(plain)
    records = _records(plain, delimiter)
    if records is None or any(each.code == "single_quotes" for each in table.remarks):
        return  # a record may go on in the next line, which is told
    blank = re.compile(f"[{re.escape(_BLANK + delimiter)}]*")
    filled = sum(blank.fullmatch(record) is None for record in records)
    said = sum(each.rows for each in table.remarks if each.code in HEADER_AND_STRAYS)
    header = not any(each.code == "no_header" for each in table.remarks)
    assert filled == header + said + table.frame.height, (filled, header, said, table.frame.height)


def _records(plain: str, delimiter: str) -> list[str] | None:
    """Return the records; None where quotes are not in order, so that there is no one count."""
    if '"' not in plain:
        return plain.split("\n")
    if '\\"' in plain:
        return None
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    if len({len(row) for row in rows if row}) != 1:
        return None
    return ["".join(row) for row in rows]


def _check_large(table: Table, path: Path) -> None:
    """Compare with the way of large files, in blocks of a few lines."""
    block, large._BLOCK = large._BLOCK, 64
    try:
        found = large.read_large(path)
    finally:
        large._BLOCK = block
    if found is None:
        return
    frame, digest = found
    assert digest == table.sha256
    assert frame.shape == table.frame.shape
    for column in frame.iter_columns():
        texts = table.frame[column.name].replace("", None)
        if column.dtype == pl.String:
            assert column.replace("", None).equals(texts)
        else:
            assert column.equals(texts.cast(column.dtype))
