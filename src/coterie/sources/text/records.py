"""From text to records: the delimiter, quoted fields over several lines, rows of the wrong length, open quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from coterie.remarks import Remark
from coterie.sources.limits.bounds import LONGEST_LINE, check_columns
from coterie.sources.text.dialects import as_record, in_the_usual_way

if TYPE_CHECKING:
    from collections.abc import Sequence

_DELIMITERS = ("\t", ";", "|", ",")
_HEAD = 262_144
_HALF = 0.5
_SELDOM = (":", "^", "~", "\x01", "\x1f")
_QUOTED = r'"[^"]*"'
_WRAPPED = re.compile(r'"(?:[^"]|"")*"|')
csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))  # Python's is 128 KiB: a long note is no mistake


@dataclass(frozen=True)
class Grid:
    """Cells before anything is a header.

    Attributes
    ----------
    cells : polars.DataFrame of String, shape (records, fields)
        Null or blank where there is nothing.
    lines : polars.Series of Int64
        The line, or the row of a sheet, that each record starts on.
    remarks : tuple of Remark
        What was broken.
    delimiter : str
        Between the fields; empty for a sheet.
    short : tuple of int
        Lines with fewer fields than the others: of the table, or above and under it.
    long : tuple of (int, str)
        Lines with more fields, likewise, and what stands beyond the last column.
    height : int
        Lines of the file, or rows of the sheet, down to the last that is filled.
    joined : int
        Lines that go on with a record of the line above.
    """

    cells: pl.DataFrame
    lines: pl.Series
    remarks: tuple[Remark, ...] = ()
    delimiter: str = ""
    short: tuple[int, ...] = ()
    long: tuple[tuple[int, str], ...] = ()
    height: int = 0
    joined: int = 0


def sniff(text: str) -> str:
    r"""Find the delimiter: the one that most lines hold equally often.

    Examples
    --------
    >>> sniff("a;b\n1,5;2,5\n"), sniff("1,5;2,5\n"), sniff("id ;,b,c,d\nx;,1,2,3\n")
    (';', ';', ',')
    """
    head = text[:_HEAD]
    if len(text) > _HEAD:
        head = head[: head.rfind("\n") + 1] or head
    lines = [line for line in _without_quoted(head).split("\n") if line.strip(" ")][:500]  # a line may be tabs alone
    best, share = _most_alike(lines, _DELIMITERS)
    seldom, more = _most_alike(lines, _SELDOM) if share < _HALF else ("", 0.0)
    return seldom if more > max(share, 0.9) else best


def _most_alike(lines: list[str], delimiters: tuple[str, ...]) -> tuple[str, float]:
    """Return the delimiter that most lines hold equally often, and their share."""
    best, best_score = ",", (0.0, 0)
    for delimiter in delimiters:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        if counts:
            count, often = max(counts.items(), key=lambda item: (item[1], item[0]))
            share, before = often / len(lines), best_score[0]
            # A number has one decimal comma: where commas are more than fields, some stand between fields.
            if share > before or (share == before and delimiter == "," and count > best_score[1] + 1):
                best, best_score = delimiter, (share, count)
    return best, best_score[0]


def _without_quoted(text: str) -> str:
    """Return text with its quoted parts cut out, unless a quote stays open."""
    if '"' not in text:
        return text
    lines = text.split("\n")
    if sum(line.count('"') % 2 for line in lines) == 1:
        return "\n".join(re.sub(_QUOTED, "", line) for line in lines)
    return re.sub(_QUOTED, "", text)


MOST_LINES = 10
"""Lines that a remark names."""

_SHORT = "short"


def to_grid(text: str) -> Grid:
    r"""Split text into records and fields; nothing is lost in silence.

    Parameters
    ----------
    text : str
        A delimited text file.

    Returns
    -------
    Grid
        Blank lines left out.

    Raises
    ------
    coterie.errors.InputError
        When it has too many columns.

    Examples
    --------
    >>> grid = to_grid("a,b\n1,2\n3\n")
    >>> grid.cells.rows()
    [('a', 'b'), ('1', '2'), ('3', None)]
    >>> grid.short
    (3,)
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = _unwrapped(text)
    delimiter = sniff(whole or text)
    text, code = in_the_usual_way(whole or text, delimiter)
    done = ["wrapped_lines"] * (whole is not None) + [code] * bool(code)
    grid = _Records(text, delimiter).grid()
    return replace(grid, remarks=(*map(Remark, done), *grid.remarks))


