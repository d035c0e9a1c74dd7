"""A customer table cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import InputError, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def no_such_file(path: Path) -> InputError:
    """The source does not exist; the nearest name in its folder is offered."""
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    hint = nearest(path.name, siblings) or " Check the path."
    return InputError(f"No such file: '{path}'.{hint}")


def is_a_folder(path: Path) -> InputError:
    """The source is a folder."""
    return InputError(f"'{path}' is a folder, not a customer table. Name the file in it.")


def empty_file(name: str) -> InputError:
    """The source holds no bytes."""
    return InputError(f"'{name}' is empty. Export the customer table again: a header and one row a customer.")


def no_rows(name: str) -> InputError:
    """The source holds a header and nothing under it."""
    return InputError(f"'{name}' has a header but no rows. Export the customer table again with its rows.")


def unreadable(name: str, why: str) -> InputError:
    """The source could not be parsed."""
    return InputError(f"'{name}' cannot be read: {why} Save it again as CSV, Parquet, Excel or JSON lines.")


def no_delimiter(name: str) -> InputError:
    """A text file's columns are lined up by blanks."""
    return InputError(
        f"'{name}' holds no commas, semicolons, tabs or bars between its columns: they seem to be lined up by blanks. "
        f"Export it as CSV."
    )


def unknown_format(name: str, suffix: str, usual: Sequence[str]) -> InputError:
    """The source's ending is none that is read; `usual` are endings that are."""
    return InputError(f"'{name}' ends in '{suffix}', which is not read. Use {', '.join(usual[:-1])} or {usual[-1]}.")


def not_a_table(kind: str) -> InputError:
    """A Python object that is neither a path nor a frame."""
    return InputError(f"A {kind} is not a customer table. Give a path, or a frame from Polars, pandas or PyArrow.")


def unpacks_too_far(name: str, most: int) -> InputError:
    """A compressed file grows past the bound."""
    return InputError(
        f"'{name}' unpacks to more than {_size(most)}, which is refused. Unpack it yourself and name the file."
    )


def too_much_text(name: str, most: int) -> InputError:
    """A file repeats long texts until they fill the memory."""
    return InputError(
        f"'{name}' repeats its texts until they take more than {most / 2**30:g} GiB, which is refused. "
        f"Leave out the columns of long texts and export it again."
    )


def line_too_long(name: str, most: int) -> InputError:
    """A text file has a line that no table has."""
    return InputError(
        f"'{name}' has a line of more than {most // 2**20} MiB: it is no table, or its line breaks are lost. "
        f"Export it again with one customer a line."
    )


def too_many_columns(columns: int, most: int) -> InputError:
    """A table is wider than any of customers."""
    return InputError(
        f"The table has {columns:,} columns or more; at most {most:,} are read. "
        f"Are rows and columns swapped? Export one customer a row, with the columns that describe customers."
    )


def too_many_cells(name: str, rows: int, columns: int) -> InputError:
    """A file says that it holds more than its bytes can."""
    return InputError(
        f"'{name}' says that it has {rows:,} rows of {columns:,} columns, far more than a file of its size holds. "
        f"Take out what lies beyond the table, or export it again as CSV."
    )


def too_many_values(name: str, values: int) -> InputError:
    """A file's lists hold more than its bytes can."""
    return InputError(
        f"'{name}' holds {values:,} values in lists, far more than a file of its size holds. "
        f"Leave out the columns of lists: they are not used."
    )


def too_deep(name: str, most: int) -> InputError:
    """A JSON file nests records without end."""
    return InputError(f"'{name}' has records inside records, more than {most} deep. Export one flat record a customer.")


def _size(most: int) -> str:
    return f"{most / 2**30:g} GiB" if most >= 2**30 else f"{most / 2**20:.4g} MiB"


def zip_of_many(name: str, files: Sequence[str]) -> InputError:
    """A zip holds no file or several."""
    held = f"{len(files)} files ({listed([file[-80:] for file in files[:6]], 5)})" if files else "no file"
    return InputError(f"'{name}' is a zip that holds {held}. Unpack it and name the one customer table.")


def no_such_header_row(name: str, wanted: int, rows: int) -> InputError:
    """The header row named is not in the file."""
    return InputError(
        f"--header-row is {wanted}, but '{name}' has no filled line or row of that number (the last is {rows}). "
        f"Count from 1, or leave the option out."
    )


def double_columns(names: Sequence[str]) -> InputError:
    """A frame has several columns of one name."""
    return InputError(f"The frame has several columns named {listed(list(names))}. Give every column its own name.")


def unreachable(address: str, why: str) -> InputError:
    """A table on another machine does not come."""
    return InputError(f"'{address}' cannot be read: {why}. Check the address and your access, or download the file.")


def not_encrypted(address: str) -> InputError:
    """An address would have the table come unencrypted."""
    return InputError(
        f"'{address}' is not encrypted on its way, so anybody could read or change the table. "
        f"Use its https:// address, or download the file."
    )


def too_large(address: str, most: int) -> InputError:
    """A file on the web goes on past the bound."""
    return InputError(
        f"'{address}' holds more than {most / 2**30:g} GiB, which is refused. Download it yourself and name the file."
    )


def not_from_cloud(address: str, suffix: str) -> InputError:
    """A kind of file that is not read from cloud storage."""
    return InputError(
        f"'{address}' ends in '{suffix}', which is not read from cloud storage. "
        f"Use Parquet, Arrow, CSV or JSON lines, or download the file."
    )
