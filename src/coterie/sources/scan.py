"""Tables that are looked at without being held: Parquet, lazy Polars frames, and large text files in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from coterie import errors
from coterie.sources.column_names import plain_titles
from coterie.sources.control_characters import has_controls
from coterie.sources.limits.bounds import stated_rows
from coterie.sources.limits.parquet_footer import check_pages
from coterie.sources.text.large import LARGE, blocks, text_plan
from coterie.sources.typed.files import parquet_files, text_partitions

_HEAD = 2**18


@dataclass(frozen=True)
class Scanned:
    """A table that is read again at each look.

    Attributes
    ----------
    frame : polars.LazyFrame
        Text files as text.
    name : str
        The file's name without its folder, or "frame".
    kind : str
        "file" or "polars-lazy".
    """

    frame: pl.LazyFrame
    name: str
    kind: str = "file"


def scan(source: object) -> Scanned | None:
    """Look at a table lazily where that gives the same as reading it.

    Parameters
    ----------
    source : str, pathlib.Path or polars.LazyFrame
        A Parquet file, a folder of them, or a large text file whose every line is in order.

    Returns
    -------
    Scanned or None
        None where `coterie.sources.read` has to do it.

    Raises
    ------
    coterie.errors.InputError
        When a lazy frame's plan, or a file that says it is Parquet, cannot be read.

    Examples
    --------
    >>> scan(pl.LazyFrame({" paid ": [20]})).frame.collect_schema().names()
    ['paid']
    >>> scan("no-such-file.csv") is None
    True
    """
    if isinstance(source, pl.LazyFrame):
        return _named(source, "frame", "polars-lazy")
    scanned = _file(Path(source)) if isinstance(source, str | Path) else None
    if scanned and any(isinstance(dtype, pl.Struct) for dtype in scanned.frame.collect_schema().dtypes()):
        return None  # reading makes columns of what records hold
    return scanned


def _file(path: Path) -> Scanned | None:
    """Return what a path leads to."""
    try:
        if path.is_dir():
            files = parquet_files(path)
            return _parquet(files, path) if files else None
        if not path.is_file():
            return None
        with path.open("rb") as file:
            if file.read(4) == b"PAR1":
                return _parquet([path], path)
        return _text(path)
    except OSError:
        return None  # reading tells why


_LIKE_COMPRESSED = (b"x^", b"x\x01")
"""Text that the reader would take for compressed."""


def _parquet(files: list[Path], path: Path) -> Scanned:
    """Scan Parquet files that can hold what they say."""
    parts = text_partitions(files) if path.is_dir() else None
    scanned = _named(pl.scan_parquet(files, hive_partitioning=path.is_dir(), hive_schema=parts), path.name)
    try:
        stated_rows(scanned.frame, path.name, sum(file.stat().st_size for file in files))
        check_pages((file.open("rb") for file in files), path.name, scanned.frame.collect_schema())
    except errors.CoterieError:
        raise
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError) as error:
        raise errors.reading.unreadable(path.name, "it is no Parquet file that can be understood.") from error
    return scanned


def _named(frame: pl.LazyFrame, name: str, kind: str = "file") -> Scanned:
    """Return a frame under names that can be used everywhere."""
    try:
        known = frame.collect_schema().names()
    except Exception as error:  # a plan can fail with whatever its author's functions raise
        why = (str(error).strip() or type(error).__name__).splitlines()[0][:200].rstrip(".")
        raise errors.reading.unreadable(name, f"{why}.") from error
    titles, _ = plain_titles(known)
    changed = {old: new for old, new in zip(known, titles, strict=True) if old != new}
    return Scanned(frame.rename(changed) if changed else frame, name, kind)


def _text(path: Path) -> Scanned | None:
    """Return a large text file, when every line of it is in order."""
    if path.stat().st_size < LARGE:
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD)
        plan = text_plan(head, path.name)
        if plan is None or len(plan.types) < 2 or head.startswith(_LIKE_COMPRESSED):
            return None
        file.seek(plan.start)
        if not all(_in_order(block, plan.delimiter, len(plan.types)) for block in blocks(file)):
            return None
    schema = dict.fromkeys(plan.types, pl.String())
    frame = pl.scan_csv(path, has_header=False, skip_lines=1, schema=schema, separator=plan.delimiter, quote_char=None)
    return _named(frame, path.name)


def _in_order(block: bytes, delimiter: str, width: int) -> bool:
    """Return whether every line has as many fields as the header, and nothing in them has to be mended."""
    if b'"' in block or has_controls(block) or block.count(b"\r") != block.count(b"\r\n"):
        return False
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    cells = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(cells == ord("\n"))
    ends = ends if block.endswith(b"\n") else np.append(ends, len(cells))
    fields = np.searchsorted(np.flatnonzero(cells == ord(delimiter)), ends)
    return bool((np.diff(fields, prepend=0) == width - 1).all())
