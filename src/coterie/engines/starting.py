"""Which engine a table needs: by its size and the memory there is."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from coterie import errors
from coterie.engines.memory import InMemory
from coterie.engines.room import lines_about, memory_there_is
from coterie.engines.sampling import rows_held
from coterie.sources import read

if TYPE_CHECKING:
    from coterie.engines.engine import Engine, Progress
    from coterie.options import Options
    from coterie.sources.batches import Batches

EngineName = Literal["auto", "memory", "streaming"]
CHOICES: tuple[EngineName, ...] = ("auto", "memory", "streaming")

_BYTES_A_CELL = 60  # what a table takes that is held, at most at any time: measured on 10 million rows
_SHARE = 0.7  # of the memory there is


class Size(NamedTuple):
    """How large a file is, as far as can be told before it is read.

    Attributes
    ----------
    kind : {"parquet", "text", "other"}
        What is in it; others can only be held.
    rows, columns : int
        Of text, estimated; of others, 0.
    """

    kind: Literal["parquet", "text", "other"]
    rows: int = 0
    columns: int = 0

    @property
    def memory(self) -> int:
        """Bytes that the table takes when it is held."""
        return self.rows * self.columns * _BYTES_A_CELL

    @property
    def disk(self) -> int:
        """Bytes that it takes on disk when it is streamed."""
        spooled = 8 * self.columns if self.kind == "text" else 0
        return self.rows * (spooled + max(4 * self.columns, 32) + 8)


def start(
    customers: object,
    options: Options,
    tell: Progress,
    *,
    engine: EngineName = "auto",
    folder: Path | None = None,
    held: int | None = None,
) -> Engine:
    """Read customers, or begin to.

    Parameters
    ----------
    customers : path or frame
        The table.
    options : Options
        How to read it.
    tell : callable
        Told of progress.
    engine : {"auto", "memory", "streaming"}
        Whether it is held or streamed; "auto": held where it fits into memory.
    folder : pathlib.Path, optional
        Where a streamed table's customers are laid down; the system's own folder otherwise.
    held : int, optional
        Customers held of a streamed table; as many as usual otherwise.

    Returns
    -------
    Engine

    Raises
    ------
    coterie.errors.InputError
        For customers that cannot be read; for a table that does not fit into memory and cannot be streamed.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.options import Options
    >>> start(pl.DataFrame({"age": [20, 30, 40]}), Options(), lambda *_: None).rows
    3
    """
    if engine not in CHOICES:
        option = "--engine"
        raise errors.unknown_choice(option, engine, CHOICES)
    path = _path(customers)
    size = _size(path) if path is not None and engine != "memory" else Size("other")
    if path is not None and (engine == "streaming" or size.memory > _SHARE * memory_there_is()):
        streamed = _streamed(path, size, options, tell=tell, folder=folder, held=held, forced=engine == "streaming")
        if streamed is not None:
            return streamed
    table = read(customers, encoding=options.encoding, sheet=options.sheet, header_row=options.header_row)
    return InMemory(table, tell)


def _path(customers: object) -> Path | None:
    if not isinstance(customers, str | Path):
        return None
    try:
        path = Path(customers).expanduser()
        return path if path.exists() else None
    except (OSError, RuntimeError):  # `read` says what is wrong with it
        return None


def _size(path: Path) -> Size:
    """Return the size of Parquet and of text."""
    from coterie.sources.batches import open_parquet  # noqa: PLC0415 - only paths need it
    from coterie.sources.typed import parquet_files  # noqa: PLC0415 - as above

    try:
        files = parquet_files(path) if path.is_dir() else [path]
        if not files:
            return Size("other")
        with files[0].open("rb") as file:
            begins = file.read(4096)
        if begins.startswith(b"PAR1"):
            table = open_parquet(path)
            return Size("parquet", table.rows, len(table.types))
        if path.is_dir() or not path.is_file() or b"\0" in begins or begins.startswith(b"PK"):
            return Size("other")
        return Size("text", *lines_about(path))
    except (OSError, errors.InputError):  # `read` says what is wrong with it
        return Size("other")


def _streamed(
    path: Path,
    size: Size,
    options: Options,
    *,
    tell: Progress,
    folder: Path | None,
    held: int | None,
    forced: bool,
) -> Engine | None:
    """Begin to stream a table; None where it is to be held."""
    from coterie.engines.streamed import Streamed  # noqa: PLC0415 - few tables need it

    tell("Reading", 0, 1)
    why = _refused(size, options)
    if not why and rows_held(size.rows, size.columns, most=held) < size.rows:
        _check_room(path, size, folder)
        batches = _batches(path, size, folder)
        if batches is not None:
            most = rows_held(batches.rows, len(batches.types), most=held)
            return Streamed(batches, most, tell, folder=folder, path=str(path))
        why = "a line of it is not in order, so that it has to be mended as a whole"
    if why and forced:
        raise errors.not_streamable(path.name, why)
    if why:
        raise errors.too_large_to_hold(path.name, why, needed=size.memory, memory=memory_there_is())
    return None


def _refused(size: Size, options: Options) -> str:
    """Say why a file cannot be read in batches; nothing where it can be tried."""
    if size.kind == "other":
        return "it is neither Parquet nor plain text"
    named = [f"--{name}" for name in ("encoding", "header-row") if getattr(options, name.replace("-", "_")) is not None]
    return f"{named[0]} needs the whole of it" if size.kind == "text" and named else ""


def _batches(path: Path, size: Size, folder: Path | None) -> Batches | None:
    from coterie.sources.batches import open_parquet, spool_text  # noqa: PLC0415 - few tables need it
    from coterie.spool import Spool  # noqa: PLC0415 - as above

    return open_parquet(path) if size.kind == "parquet" else spool_text(path, Spool(folder))


def _check_room(path: Path, size: Size, folder: Path | None) -> None:
    """Refuse a table for which the disk has no room, before any work is done."""
    where = folder or Path(tempfile.gettempdir())
    free = shutil.disk_usage(where).free
    if size.disk > free:
        raise errors.no_room_to_stream(path.name, where, needed=size.disk, free=free)
