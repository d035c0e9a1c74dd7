"""Characters that no text is written with, and sequences that drive a terminal: taken out where a table comes in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from coterie.parsing.cells import is_texty
from coterie.parsing.order import is_unique
from coterie.remarks import Remark

if TYPE_CHECKING:
    from coterie.sources.table import Table

_SEQUENCES = (
    r"(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x{9d}\x{90}\x{98}\x{9e}\x{9f}])[^\x07\x1b\x{9c}]*(?:\x07|\x1b\\|\x{9c})?"
    r"|\x1b[ -/]*[0-~]"
)
_PLANES = "".join(rf"\x{{{plane:x}fffe}}\x{{{plane:x}ffff}}" for plane in range(1, 17))
_ALONE = rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{{80}}-\x{{9f}}\x{{fdd0}}-\x{{fdef}}\x{{fffe}}\x{{ffff}}{_PLANES}]"
_EITHER = rf"{_SEQUENCES}|{_ALONE}"
_CHUNK = 2**18
_LEFT = (9, 10, 13)  # tabs and line breaks


def without_controls(text: pl.Series) -> pl.Series:
    r"""Return texts without control characters, non-characters and sequences for terminals; tabs and line breaks stay.

    Examples
    --------
    >>> import polars as pl
    >>> without_controls(pl.Series(["al\x01pha", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07x", "a\tb"])).to_list()
    ['alpha', 'red', 'x', 'a\tb']
    """
    return text.str.replace_all(_EITHER, "")


def plain_name(name: str) -> str:
    r"""Return one text as `without_controls` does.

    Examples
    --------
    >>> plain_name("in\x07come")
    'income'
    """
    if name.isprintable():
        return name
    return str(without_controls(pl.Series([name], dtype=pl.String))[0])


def checked(table: Table) -> Table:
    """Return a table whose texts hold no such characters, with a remark on each column that did.

    Ids that only such characters tell apart stay as they are: they are never drawn.
    """
    found: dict[str, tuple[pl.Series, Remark]] = {}
    for column in table.frame.iter_columns():
        if is_texty(column.dtype) and (mended := _mended(column)) is not None:
            found[column.name] = mended
    if not found:
        return table
    columns = [found[column.name][0] if column.name in found else column for column in table.frame.iter_columns()]
    return replace(
        table, frame=pl.DataFrame(columns), remarks=(*table.remarks, *(remark for _, remark in found.values()))
    )


def _mended(column: pl.Series) -> tuple[pl.Series, Remark] | None:
    """Return a column without such characters and what is said of it, or None where it has none."""
    text = column.cast(pl.String).alias("text")  # a name may be a pattern to Polars
    odd = text.str.contains(_ALONE).fill_null(value=False)
    if not odd.any():
        return None
    bare = without_controls(text)
    if is_unique(text) and not is_unique(bare):
        return None
    return bare.alias(column.name), Remark("control_characters", column.name, int(odd.sum()))


def mended(frame: pl.DataFrame) -> pl.DataFrame:
    r"""Return a batch of a table as `checked` leaves the whole, but for its remarks.

    Examples
    --------
    >>> import polars as pl
    >>> mended(pl.DataFrame({"kind": ["al\x01pha"]})).item()
    'alpha'
    """
    columns = (_mended(column) if is_texty(column.dtype) else None for column in frame.iter_columns())
    pairs = zip(frame.iter_columns(), columns, strict=True)
    return pl.DataFrame([column if new is None else new[0] for column, new in pairs])


def has_controls(block: bytes) -> bool:
    r"""Return whether UTF-8 text holds such characters, quickly.

    Examples
    --------
    >>> has_controls(b"id\tage\r\n"), has_controls(b"al\x01pha"), has_controls("\x85".encode())
    (False, True, True)
    """
    cells = np.frombuffer(block, np.uint8)
    low = sum(
        int(np.count_nonzero(piece < 32)) + int(np.count_nonzero(piece == 127))
        for piece in (cells[at : at + _CHUNK] for at in range(0, len(cells), _CHUNK))
    )
    if low and low != sum(block.count(bytes([sign])) for sign in _LEFT):
        return True
    return not block.isascii() and pl.Series([block.decode("utf-8", "replace")]).str.contains(_ALONE).item()
