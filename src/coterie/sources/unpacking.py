"""Compressed files: gzip, bzip2, xz, Zstandard and a zip of one file, never further than a stated bound."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors
from coterie.sources.table import Remark

if TYPE_CHECKING:
    from typing import IO

MOST_BYTES = 4 * 2**30
"""What a compressed file may unpack to: 4 GiB. A larger one is a mistake or an attack."""

_ENDINGS = (".gz", ".bz2", ".xz", ".zst", ".zip")


class Unpacked(NamedTuple):
    """A file's bytes, the name that its content has, and what was done to get them."""

    data: bytes
    name: str
    remarks: tuple[Remark, ...]


def unpack(data: bytes, name: str, most: int = MOST_BYTES) -> Unpacked:
    """Unpack a compressed file; any other comes back as it is.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name.
    most : int, default MOST_BYTES
        Bytes that it may unpack to.

    Returns
    -------
    Unpacked

    Raises
    ------
    coterie.errors.InputError
        When it is damaged, unpacks to more than `most`, or is a zip of several files.

    Examples
    --------
    >>> unpack(gzip.compress(b"a,b"), "customers.csv.gz")[:2]
    (b'a,b', 'customers.csv')
    """
    try:
        if data.startswith(b"PK\x03\x04"):
            return _zip(data, name, most)
        opener = _opener(data)
        if opener is not None:
            unpacked = _bounded(opener, name, most)
        elif data.startswith(b"\x28\xb5\x2f\xfd"):
            unpacked = _zstandard(data, name)
        else:
            return Unpacked(data, name, ())
    except (OSError, EOFError, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise errors.unreadable(name, "its compression is damaged.") from error
    inner = PurePath(name).stem if PurePath(name).suffix.lower() in _ENDINGS else name
    return Unpacked(unpacked, inner, ())


def _opener(data: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | None:
    """Return the stream that unpacks these bytes."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data))
    if data.startswith(b"BZh"):
        return bz2.BZ2File(io.BytesIO(data))
    return lzma.LZMAFile(io.BytesIO(data)) if data.startswith(b"\xfd7zXZ\x00") else None


def _bounded(stream: IO[bytes] | gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile, name: str, most: int) -> bytes:
    """Read a stream to its end, or refuse it."""
    with stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise errors.unpacks_too_far(name, most)
    return data


def _zip(data: bytes, name: str, most: int) -> Unpacked:
    """Unpack a zip of one file; a workbook is a zip too and stays one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > most:
            raise errors.unpacks_too_far(name, most)
        names = archive.namelist()
        if "[Content_Types].xml" in names or "mimetype" in names:
            return Unpacked(data, name, ())
        files = [entry for entry in names if not entry.endswith("/") and not _is_hidden(entry)]
        if len(files) != 1:
            raise errors.zip_of_many(name, files)
        unpacked = _bounded(archive.open(files[0]), name, most)
    remark = Remark(None, "one file unpacked from a zip", 0, f"'{PurePath(files[0]).name}'")
    return Unpacked(unpacked, PurePath(files[0]).name, (remark,))


def _is_hidden(entry: str) -> bool:
    """Say whether an entry is what operating systems leave beside files."""
    return entry.startswith("__MACOSX/") or PurePath(entry).name.startswith(".")


def _zstandard(data: bytes, name: str) -> bytes:
    """Unpack Zstandard by Polars, which reads it as lines of UTF-8."""
    try:
        lines = pl.read_lines(io.BytesIO(data)).to_series()
    except pl.exceptions.PolarsError as error:
        raise errors.unreadable(name, "only UTF-8 text is read from .zst; unpack it first.") from error
    return "\n".join(lines.to_list()).encode()
