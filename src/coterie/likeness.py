"""Files as their source is: with its separator, in its encoding."""

from __future__ import annotations

import codecs
import csv
from itertools import islice, zip_longest
from pathlib import Path
from typing import BinaryIO, NamedTuple

import polars as pl

from coterie import errors
from coterie.parsing.numbers import Mark, decimal_mark
from coterie.sources.text.encoding import decode
from coterie.sources.text.records import sniff

_HEAD = 2**18
_ROWS = 2000
_MARK = b"\xef\xbb\xbf"


class Likeness(NamedTuple):
    """How a text file is written.

    Attributes
    ----------
    separator : str
        Between cells.
    encoding : str
        As Python calls it.
    decimal : {".", ","}
        Before the decimals of numbers.
    """

    separator: str = ","
    encoding: str = "utf-8"
    decimal: Mark = "."


def likeness_of(source: object, *, encoding: str | None = None) -> Likeness:
    r"""Find how a text file is written, from its beginning.

    Parameters
    ----------
    source : object
        The customers.
    encoding : str or None
        As it was said, where it was.

    Raises
    ------
    coterie.errors.InputError
        For what is no text file, such as a workbook or a database.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "customers.csv")
    ...     _ = path.write_bytes("Kunde;Größe\n1;2\n".encode("cp1252"))
    ...     likeness_of(path)
    Likeness(separator=';', encoding='cp1252', decimal='.')
    """
    path = Path(str(source))
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise errors.writing.no_likeness(str(source)) from error
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise errors.writing.no_likeness(path.name)
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
    try:
        found = decode(whole, encoding)
        name = codecs.lookup(found.encoding.replace(" ", "_")).name
    except (LookupError, UnicodeDecodeError) as error:
        raise errors.writing.no_likeness(path.name) from error
    name = "utf-8-sig" if head.startswith(_MARK) else name
    separator = sniff(found.text)
    return Likeness(separator, "utf-16" if name.startswith("utf-16") else name, _mark(found.text, separator))


def _mark(text: str, separator: str) -> Mark:
    """Return the comma where the columns of numbers prove it, and none of them a point."""
    if separator == ",":
        return "."
    rows = islice(csv.reader(text.splitlines(), delimiter=separator), 1, _ROWS)
    columns = (pl.Series(cells, dtype=pl.String) for cells in zip_longest(*rows))
    found = [decimal_mark(cells.drop_nulls()) for cells in columns]
    return "," if {each.mark for each in found if each.proven} == {","} else "."


class Recoded:
    r"""A file that takes UTF-8 and passes it on in another encoding.

    Parameters
    ----------
    file : binary file
    encoding : str

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> Recoded(file, "cp1252").write("Größe".encode())
    >>> file.getvalue()
    b'Gr\xf6\xdfe'
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file, self._encoding = file, encoding
        self._from = codecs.getincrementaldecoder("utf-8")()
        self._to = codecs.getincrementalencoder(encoding)()

    def write(self, text: bytes | memoryview) -> None:
        """Write more text.

        Raises
        ------
        coterie.errors.OutputError
            For a character that the encoding does not have.
        """
        try:
            self._file.write(self._to.encode(self._from.decode(bytes(text))))
        except UnicodeEncodeError as error:
            raise errors.writing.not_in_encoding(error.object[error.start : error.end], self._encoding) from error
