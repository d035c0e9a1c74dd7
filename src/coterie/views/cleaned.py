"""What became of rows, cells, columns and customers, in a few lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.excerpts import excerpt
from coterie.remarks import column_label, group_of, needs_a_look, say, words
from coterie.views.doubted import misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coterie.remarks import Group
    from coterie.views.summary import Change, Summary

_MOST_NAMES = 4
_MOST_LETTERS = 78  # of a line: narrow terminals have 80
_LONGEST_NAME = 20  # of the only name on a line
_DROPPED: tuple[Group, ...] = ("lines_left_out", "rows_left_out", "purchases_left_out")
_EMPTY = frozenset(("blank_lines", "lines_above", "repeated_header", "title_above_header", "comment_lines"))
"""Lines that say nothing of a customer: told after all others."""
_MISSING: dict[Group, str] = {
    "missing_token": "cleaned.say_so",
    "unreadable": "cleaned.unreadable",
    "impossible": "cleaned.impossible",
}


def cleaned(summary: Summary, *, page: bool) -> tuple[str, ...]:
    """Return what was dropped, repaired, taken as missing, left out and left without a segment: at most six lines.

    Parameters
    ----------
    summary : Summary
    page : bool
        Whether a report was written, where the rest is told; otherwise it is told in segments.json.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.segment(bank, k=3, evidence="none").segmentation
    >>> cleaned(summary_of(found), page=True)[1]
    'Repaired: 22 cells in gender and card_type.'
    """
    lines = [*_dropped(summary), *_repaired(summary), *_missing(summary), *_left_out(summary), *_unplaced(summary)]
    where = say("cleaned.page", title=say("cleaning.title")) if page else say("cleaned.json")
    untouched = not lines and not misread(summary.cleaning)
    return (*lines, *([say("cleaned.nothing")] if untouched else ()), where)


def _of(summary: Summary, *groups: Group) -> list[Change]:
    return [change for change in summary.cleaning if group_of(change.code) in groups and change.code != "id_missing"]


def _dropped(summary: Summary) -> Iterator[str]:
    gone: dict[str, int] = {}
    for change in sorted(
        _of(summary, *_DROPPED), key=lambda change: (not needs_a_look(change.code), change.code in _EMPTY)
    ):
        what = words().step(change.code)
        gone[what] = gone.get(what, 0) + change.rows
    if gone:
        kinds = [say("cleaned.kind", what=what, rows=rows) for what, rows in gone.items()]
        yield _listed(say("cleaned.dropped", n=sum(gone.values())), kinds)


def _repaired(summary: Summary) -> Iterator[str]:
    if found := _of(summary, "rewritten"):
        yield _listed(say("cleaned.repaired", n=_rows(found)), _columns(found))


def _missing(summary: Summary) -> Iterator[str]:
    if found := _of(summary, *_MISSING):
        kinds = {code: _rows(_of(summary, group)) for group, code in _MISSING.items()}
        parts = [say(code, rows=rows) for code, rows in kinds.items() if rows]
        columns = _columns(found)
        line = _listed(start := say("cleaned.missing", rows=_rows(found), parts=parts), columns)
        many = say("cleaned.columns", n=len(columns))
        yield line if len(line) <= _MOST_LETTERS else say("cleaned.line", words=start, names=many)


def _left_out(summary: Summary) -> Iterator[str]:
    if names := [column.name for column in summary.columns if column.role == "ignored"]:
        yield _listed(say("cleaned.left_out", out=len(names), n=len(summary.columns)), names)


def _unplaced(summary: Summary) -> Iterator[str]:
    if found := _of(summary, "without_a_segment"):
        why = sorted({change.detail.removesuffix(".") for change in found})
        yield say("cleaned.unplaced", n=_rows(found), why="; ".join(why))


def _rows(changes: Iterable[Change]) -> int:
    return sum(change.rows for change in changes)


def _columns(changes: Iterable[Change]) -> list[str]:
    return list(
        dict.fromkeys(
            (change.column and column_label(change.column)) or say("cleaned.whole_rows") for change in changes
        )
    )


def _listed(words: str, names: list[str]) -> str:
    """Return a line that ends with names: as many as it has room for, and how many more there are.

    Examples
    --------
    >>> _listed("Left out: 3 of 9 columns:", ["note", "constant", "email"])
    'Left out: 3 of 9 columns: note, constant and email.'
    >>> _listed("Left out: 3 of 9 columns:", ["note", "constant" * 9, "email"])
    'Left out: 3 of 9 columns: note and 2 more.'
    """
    some = (_some(names, most) for most in range(min(_MOST_NAMES, len(names)), 0, -1))
    lines = (say("cleaned.line", words=words, names=shown) for shown in some)
    first = _some([excerpt(names[0], _LONGEST_NAME), *names[1:]], 1)
    shortest = say("cleaned.line", words=words, names=first)
    return next((line for line in lines if len(line) <= _MOST_LETTERS), shortest)


def _some(names: list[str], most: int) -> str:
    shown, more = names[:most], len(names) - most
    if more > 0:
        return say("cleaned.more", names=shown, more=more)
    return say("cleaned.all", names=shown)
