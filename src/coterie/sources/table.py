"""The noun of the first stage: a customer table and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from coterie.remarks import Remark


@dataclass(frozen=True)
class Table:
    """Customers as they were read, before anything is decided about them.

    Attributes
    ----------
    frame : polars.DataFrame of shape (rows, columns)
        A text file's columns are all text here, so that nothing is lost; a frame or a typed file keeps its types, and
        columns of plain numbers in a large text file are numbers.
    name : str
        The file's name without its folder, or "frame".
    sha256 : str
        Of the file's bytes; of the frame written as Parquet when it came as a frame.
    kind : str
        What the customers came as, so that results can go back alike: "file", "polars", "pandas", "pyarrow" ...
    remarks : tuple of Remark
        What reading had to do to get here.
    path : str
        As it was given, for messages; empty for a frame.
    lines : tuple of (str, int)
        Of a text file's lines, or a sheet's rows: how many, then what was left out of them, each by the code of its
        remark; empty for anything else.
    delimiter : str
        Between the fields of a text file; empty for anything else, and for a large one, whose numbers are plain.
    index : index or None
        That of a frame which has one, as pandas does; results go back under it.
    since_1904 : bool
        Of a workbook: whether it counts its days from 1904, not from 1900.
    """

    frame: pl.DataFrame
    name: str
    sha256: str
    kind: str = "file"
    remarks: tuple[Remark, ...] = ()
    path: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    delimiter: str = ""
    index: Any = None
    since_1904: bool = False