def _unwrapped(text: str) -> str | None:
    """Return a text whose every line is one quoted field, as some programs export it, without those quotes."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) < 2 or not all(_WRAPPED.fullmatch(line) for line in lines):
        return None
    inner = "\n".join(line[1:-1].replace('""', '"') for line in lines)
    return inner if any(inner.count(delimiter) >= len(lines) for delimiter in _DELIMITERS) else None


class _Records:
    """The records of one text: joined over lines, counted, mended."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.delimiter = delimiter
        self.quoted = '"' in text
        lines = pl.DataFrame({"text": pl.Series([text]).str.split("\n").explode()}).with_row_index("line", offset=1)
        self.open_quotes: list[int] = []
        self.joined = 0
        if self.quoted:
            lines = self._join(lines)
        filled = lines.filter(pl.col("text").str.contains(rf"[^\s{delimiter}]"))
        self.blank = (
            lines.filter(pl.col("line") < filled["line"].max()).height + 1 - filled.height if filled.height else 0
        )
        self.height = self.blank + filled.height + self.joined
        self.frame = filled.with_columns(fields=self._fields())
        self.width = _width(self.frame["fields"])

    def _fields(self) -> pl.Expr:
        """Count the fields of each record."""
        text = pl.col("text").str.replace_all(_QUOTED, "") if self.quoted else pl.col("text")
        return text.str.count_matches(self.delimiter, literal=True) + 1

    def _join(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Join the lines of quoted fields that run over several; a quote that never closes is taken literally."""
        odd = lines.filter(pl.col("text").str.count_matches('"', literal=True) % 2 == 1)["line"].to_list()
        if not odd:
            return lines
        texts = lines["text"].to_list()
        width = self._likely_width(texts)
        gone: set[int] = set()
        at = 0
        while at < len(odd):
            start = odd[at]
            joined = "\n".join(texts[start - 1 : odd[at + 1]]) if at + 1 < len(odd) else ""
            if joined and _strict_width(joined, self.delimiter) == width:
                gone.update(range(start + 1, odd[at + 1] + 1))
                texts[start - 1] = joined
                at += 2
            else:
                self.open_quotes.append(start)
                texts[start - 1] = _closed(texts[start - 1], self.delimiter, width)
                at += 1
        self.joined = len(gone)
        joined_lines = lines.with_columns(text=pl.Series(texts, dtype=pl.String))
        return joined_lines.filter(~pl.col("line").is_in(list(gone))) if gone else joined_lines

    def _likely_width(self, texts: list[str]) -> int:
        """Return the number of fields of most records of the head."""
        head = _without_quoted("\n".join(texts[:2000])).split("\n")
        return _width(pl.Series([line.count(self.delimiter) + 1 for line in head if line.strip(" ")], dtype=pl.UInt32))

    def grid(self) -> Grid:
        """Mend what is broken and split everything at once."""
        check_columns(self.width)
        suspicious = self.frame.filter(pl.col("fields") != self.width)
        mended = [self._mend(line, text) for line, text, _ in suspicious.iter_rows()]
        frame = self.frame
        if mended:
            fixed = pl.DataFrame({"line": [m[0] for m in mended], "fixed": [m[1] for m in mended]})
            frame = frame.join(fixed.cast({"line": frame["line"].dtype}), on="line", how="left", maintain_order="left")
            frame = frame.with_columns(text=pl.coalesce("fixed", "text"))
        remarks = self._remarks([line for line, _, wrong in mended if wrong == ""])
        short = tuple(line for line, _, wrong in mended if wrong == _SHORT)
        long = tuple((line, wrong) for line, _, wrong in mended if wrong not in {_SHORT, ""})
        cells, lines = self._split(frame["text"]), frame["line"].cast(pl.Int64)
        return Grid(cells, lines, remarks, self.delimiter, short, long, self.height, self.joined)

    def _mend(self, line: int, text: str) -> tuple[int, str, str]:
        """Return the line number, the record cut or filled to the width, and what was wrong."""
        fields = _loose(text, self.delimiter, skip_blanks="\n" in text)
        extra = [field for field in fields[self.width :] if field.strip()]
        wrong = ""
        if len(fields) < self.width:
            wrong = _SHORT
        elif extra:
            wrong = self.delimiter.join(extra)[:40]
        return line, as_record((fields + [""] * self.width)[: self.width], self.delimiter), wrong

    def _remarks(self, beyond: list[int]) -> tuple[Remark, ...]:
        """Say which lines were broken, and how; those of `beyond` go on with empty cells."""
        found = (
            Remark("blank_lines", rows=self.blank),
            on_lines("open_quote", self.open_quotes),
            on_lines("empty_cells_beyond", beyond),
        )
        return tuple(each for each in found if each.rows)

    def _split(self, texts: pl.Series) -> pl.DataFrame:
        """Split the records into cells."""
        names = [f"column {number}" for number in range(1, self.width + 1)]
        schema = dict.fromkeys(names, pl.String)
        if texts.is_empty():
            return pl.DataFrame(schema=schema)
        try:
            cells = pl.read_csv(
                b".\n" + texts.str.join("\n").item().encode(), has_header=False, skip_lines=1, separator=self.delimiter,
                infer_schema=False,  # without a line before it, text that begins with "x^2" is taken for compressed
                quote_char='"' if self.quoted else None, schema=schema,
            )  # fmt: skip
        except pl.exceptions.PolarsError:
            cells = None
        if cells is None or cells.height != len(texts):
            rows = [(_loose(text, self.delimiter) + [""] * self.width)[: self.width] for text in texts]
            cells = pl.DataFrame(rows, schema=schema, orient="row")
        return cells


def _width(fields: pl.Series) -> int:
    """Return the usual number of fields, or that of the header where it is longer: last cells are often left off."""
    if fields.is_empty():
        return 1
    counts: dict[int, int] = dict(fields.value_counts().iter_rows())
    usual = max(counts, key=lambda width: (counts[width], width))
    header = next(int(width) for width in fields if width >= usual)
    return header if header <= 2 * usual else int(usual)


def _strict_width(record: str, delimiter: str) -> int:
    """Return the number of fields, or 0 when the quotes are not in order."""
    try:
        rows = list(csv.reader(io.StringIO(record), delimiter=delimiter, strict=True))
    except csv.Error:
        return 0
    return len(rows[0]) if len(rows) == 1 else 0


def _loose(record: str, delimiter: str, *, skip_blanks: bool = True) -> list[str]:
    """Split one record, whatever its quotes do."""
    try:
        rows = list(csv.reader(io.StringIO(record), delimiter=delimiter, skipinitialspace=skip_blanks))
    except csv.Error:  # a cell that goes on and on
        rows = [record.split(delimiter)]
    return [field for row in rows for field in row]


def _closed(line: str, delimiter: str, width: int) -> str:
    """Return a line with one open quote as a line without."""
    for quoted in (line + '"', line):
        if _strict_width(quoted, delimiter) == width:
            return quoted
    return line.replace('"', "")


def on_lines(code: str, lines: Sequence[int]) -> Remark:
    """Return a remark on lines, of which it names the first.

    Examples
    --------
    >>> on_lines("open_quote", [6, 18])
    Remark(code='open_quote', column=None, rows=2, facts={'lines': (6, 18)})
    """
    return Remark(code, rows=len(lines), facts={"lines": tuple(lines[:MOST_LINES])})
