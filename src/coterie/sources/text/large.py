"""Large, clean text files: read block by block, columns of plain numbers as numbers at once.

The ordinary way holds a file several times over, as bytes, as text and as cells, so that anything can be mended. A
large export of a database needs no mending. It is read this way where every line of it is in order; where one is not,
the ordinary way reads it from the start. Both give the same table, but for the types of columns of plain numbers.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.sources.control_characters import has_controls
from coterie.sources.formats import recognise
from coterie.sources.text.header import to_frame
from coterie.sources.text.plain_numbers import is_plain
from coterie.sources.text.records import to_grid
from coterie.sources.text.stray_rows import may_name_total
from coterie.threads import parallel_imap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from hashlib import _Hash as Hash
    from pathlib import Path
    from typing import BinaryIO

LARGE = 16 * 2**20
"""Bytes of a text file from which on this way is tried."""

_BLOCK = 24 * 2**20
_CHUNK = 2**18
_HEAD = 2**18
_HEAD_ROWS = 10_000
_SLICES = 15
_SLICE = 2**14
_RESTARTS = 3
_WHOLE = r"^(?:0|-?[1-9]\d{0,17})$"
_NUMBER = r"^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,17})?$"
_DECIMALS_PROVEN = r"\.(?:\d{1,2}|\d{4,})$|^-?0\.|\d{4}\."
_MANY = 500


@dataclass(frozen=True)
class _Plan:
    """How the lines of a file are read.

    Attributes
    ----------
    delimiter : str
        Between the fields.
    types : dict of str to polars data type
        Int64, Float64 or String, by column.
    start : int
        Byte after the header.
    crlf : bool
        Whether lines end in two characters.
    """

    delimiter: str
    types: dict[str, type[pl.DataType]]
    start: int
    crlf: bool

    @property
    def numbers(self) -> list[str]:
        """Names of the columns read as numbers."""
        return [name for name, dtype in self.types.items() if dtype != pl.String]


class _NotInOrderError(Exception):
    """Something that only the ordinary way can read; `columns` were taken for numbers and are not."""

    def __init__(self, columns: Sequence[str] = ()) -> None:
        super().__init__(columns)
        self.columns = tuple(columns)


def read_large(path: Path) -> tuple[pl.DataFrame, str] | None:
    """Read a large text file whose every line is in order.

    A column is read as numbers where every cell of it is empty or a plain number: digits, a minus, a decimal point, no
    zero in front. Then the number says all that the text did. Any other column stays text.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Returns
    -------
    (polars.DataFrame, str) or None
        The table and the SHA-256 of the file's bytes; None where the ordinary way has to read it.
    """
    parts: list[pl.DataFrame] = []

    def take(number: int, part: pl.DataFrame) -> None:
        del parts[number:]
        parts.append(part)

    digest = read_parts(path, take)
    if digest is None:
        return None
    return pl.DataFrame([_joined(parts, name) for name in parts[0].columns]), digest


def read_parts(path: Path, take: Callable[[int, pl.DataFrame], None]) -> str | None:
    """Read a large text file as `read_large` does, part by part.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    take : callable
        Called with each part's number and the part. Number 0 may come again: then another column turned out to be
        text, and what was taken before is void.

    Returns
    -------
    str or None
        The SHA-256 of the file's bytes; None where the ordinary way has to read it: then all parts are void.
    """
    with path.open("rb") as file:
        plan = _plan(file, path.name)
        for _ in range(_RESTARTS):
            if plan is None or not plan.numbers:
                return None
            try:
                return _read(file, plan, take)
            except _NotInOrderError as error:
                text = dict.fromkeys(error.columns, pl.String)
                plan = replace(plan, types={**plan.types, **text}) if text else None
    return None


def _plan(file: BinaryIO, name: str) -> _Plan | None:
    """Look at the head and at slices of the rest; None where something is not plain."""
    head = file.read(_HEAD)
    plan = text_plan(head, name)
    if plan is None:
        return None
    whole_lines = head[plan.start : head.rfind(b"\n") + 1]
    try:
        slices = [_slice(file, plan, part) for part in range(1, _SLICES + 1)]
        sample = pl.concat([_texts(_tidy(whole_lines, plan), plan), *slices])
    except _NotInOrderError:
        return None
    types = {column.name: _type(column) for column in sample.iter_columns()}
    texts = [sample[column] for column, dtype in types.items() if dtype == pl.String]
    if any(column.str.contains(r"\d,\d").any() for column in texts):
        return None  # decimal commas: what one column proves, the others follow
    return replace(plan, types=types)


def text_plan(head: bytes, name: str) -> _Plan | None:
    """Return the delimiter and the names, when nothing at all has to be mended in the first lines."""
    if recognise(head, name) != ("text", ()) or b'"' in head or b"\0" in head or b"\n" not in head:
        return None
    try:
        grid = to_grid(head[: head.rfind(b"\n") + 1].decode("utf-8"))
    except UnicodeDecodeError:
        return None
    frame, remarks = to_frame(grid, name=name)
    if (
        grid.remarks
        or grid.short
        or remarks
        or frame.width != grid.cells.width
        or not 2 <= frame.height == grid.cells.height - 1
    ):
        return None
    types: dict[str, type[pl.DataType]] = dict.fromkeys(frame.columns, pl.String)
    return _Plan(grid.delimiter, types, head.index(b"\n") + 1, crlf=b"\r\n" in head)


def _slice(file: BinaryIO, plan: _Plan, part: int) -> pl.DataFrame:
    """Read a few lines somewhere in the file as text."""
    size = file.seek(0, 2)
    file.seek(max(plan.start, size * part // (_SLICES + 1)))
    lines = file.read(_SLICE)
    lines = lines[lines.find(b"\n") + 1 : lines.rfind(b"\n") + 1]
    return _texts(_tidy(lines, plan), plan)


def _type(cells: pl.Series) -> type[pl.DataType]:
    """Return what a column is read as, by a sample of its cells.

    Decimals are read as numbers where they prove their point to be one, and where so many differ that they are a
    measure; the text of a few might be the names of categories.
    """
    known = cells.drop_nulls()
    if known.is_empty() or not known.str.contains(_NUMBER).all():
        return pl.String if known.is_empty() or not known.str.contains(_WHOLE).all() else pl.Int64
    if known.str.contains(_WHOLE).all():
        return pl.Int64
    decimals = known.str.contains(r"\.\d*[1-9]")
    proven = known.str.contains(_DECIMALS_PROVEN)
    return pl.Float64 if decimals.mean() > 0.1 and proven.any() and known.n_unique() >= _MANY else pl.String  # type: ignore[operator]  # a Boolean's mean


def _tidy(block: bytes, plan: _Plan) -> bytes:
    """Return lines that end in one character; refuse what needs mending."""
    if plan.crlf:
        block = block.replace(b"\r\n", b"\n")
    if b'"' in block or b"\r" in block or has_controls(block):
        raise _NotInOrderError
    return block


def _read(file: BinaryIO, plan: _Plan, take: Callable[[int, pl.DataFrame], None]) -> str:
    """Read the whole file by a plan; hash it beside."""
    digest = hashlib.sha256()
    checked = _Checked(plan)
    file.seek(0)
    digest.update(file.read(plan.start))
    for number, part in enumerate(_parts(file, plan, digest)):
        checked.look(part)
        take(number, part)
    checked.end()
    return digest.hexdigest()


def _parts(file: BinaryIO, plan: _Plan, digest: Hash) -> Iterator[pl.DataFrame]:
    """Yield the blocks as they are read by a plan; two more are parsed, and all hashed in order, meanwhile."""
    with ThreadPoolExecutor(1) as beside:
        yield from parallel_imap(
            lambda job: _parse(_tidy(job[0], plan), plan, hashed=job[1]),
            ((block, beside.submit(digest.update, block)) for block in blocks(file)),
        )


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield blocks of whole lines; where one ends is looked for first, so that none is copied."""
    start = high = file.tell()
    size = file.seek(0, 2)
    while start < size:
        high = min(high + _BLOCK, size)
        end = _line_end(file, start, high)
        if end == start and high == size:
            end = size
        if end > start:
            file.seek(start)
            yield file.read(end - start)
        start = end


