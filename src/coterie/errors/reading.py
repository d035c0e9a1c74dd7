"""A customer table cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import (
    EmptySource,
    NeedsAnswer,
    OptionError,
    SourceNotFound,
    SourceTooLarge,
    SourceUnreachable,
    SourceUnreadable,
)
from coterie.errors.voices import parameter
from coterie.errors.wording import listed, no_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def no_such_file(path: Path) -> SourceNotFound:
    """The source does not exist; the nearest name in its folder is offered."""
    return SourceNotFound(no_file(path))


def is_a_folder(path: Path) -> SourceUnreadable:
    """The source is a folder."""
    return SourceUnreadable(f"'{path}' is a folder, not a customer table. Name the file in it.")


def is_a_device(path: Path) -> SourceUnreadable:
    """A device or a terminal stands where a table should be."""
    return SourceUnreadable(f"'{path}' is a device, not a file. Name a file, or send the table through a pipe.")


def pipe_too_large(path: Path, most: int) -> SourceTooLarge:
    """More comes through a pipe than is held."""
    return SourceTooLarge(
        f"More than {_size(most)} come through '{path}', which is refused. Write the table to a file and name it."
    )


def packed_twice(name: str) -> SourceUnreadable:
    """A compressed file holds another compressed file."""
    return SourceUnreadable(f"'{name}' is compressed twice. Unpack it once and name what comes out.")


def empty_file(name: str) -> EmptySource:
    """The source holds no bytes."""
    return EmptySource(f"'{name}' is empty. Export the customer table again: a header and one row per customer.")


def no_rows(name: str) -> EmptySource:
    """The source holds a header and nothing under it."""
    return EmptySource(f"'{name}' has a header but no rows. Export the customer table again with its rows.")


def unreadable(name: str, sentence: str) -> SourceUnreadable:
    """The source could not be parsed; `sentence` says why, with its full stop."""
    return SourceUnreadable(f"'{name}' cannot be read: {sentence} Save it again as CSV, Parquet, Excel or JSON lines.")


def no_delimiter(name: str) -> SourceUnreadable:
    """A text file's columns are lined up by blanks."""
    return SourceUnreadable(
        f"'{name}' holds no commas, semicolons, tabs or bars between its columns: they seem to be lined up by blanks. "
        f"Export it as CSV."
    )


def unknown_format(name: str, suffix: str, usual: Sequence[str]) -> SourceUnreadable:
    """The source's ending is none that is read; `usual` are endings that are."""
    return SourceUnreadable(
        f"'{name}' is of an unsupported file type, '{suffix}'. Use {', '.join(usual[:-1])} or {usual[-1]}."
    )


def not_a_table(kind: str) -> OptionError:
    """A Python object that is neither a path nor a frame."""
    return OptionError(f"A {kind} is not a customer table. Give a path, or a frame from Polars, pandas or PyArrow.")


def unpacks_too_far(name: str, most: int) -> SourceTooLarge:
    """A compressed file grows past the bound."""
    return SourceTooLarge(
        f"'{name}' unpacks to more than {_size(most)}, which is refused. Unpack it yourself and name the file."
    )


def too_much_text(name: str, most: int) -> SourceTooLarge:
    """A file repeats long texts until they fill the memory."""
    return SourceTooLarge(
        f"'{name}' repeats its texts until they take more than {most / 2**30:g} GiB, which is refused. "
        f"Leave out the columns of long texts and export it again."
    )


def line_too_long(name: str, most: int) -> SourceTooLarge:
    """A text file has a line that no table has."""
    return SourceTooLarge(
        f"'{name}' has a line of more than {most // 2**20} MiB: it is no table, or its line breaks are lost. "
        f"Export it again with one line per customer."
    )


def too_many_columns(columns: int, most: int) -> SourceTooLarge:
    """A table is wider than any of customers."""
    return SourceTooLarge(
        f"The table has {columns:,} columns or more; at most {most:,} are read. "
        f"Are rows and columns swapped? Export one row per customer, with the columns that describe customers."
    )


def too_many_cells(name: str, rows: int, columns: int) -> SourceTooLarge:
    """A file says that it holds more than its bytes can."""
    return SourceTooLarge(
        f"'{name}' says that it has {rows:,} rows of {columns:,} columns, far more than a file of its size holds. "
        f"Take out what lies beyond the table, or export it again as CSV."
    )


def too_many_values(name: str, values: int) -> SourceTooLarge:
    """A file's lists hold more than its bytes can."""
    return SourceTooLarge(
        f"'{name}' holds {values:,} values in lists, far more than a file of its size holds. "
        f"Leave out the columns of lists: they are not used."
    )


def too_deep(name: str, most: int) -> SourceTooLarge:
    """A JSON file nests records without end."""
    return SourceTooLarge(
        f"'{name}' has records inside records, more than {most} deep. Export one flat record per customer."
    )


def _size(most: int) -> str:
    return f"{most / 2**30:g} GiB" if most >= 2**30 else f"{most / 2**20:.4g} MiB"


def zip_of_many(name: str, files: Sequence[str]) -> NeedsAnswer:
    """A zip holds several files."""
    return NeedsAnswer(
        f"'{name}' is a zip that holds {len(files)} files ({listed([file[-80:] for file in files], 5)}). "
        f"Unpack it and name the one customer table.",
        choices=files,
    )


def empty_zip(name: str) -> EmptySource:
    """A zip holds no file."""
    return EmptySource(f"'{name}' is a zip that holds no file. Pack the customer table again, or name it unpacked.")


def no_such_header_row(name: str, wanted: int, rows: int) -> OptionError:
    """The header row named is not in the file."""
    return OptionError(
        f"{parameter('--header-row')} is {wanted}, but '{name}' has no filled line or row of that number "
        f"(the last is {rows}). "
        f"Count from 1, or leave the option out."
    )


def double_columns(names: Sequence[str]) -> SourceUnreadable:
    """A frame has several columns of one name."""
    return SourceUnreadable(
        f"The frame has several columns named {listed(list(names))}. Give every column its own name."
    )


def unreachable(address: str, why: str) -> SourceUnreachable:
    """A table on another machine does not come."""
    return SourceUnreachable(
        f"'{address}' cannot be read: {why}. Check the address and your access, or download the file."
    )


def not_encrypted(address: str) -> SourceUnreachable:
    """An address would have the table come unencrypted."""
    return SourceUnreachable(
        f"'{address}' is not encrypted on its way, so anybody could read or change the table. "
        f"Use its https:// address, or download the file."
    )


def too_large(address: str, most: int) -> SourceTooLarge:
    """A file on the web goes on past the bound."""
    return SourceTooLarge(
        f"'{address}' holds more than {most / 2**30:g} GiB, which is refused. Download it yourself and name the file."
    )


def not_from_cloud(address: str, suffix: str) -> SourceUnreadable:
    """A kind of file that is not read from cloud storage."""
    return SourceUnreadable(
        f"'{address}' ends in '{suffix}', which is not read from cloud storage. "
        f"Use Parquet, Arrow, CSV or JSON lines, or download the file."
    )


def blocks_of_lines(name: str, blocks: int, beginning: str) -> SourceUnreadable:
    """A file holds one block of lines per record, of several widths, instead of a table."""
    return SourceUnreadable(
        f"'{name}' holds no table: blocks of lines repeat, parted by blank lines ({blocks} of them begin with "
        f"'{beginning}'), and their lines are of several widths. Export it as one table, with a row per order or "
        f"per customer."
    )
