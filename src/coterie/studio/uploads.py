"""A file that is dropped on the page: written as it arrives, up to a limit, and gone where it is more."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

MEBIBYTE = 2**20
_LONGEST = 120


class Uploaded(NamedTuple):
    """A file that has arrived: what it was called, and where it is."""

    name: str
    path: Path


class TooLarge(Exception):  # noqa: N818 - a name says what happened
    """More arrives than may."""


class NoFile(Exception):  # noqa: N818 - as above
    """What arrives is not a form with a file."""


class _Parts:
    """Takes the first file out of a form as it arrives."""

    def __init__(self, into: BinaryIO, most: int) -> None:
        self.name: str | None = None
        self._into, self._left = into, most
        self._field, self._value = bytearray(), bytearray()
        self._taking = False

    def on_part_begin(self) -> None:
        self._field.clear()
        self._value.clear()

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        if bytes(self._field).lower() == b"content-disposition":
            name = parse_options_header(bytes(self._value))[1].get(b"filename")
            if name and self.name is None:
                self.name, self._taking = plain_name(name.decode("utf-8", "replace")), True
        self._field.clear()
        self._value.clear()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._taking:
            self._left -= end - start
            if self._left < 0:
                raise TooLarge
            self._into.write(data[start:end])

    def on_part_end(self) -> None:
        self._taking = False


def plain_name(given: str) -> str:
    r"""Return the last part of a name, without what no file may be called.

    Examples
    --------
    >>> plain_name("../../etc/passwd"), plain_name("C:\\\\data\\\\shop.csv"), plain_name("..")
    ('passwd', 'shop.csv', 'table')
    """
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    return kept.strip(". ")[-_LONGEST:] or "table"


async def receive(chunks: AsyncIterator[bytes], kind: str, folder: Path, *, most: int) -> Uploaded:
    """Write the file of a form into a folder, as it arrives.

    Parameters
    ----------
    chunks : async iterator of bytes
        The body.
    kind : str
        Its Content-Type.
    folder : Path
    most : int
        Bytes.

    Raises
    ------
    TooLarge
        As soon as more than that has arrived; then the folder is as it was.
    NoFile
        Where there is no file in it.
    """
    media, options = parse_options_header(kind)
    boundary = options.get(b"boundary")
    if media != b"multipart/form-data" or not boundary:
        raise NoFile
    path = folder / f"{secrets.token_hex(8)}.part"
    try:
        with path.open("xb") as into:
            parts = _Parts(into, most)
            called = {name: getattr(parts, name) for name in dir(parts) if name.startswith("on_")}
            parser = MultipartParser(boundary, callbacks=called)  # type: ignore[arg-type] # all of these are known
            seen = 0
            async for chunk in chunks:
                seen += len(chunk)
                if seen > most + MEBIBYTE:  # parts that are no file count, too
                    raise TooLarge
                parser.write(chunk)
            parser.finalize()
        if parts.name is None:
            raise NoFile
    except MultipartParseError as error:
        _gone(path)
        raise NoFile from error
    except BaseException:
        _gone(path)
        raise
    return Uploaded(parts.name, path)


async def arrived(chunks: AsyncIterator[bytes], headers: Mapping[str, str], folder: Path, *, most: int) -> Path:
    """Write the file of a form into a folder of its own, under the name that it has.

    Parameters
    ----------
    chunks, folder, most
        As in `receive`.
    headers : mapping of str to str
        Of the request.

    Raises
    ------
    TooLarge, NoFile
        As in `receive`.
    """
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > most + MEBIBYTE:
        raise TooLarge
    found = await receive(chunks, headers.get("content-type", ""), folder, most=most)
    own = found.path.with_suffix("")
    own.mkdir(mode=0o700)
    return found.path.rename(own / found.name)


def refusal(error: TooLarge | NoFile, most: int) -> tuple[str, int]:
    """Return what is said of a file that was not taken, and the status.

    Examples
    --------
    >>> refusal(TooLarge(), 2**20)[1], refusal(NoFile(), 2**20)[1]
    (413, 400)
    """
    if isinstance(error, TooLarge):
        return say("studio.too_large", most=most // MEBIBYTE), 413
    return say("studio.no_file"), 400


def _gone(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