def _line_end(file: BinaryIO, low: int, high: int) -> int:
    """Return where the last line ends that ends up to `high`; `low` where none does after it."""
    for length in (_SLICE, high - low):
        first = file.seek(max(low, high - length))
        end = file.read(high - first).rfind(b"\n") + 1
        if end:
            return first + end
    return low


def _joined(parts: list[pl.DataFrame], name: str) -> pl.Series:
    """Return one column in one piece, and let its pieces go."""
    column = pl.concat([part[name] for part in parts]).rechunk()
    for at, part in enumerate(parts):
        parts[at] = part.drop(name)
    return column


def _parse(block: bytes, plan: _Plan, *, hashed: Future[None]) -> pl.DataFrame:
    """Read a block of lines, all of the same width."""
    frame = _numbers(block, plan)
    hashed.result()
    return frame


def _numbers(block: bytes, plan: _Plan) -> pl.DataFrame:
    if len(plan.numbers) < len(plan.types):
        return _mixed(_texts(block, plan), plan)
    try:
        frame = _cells(block, plan, plan.types)
    except (pl.exceptions.PolarsError, OSError):
        frame = None
    if frame is None or not is_plain(block, plan.delimiter):
        raise _NotInOrderError(_odd(_texts(block, plan), plan))
    return frame


