"""Compressed files: gzip, bzip2, xz, Zstandard and a zip of one file, never further than a stated bound."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors
from coterie.remarks import Remark
from coterie.sources.limits.workbook import check_workbook
from coterie.sources.limits.zstandard import most_unpacked

if TYPE_CHECKING:
    from typing import IO

MOST_BYTES = 4 * 2**30
"""What a compressed file may unpack to: 4 GiB. A larger one is a mistake or an attack."""

FREE_BYTES = 32 * 2**20
TIMES = 100
"""Nor may it grow beyond 100 times its size, 32 MiB aside: a table packs to a tenth, one of few words to a fiftieth."""

_PIECE = 2**20
_ENDINGS = (".gz", ".bz2", ".xz", ".zst", ".zip")
_DAMAGE = (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, ValueError, MemoryError)


class Unpacked(NamedTuple):
    """A file's bytes, the name that its content has, and what was done to get them."""

    data: bytes
    name: str
    remarks: tuple[Remark, ...]


def unpack(data: bytes, name: str, most: int | None = None) -> Unpacked:
    """Unpack a compressed file; any other comes back as it is.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name.
    most : int, optional
        Bytes that it may unpack to; by its size otherwise, `MOST_BYTES` at most.

    Returns
    -------
    Unpacked
        A workbook, which is a zip too, is packed again without its pictures: what Python has unpacked and counted is
        what will be read.

    Raises
    ------
    coterie.errors.InputError
        When it is damaged, locked, unpacks to more than `most`, or is a zip of several files.

    Examples
    --------
    >>> unpack(gzip.compress(b"a,b"), "customers.csv.gz")[:2]
    (b'a,b', 'customers.csv')
    """
    most = min(MOST_BYTES, max(FREE_BYTES, TIMES * len(data))) if most is None else most
    try:
        if data.startswith(b"PK\x03\x04"):
            return _zip(data, name, most)
        opener = _opener(data)
        if opener is not None:
            unpacked = _bounded(opener, name, most)
        elif data.startswith(b"\x28\xb5\x2f\xfd"):
            unpacked = _zstandard(data, name, most)
        else:
            return Unpacked(data, name, ())
    except errors.CoterieError:
        raise
    except (RuntimeError, NotImplementedError) as error:
        raise errors.reading.unreadable(
            name, "it is locked with a password, or packed in a way that is not known."
        ) from error
    except _DAMAGE as error:
        raise errors.reading.unreadable(name, "its compression is damaged.") from error
    if _is_packed(unpacked):
        raise errors.reading.packed_twice(name)
    inner = PurePath(name).stem if PurePath(name).suffix.lower() in _ENDINGS else name
    return Unpacked(unpacked, inner, ())


def _is_packed(data: bytes) -> bool:
    """Return whether bytes are a compressed file again; a workbook, which is a zip, is none."""
    return _opener(data) is not None or data.startswith(b"\x28\xb5\x2f\xfd")


def _opener(data: bytes) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | None:
    """Return the stream that unpacks these bytes."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=io.BytesIO(data))
    if data.startswith(b"BZh"):
        return bz2.BZ2File(io.BytesIO(data))
    return lzma.LZMAFile(io.BytesIO(data)) if data.startswith(b"\xfd7zXZ\x00") else None


def _bounded(stream: IO[bytes] | gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile, name: str, most: int) -> bytes:
    """Read a stream to its end, or refuse it; room is made for what comes, not for what may come."""
    unpacked = io.BytesIO()
    with stream:
        while piece := stream.read(_PIECE):
            unpacked.write(piece)
            if unpacked.tell() > most:
                raise errors.reading.unpacks_too_far(name, most)
    return unpacked.getvalue()


def _zip(data: bytes, name: str, most: int) -> Unpacked:
    """Unpack a zip of one file; a workbook is a zip too and stays one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > most:
            raise errors.reading.unpacks_too_far(name, most)
        names = archive.namelist()
        if "[Content_Types].xml" in names or "mimetype" in names:
            return Unpacked(_workbook(archive, name, len(data)), name, ())
        files = [entry for entry in names if not entry.endswith("/") and not _is_hidden(entry)]
        if not files:
            raise errors.reading.empty_zip(name)
        if len(files) > 1:
            raise errors.reading.zip_of_many(name, files)
        unpacked = _bounded(archive.open(files[0]), name, most)
    remark = Remark("unpacked", facts={"file": PurePath(files[0]).name[-80:]})
    return Unpacked(unpacked, PurePath(files[0]).name, (remark,))


def _is_hidden(entry: str) -> bool:
    """Return whether an entry is what operating systems leave beside files."""
    return entry.startswith("__MACOSX/") or PurePath(entry).name.startswith(".")


def _workbook(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """Return a workbook with nothing in it but what was unpacked and looked at."""
    parts = {entry: archive.read(entry) for entry in dict.fromkeys(archive.namelist()) if "/media/" not in entry}
    check_workbook(parts, name, size)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as again:
        for entry, content in parts.items():
            again.writestr(entry, content)
    return packed.getvalue()


def _zstandard(data: bytes, name: str, most: int) -> bytes:
    """Unpack Zstandard by Polars, which reads it as lines of UTF-8."""
    if most_unpacked(data) > most:
        raise errors.reading.unpacks_too_far(name, most)
    try:
        lines = pl.read_lines(io.BytesIO(data)).to_series()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise errors.reading.unreadable(name, "only UTF-8 text is read from .zst; unpack it first.") from error
    return "\n".join(lines.to_list()).encode()
