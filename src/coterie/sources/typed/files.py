"""Files that state their own types: Parquet, Arrow, JSON."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import polars as pl

from coterie import errors
from coterie.remarks import Remark
from coterie.sources.limits.bounds import check_text, stated_rows
from coterie.sources.limits.parquet_footer import check_pages
from coterie.sources.typed.json_table import BadLineError
from coterie.sources.typed.panics import unprinted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path, PurePath

_Read = tuple[pl.DataFrame, tuple[Remark, ...]]


def read_typed(
    data: bytes, name: str, parse: Callable[[bytes, str], _Read], *, spelled: str
) -> tuple[pl.DataFrame, tuple[Remark, ...]]:
    """Read a file of a format that states its own types.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name, for messages.
    parse : callable
        The format's own reader, of the two.
    spelled : str
        What the format is called.

    Returns
    -------
    frame : polars.DataFrame
        Records inside a cell become columns of their own: ``address.city``.
    remarks : tuple of Remark
        What had to be done to get there.

    Raises
    ------
    coterie.errors.InputError
        When it cannot be read; for JSON with the first bad line.

    Examples
    --------
    >>> from coterie.sources.typed.json_table import read_json
    >>> read_typed(b'{"id": 1, "address": {"city": "Ulm"}}', "x.jsonl", read_json, spelled="JSON")[0].to_dicts()
    [{'id': 1, 'address.city': 'Ulm'}]
    """
    try:
        with unprinted():
            frame, remarks = parse(data, name)
        check_text(frame, name, len(data))
    except errors.CoterieError:
        raise
    except BadLineError as error:
        raise errors.reading.unreadable(name, f"line {error.line} is no JSON object.") from error
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, OSError, RecursionError) as error:
        raise errors.reading.unreadable(name, f"it is no {spelled} file that can be understood.") from error
    flat = unnested(frame)
    return flat, (*remarks, *_renamed(flat))


def _renamed(frame: pl.DataFrame) -> list[Remark]:
    """Say which names came up twice when records became columns."""
    return [
        Remark("second_of_name", name, facts={"name": name.rpartition(" (")[0]})
        for name in frame.columns
        if "." in name and name.endswith(")") and name.rpartition(" (")[0] in frame.columns
    ]


def read_folder(folder: Path) -> tuple[pl.DataFrame, str] | None:
    """Read a folder of Parquet files, partitioned or not, as one table.

    Parameters
    ----------
    folder : pathlib.Path
        Names such as ``country=DE`` of folders inside become columns.

    Returns
    -------
    (polars.DataFrame, str) or None
        The table, and the SHA-256 of the files' names and bytes in alphabetical order; None without a Parquet file.

    Raises
    ------
    coterie.errors.InputError
        When the files cannot be read as one table.
    """
    files = parquet_files(folder)
    if not files:
        return None
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    try:
        scan = pl.scan_parquet(files, hive_partitioning=True, hive_schema=text_partitions(files))
        rows = stated_rows(scan, folder.name, sum(path.stat().st_size for path in files))
        check_pages((path.open("rb") for path in files), folder.name, scan.collect_schema())
        frame = scan.collect()
        if frame.height != rows:
            raise ValueError
        check_text(frame, folder.name, frame.height)
    except errors.CoterieError:
        raise
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise errors.reading.unreadable(folder.name, _unlike(files, folder)) from error
    return unnested(frame), digest.hexdigest()


def parquet_files(folder: Path) -> list[Path]:
    """Return the Parquet files of a folder and of those inside, in alphabetical order.

    What begins with a point or an underscore is no data, as everywhere where such folders are written.
    """
    return sorted(
        path
        for path in folder.rglob("*.parquet")
        if path.is_file() and not any(part[0] in "._" for part in path.relative_to(folder).parts)
    )


def text_partitions(files: Sequence[PurePath]) -> dict[str, type[pl.String]] | None:
    """Return the partitions whose values begin with zeros: codes, to be read as text; None where there are none.

    Examples
    --------
    >>> from pathlib import Path
    >>> text_partitions([Path("zip=01234/a.parquet"), Path("zip=56789/a.parquet")])
    {'zip': String}
    """
    coded = {name for file in files for name, value in _partitions(file) if re.match(r"0\d", value)}
    return dict.fromkeys(sorted(coded), pl.String) or None


def _partitions(file: PurePath) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the partitions that a file lies in."""
    for part in file.parts[:-1]:
        name, is_one, value = part.partition("=")
        if is_one:
            yield name, value


def _unlike(files: list[Path], folder: Path) -> str:
    """Say which column makes the files of a folder no one table."""
    try:
        schemas = {file.relative_to(folder).as_posix(): pl.read_parquet_schema(file) for file in files}
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return "its Parquet files cannot be read as one table."
    (first, known), *others = schemas.items()
    for name, schema in others:
        for column in [*known, *schema]:
            one, other = known.get(column, "not there"), schema.get(column, "not there")
            if one != other:
                return f"its files differ: '{column}' is {one} in '{first}' and {other} in '{name}'."
    return "its Parquet files cannot be read as one table."


def unnested(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose records are columns of their own, no two of one name.

    Examples
    --------
    >>> unnested(pl.DataFrame({"at": [{"city": "Ulm"}], "at.city": ["Bonn"]})).to_dict(as_series=False)
    {'at.city': ['Ulm'], 'at.city (2)': ['Bonn']}
    """
    if not any(isinstance(dtype, pl.Struct) for dtype in frame.dtypes):
        return frame
    columns: dict[str, pl.Series] = {}
    for column in (part for each in frame.iter_columns() for part in _parts(each)):
        name, times = column.name, 1
        while name in columns:
            times += 1
            name = f"{column.name} ({times})"
        columns[name] = column
    return pl.DataFrame(columns)


def _parts(column: pl.Series) -> Iterator[pl.Series]:
    """Yield the columns inside a column of records, or the column itself."""
    if not isinstance(column.dtype, pl.Struct):
        yield column
        return
    for field in column.dtype.fields:
        yield from _parts(column.struct.field(field.name).alias(f"{column.name}.{field.name}"))