def _texts(block: bytes, plan: _Plan) -> pl.DataFrame:
    """Read a block as text."""
    try:
        return _cells(block, plan, dict.fromkeys(plan.types, pl.String))
    except (pl.exceptions.PolarsError, OSError):  # a block that begins with "x^" is taken for a compressed one
        raise _NotInOrderError from None


def _cells(block: bytes, plan: _Plan, types: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Read a block; a line too short, too long or empty is not in order."""
    frame = pl.read_csv(
        block, has_header=False, schema=types, separator=plan.delimiter, quote_char=None, infer_schema=False
    )
    rows = _count(block, "\n") + (not block.endswith(b"\n"))
    fields = _count(block, plan.delimiter) + rows
    if frame.height != rows or fields != rows * len(types):
        raise _NotInOrderError
    return frame


def _count(block: bytes, character: str) -> int:
    """Count a character, in pieces that stay in the processor's cache."""
    cells = np.frombuffer(block, np.uint8)
    pieces = (cells[at : at + _CHUNK] for at in range(0, len(cells), _CHUNK))
    return sum(int(np.count_nonzero(piece == ord(character))) for piece in pieces)


def _mixed(texts: pl.DataFrame, plan: _Plan) -> pl.DataFrame:
    """Turn the columns of numbers into numbers; those where a cell is none are not in order."""
    if odd := _odd(texts, plan):
        raise _NotInOrderError(odd)
    return texts.with_columns(pl.col(name).cast(plan.types[name]) for name in plan.numbers)


def _odd(texts: pl.DataFrame, plan: _Plan) -> list[str]:
    """Return the columns taken for numbers where a cell is none."""
    patterns = {name: _WHOLE if plan.types[name] == pl.Int64 else _NUMBER for name in plan.numbers}
    plain = texts.select(pl.col(name).str.contains(pattern).all() for name, pattern in patterns.items())
    return [name for name in plan.numbers if not plain[name][0]]


class _Checked:
    """Refuses rows without a value, totals and notes under the table, which the ordinary way leaves out."""

    def __init__(self, plan: _Plan) -> None:
        self._plan = plan
        self._texts = [name for name in plan.types if name not in plan.numbers]
        self._filled = {name: pl.col(name).str.strip_chars().replace("", None).is_not_null() for name in self._texts}
        self._filled |= {name: pl.col(name).is_not_null() for name in plan.numbers}
        self._head: pl.DataFrame | None = None
        self._last: pl.DataFrame | None = None
        self._gaps: set[str] = set()

    def look(self, part: pl.DataFrame) -> None:
        """Look at a part, in the order of the file."""
        numbers = self._plan.numbers
        empty = (
            all(part[name].null_count() for name in numbers)
            and not part.select(pl.any_horizontal(*self._filled.values()).all()).item()
        )
        totals = any(part.select(may_name_total(pl.col(name)).any()).item() for name in self._texts)
        if empty or totals:
            raise _NotInOrderError
        self._gaps |= {name for name in numbers if part[name].null_count()}
        self._head = part.head(_HEAD_ROWS).clone() if self._head is None else self._head
        self._last = part.tail(1) if part.height else self._last

    def end(self) -> None:
        """Look at what only the whole shows."""
        if self._head is None or self._last is None:
            raise _NotInOrderError
        beyond_first = [self._filled[name] for name in self._last.columns[1:]]
        if beyond_first and not self._last.select(pl.any_horizontal(*beyond_first)).item():
            raise _NotInOrderError
        gaps = [name for name in self._plan.numbers if name in self._gaps and self._plan.types[name] == pl.Int64]
        if ids := [name for name in gaps if _like_ids(self._head[name])]:
            raise _NotInOrderError(ids)


def _like_ids(column: pl.Series) -> bool:
    """Return whether whole numbers hardly repeat: ids of which some are missing stay text."""
    known = column.drop_nulls()
    return known.n_unique() > 0.9 * len(known)
