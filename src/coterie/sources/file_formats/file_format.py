"""What a file format is: how its files are known, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from coterie.sources.typed.files import read_typed

if TYPE_CHECKING:
    import polars as pl

    from coterie.remarks import Remark


class Read(NamedTuple):
    """A table as a format's reader returns it.

    Attributes
    ----------
    frame : polars.DataFrame
    remarks : tuple of Remark
        What had to be done to get there.
    lines : tuple of (str, int)
        An account of the lines.
    delimiter : str
        Between the fields of a line; empty where there are none.
    since_1904 : bool
        Of a workbook: whether it counts its days from 1904, not from 1900.
    """

    frame: pl.DataFrame
    remarks: tuple[Remark, ...]
    lines: tuple[tuple[str, int], ...] = ()
    delimiter: str = ""
    since_1904: bool = False


@dataclass(frozen=True)
class FileFormat:
    """One file format; registered by a line in `coterie.sources.file_formats`.

    Attributes
    ----------
    spelled : str
        What it is called in sentences.
    read : callable
        Makes a table of a file's bytes, its name, and the options of reading.
    usual, other : tuple of str
        Endings of its files: those that messages name, and the rest.
    starts : tuple of bytes
        What its files begin with; none where the content says nothing.
    media_types : mapping of str to str
        What web servers call it, with the ending that is then taken.
    lines : bool
        Whether it is read line by line.
    """

    spelled: str
    read: Callable[..., Read]
    usual: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    starts: tuple[bytes, ...] = ()
    media_types: Mapping[str, str] = field(default_factory=dict)
    lines: bool = False

    @property
    def endings(self) -> tuple[str, ...]:
        """Every ending of its files."""
        return self.usual + self.other


def typed(parse: Callable[[bytes, str], tuple[pl.DataFrame, tuple[Remark, ...]]], spelled: str) -> Callable[..., Read]:
    """Return the reader of a format that states its own types: whatever its library raises is told in one line.

    Parameters
    ----------
    parse : callable
        Makes a table of a file's bytes and its name.
    spelled : str
        What the format is called in sentences.
    """

    def read(data: bytes, name: str, **_: Any) -> Read:  # noqa: ANN401 - no option of reading concerns it
        return Read(*read_typed(data, name, parse, spelled=spelled))

    return read
