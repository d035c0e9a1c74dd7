"""How a text file keeps delimiters inside its fields: other quotation marks, backslashes, blanks before a quote.

Whatever it is, the text is written again in the one way that the rest of reading knows, line by line.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any, NamedTuple

_HEAD = 262_144
_LINES = 500
_RUNS_ON = 20


class Dialect(NamedTuple):
    """One way of writing fields.

    Attributes
    ----------
    code : str
        Of the remark on it; empty for the usual one.
    sign : str
        A pattern that a text in this dialect has; ``{d}`` is the delimiter.
    options : dict
        Of Python's csv reader.
    """

    code: str
    sign: str
    options: dict[str, Any]  # keyword arguments of Polars' reader


_USUAL = Dialect("", "", {"doublequote": True})
_OTHERS = (
    Dialect("blanks_before_quotes", '{d} +"', {"skipinitialspace": True}),
    Dialect("single_quotes", "(?:^|{d})'", {"quotechar": "'"}),
    Dialect("escaped_quotes", r'\\"', {"escapechar": "\\", "doublequote": False}),
    Dialect(
        "escaped_delimiters",
        r"\\{d}",
        {"escapechar": "\\", "quoting": csv.QUOTE_NONE},
    ),
)


def in_the_usual_way(text: str, delimiter: str) -> tuple[str, str]:
    r"""Return text with its fields written in the usual way, and what was done for it.

    Parameters
    ----------
    text : str
        With line breaks of one kind.
    delimiter : str
        Between the fields.

    Returns
    -------
    text : str
        As it was, unless another dialect reads clearly more of its lines.
    code : str
        Of the remark on what was done; empty for nothing.

    Examples
    --------
    >>> in_the_usual_way("a,b\n'1,5','2'\n", ",")
    ('a,b\n"1,5",2\n', 'single_quotes')
    """
    head = text[:_HEAD]
    if len(text) > _HEAD:
        head = head[: head.rfind("\n") + 1] or head
    literal = re.escape(delimiter)
    likely = [each for each in _OTHERS if re.search(each.sign.replace("{d}", literal), head, re.MULTILINE)]
    if not likely or ('"' in head and _is_usual(head, delimiter)):
        return text, ""
    best = max((_USUAL, *likely), key=lambda each: _in_order(head, delimiter, each))
    return (text, "") if best is _USUAL else (_rewritten(text, delimiter, best), best.code)


def _is_usual(head: str, delimiter: str) -> bool:
    """Return whether quotes stand around whole fields or doubled alone, and all records are equally wide."""
    field = rf'(?>"(?:[^"]|"")*+"|[^"\n{re.escape(delimiter)}]*+)'
    if re.fullmatch(rf"(?:{field}(?:[\n{re.escape(delimiter)}]|\Z))*+", head) is None:
        return False
    records = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    return len({len(record) for record in records if record}) == 1


def _in_order(head: str, delimiter: str, dialect: Dialect) -> float:
    """Return the share of the lines in records as wide as most, with nothing left of another dialect."""
    return max((_as_wide(head, delimiter, dialect, width) for width in _widths(head, delimiter, dialect)), default=0.0)


def _as_wide(head: str, delimiter: str, dialect: Dialect, usual: int) -> float:
    """Return the share of the lines in records of so many fields, with nothing left of another dialect."""
    lines = head.split("\n")[:_LINES]
    at = good = 0
    while at < len(lines):
        fields, taken = _record_at(lines, at, delimiter, dialect=dialect, width=usual)
        good += taken * (len(fields) == usual and not any(map(_left_over, fields)))
        at += taken
    return good / max(sum(bool(line.strip()) for line in lines), 1)


def _lines(head: str) -> list[str]:
    return [line for line in head.split("\n") if line.strip()][:_LINES]


def _widths(head: str, delimiter: str, dialect: Dialect) -> tuple[int, ...]:
    """Return how wide records may be: as most lines are, and as most are that are read from the first line on.

    Counting lines goes wrong where every record has a line break in a field, and reading records where a quote is never
    closed: so both are tried.
    """
    lines = _lines(head)
    records = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter, **dialect.options)
    try:
        whole = Counter(len(record) for record in records if len(record) > 1).most_common(1)
    except csv.Error:
        whole = []
    found = (_usual_width(lines, delimiter, dialect), *(width for width, _ in whole))
    return tuple(width for width in dict.fromkeys(found) if width > 1)


def _usual_width(lines: list[str], delimiter: str, dialect: Dialect) -> int:
    """Return how many fields most lines have; 0 where none has two. A line of one is the rest of a field above it."""
    widths = Counter(len(fields) for line in lines if len(fields := _fields(line, delimiter, dialect)) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _fields(record: str, delimiter: str, dialect: Dialect) -> list[str]:
    """Return the fields of a record, none where its quotes are not in order."""
    try:
        records = list(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True, **dialect.options))
    except csv.Error:
        return []
    return records[0] if len(records) == 1 else []


def _left_over(field: str) -> bool:
    """Return whether a field still stands in quotation marks, or holds the backslash of an escape."""
    bare = field.strip()
    wrapped = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'"
    return wrapped or bare.startswith('"') or '\\"' in bare or bare.endswith("\\")


def _rewritten(text: str, delimiter: str, dialect: Dialect) -> str:
    """Write text again, each record on as many lines as it had; lines that this dialect cannot read stay."""
    lines = text.split("\n")
    head = text[:_HEAD]
    widths = _widths(head, delimiter, dialect)
    width = max(widths, key=lambda each: _as_wide(head, delimiter, dialect, each), default=0)
    written: list[str] = []
    while len(written) < len(lines):
        written += _record(lines, len(written), delimiter, dialect=dialect, width=width)
    return "\n".join(written)


def _record(lines: list[str], at: int, delimiter: str, *, dialect: Dialect, width: int) -> list[str]:
    """Return the lines of the record that begins here in the usual way, or the first of them as it is."""
    fields, _ = _record_at(lines, at, delimiter, dialect=dialect, width=width)
    if len(fields) != width:
        return [lines[at]]
    return as_record(fields, delimiter).split("\n")


def as_record(fields: list[str], delimiter: str) -> str:
    r"""Return fields as a record in the usual way, line breaks inside them in quotes.

    Examples
    --------
    >>> as_record(["a", "b\nc"], ";")
    'a;"b\nc"'
    """
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(fields)  # what ends lines is what is quoted
    return out.getvalue()[:-1]


def _record_at(lines: list[str], at: int, delimiter: str, *, dialect: Dialect, width: int) -> tuple[list[str], int]:
    """Return the fields of the record that begins in a line, and its number of lines; 1 where it is broken."""
    fields: list[str] = []
    for most in range(1, min(_RUNS_ON, len(lines) - at) + 1):
        fields = _fields("\n".join(lines[at : at + most]), delimiter, dialect)
        if len(fields) == width:
            return fields, most
        if fields:
            break
    return fields, 1
