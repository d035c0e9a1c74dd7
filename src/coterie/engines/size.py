"""How large a table is, as far as can be told before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from coterie import errors

if TYPE_CHECKING:
    from pathlib import Path

_BYTES_A_CELL = 40  # what a table takes that is held, at most at any time: measured on 20 million rows
_BYTES_A_RESULT = 75  # a row of assignments.csv
_HEAD = 2**18


class Size(NamedTuple):
    """What a file holds.

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
    def cells(self) -> int:
        """Rows times columns."""
        return self.rows * self.columns

    @property
    def memory(self) -> int:
        """Bytes that the table takes when it is held."""
        return self.cells * _BYTES_A_CELL

    @property
    def disk(self) -> int:
        """Bytes that it takes on disk at most when it is streamed, results included."""
        text, prepared, placed = self.spools
        return text + max(prepared, placed + self.rows * _BYTES_A_RESULT)

    @property
    def narrowed(self) -> int:
        """Bytes that text takes as numbers where these have few decimals, as most do."""
        return self.spools[0] // 2

    @property
    def spools(self) -> tuple[int, int, int]:
        """Bytes laid down when it is streamed: text as numbers; rows for the kernels, and hashes; later segments."""
        text = 8 * self.columns if self.kind == "text" else 0
        return self.rows * text, self.rows * (4 * self.columns + 8), self.rows * 32


def size_of(path: Path) -> Size:
    r"""Return the size of a file, or of a folder of Parquet, by what it begins and ends with.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "x.csv"
    ...     _ = file.write_text("id,age\n" + "10,20\n" * 1000)
    ...     size_of(file)
    Size(kind='text', rows=1001, columns=2)
    """
    from coterie.sources.batches import open_parquet  # noqa: PLC0415 - only files need it
    from coterie.sources.limits.pipes import is_stream  # noqa: PLC0415 - as above
    from coterie.sources.typed.files import parquet_files  # noqa: PLC0415 - as above

    try:
        if is_stream(path):
            return Size("other")  # what is read of it is gone
        files = parquet_files(path) if path.is_dir() else [path]
        if not files:
            return Size("other")
        with files[0].open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"PAR1"):
            table = open_parquet(path)
            return Size("parquet", table.rows, len(table.types))
        if not path.is_file() or b"\0" in head or head.startswith((b"PK", b"\x1f\x8b")):
            return Size("other")
        return Size("text", *_lines_about(head, path.stat().st_size))
    except (OSError, errors.InputError):  # reading says what is wrong with it
        return Size("other")


def _lines_about(head: bytes, size: int) -> tuple[int, int]:
    """Estimate the rows and the columns of a text file by its first lines."""
    lines = head[: head.rfind(b"\n") + 1]
    first = lines[: lines.find(b"\n") + 1]
    columns = 1 + max((first.count(mark) for mark in (b",", b";", b"\t", b"|")), default=0)
    return round(size * lines.count(b"\n") / max(len(lines), 1)), columns
