"""Tables in cloud storage, by Polars, with the credentials that the environment holds."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.sources.remote.addresses import file_name, masked
from coterie.sources.typed.files import text_partitions

if TYPE_CHECKING:
    from collections.abc import Callable

_PATH = "coterie: the file's address"
_PARQUET = (".parquet", ".pq", ".parq", "")
_ARROW = (".arrow", ".feather", ".ipc")
_TEXT = (".csv", ".tsv", ".txt", ".tab", ".psv", ".dat", ".json", ".jsonl", ".ndjson")
_WHY = (
    (r"no such host|dns error|lookup", "there is no such host"),
    (
        r"404|NoSuchKey|NoSuchBucket|not found|paths were empty|no files|does ?n.t exist",
        "there is nothing of that name",
    ),
    (r"40[13]|denied|forbidden|credential|signature|unauthor|InvalidAccessKey|metadata", "access is refused"),
    (r"timed? ?out", "nothing came in time"),
)


def read_object(address: str) -> pl.DataFrame | bytes:
    """Read a table from cloud storage.

    Parameters
    ----------
    address : str
        ``s3://``, ``gs://`` or ``az://``: a Parquet file or a folder of them, an Arrow file, or text in UTF-8.

    Returns
    -------
    polars.DataFrame or bytes
        A table with types of its own; a text file's lines otherwise.

    Raises
    ------
    coterie.errors.InputError
        When there is nothing, access is refused, or the file is of a kind that cannot be read so.
    """
    shown, suffix = masked(address), PurePosixPath(file_name(address)).suffix.lower()
    readers: tuple[tuple[tuple[str, ...], Callable[[str], pl.DataFrame | bytes]], ...] = (
        (_PARQUET, _parquet),
        (_ARROW, _arrow),
        (_TEXT, _text),
    )
    reader = next((reader for endings, reader in readers if suffix in endings), None)
    if reader is None:
        raise errors.reading.not_from_cloud(shown, suffix)
    try:
        return reader(address)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError, ImportError) as error:
        raise errors.reading.unreachable(shown, _why(str(error), suffix)) from None


def _parquet(address: str) -> pl.DataFrame:
    """Read a Parquet file, or a folder of them in alphabetical order, hidden ones left out."""
    if PurePosixPath(file_name(address)).suffix:
        return pl.scan_parquet(address, hive_partitioning=False).collect()
    folder = address.rstrip("/") + "/"
    named = pl.scan_parquet(folder, include_file_paths=_PATH).select(pl.col(_PATH).unique()).collect()
    inside = {path: PurePosixPath(path.removeprefix(folder)) for path in sorted(named.to_series().to_list())}
    files = {path: inner for path, inner in inside.items() if not any(part[0] in "._" for part in inner.parts)}
    schema = text_partitions(list(files.values()))
    return pl.scan_parquet(list(files), hive_partitioning=True, hive_schema=schema).collect()


def _arrow(address: str) -> pl.DataFrame:
    return pl.scan_ipc(address).collect()


def _text(address: str) -> bytes:
    """Return the lines; Polars takes UTF-8 only."""
    lines = pl.scan_lines(address).collect().to_series()
    return "\n".join(lines.to_list()).encode()


def _why(said: str, suffix: str) -> str:
    """Say why nothing came, in words of our own: those of a storage may repeat keys."""
    found = next((why for pattern, why in _WHY if re.search(pattern, said, re.IGNORECASE)), None)
    if found is None and re.search(r"utf-?8", said, re.IGNORECASE):
        return "it is no text in UTF-8; download it and name the file"
    if found is None and re.search(r"parquet|magic|footer|ipc|arrow", said, re.IGNORECASE):
        return f"it is no {suffix or 'Parquet'} file that can be understood"
    return found or "the storage cannot be reached"
