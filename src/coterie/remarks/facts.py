"""How facts are written in a sentence: examples in quotes, lines by their numbers, shares in per cent."""

from __future__ import annotations

from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any

from coterie.number_format import count, percent, readable
from coterie.reader_format import as_read, day_as_read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coterie.remarks.table import Table


class Facts:
    """Fills facts into a template; what stands after a fact's colon names how it is written.

    Parameters
    ----------
    table : Table
        Its phrases, plurals and choices.
    rows : int
        How many rows the facts are about, of which some are named.
    """

    def __init__(self, table: Table, rows: int = 0) -> None:
        self._table, self._rows = table, rows
        self._written: dict[str, Callable[[Any], str]] = {
            "count": count,
            "percent": percent,
            "short": lambda number: as_read(f"{number:g}"),
            "day": lambda day: day_as_read(str(day)),
            "readable": readable,
            "spelled": self._spelled,
            "two": self._two,
            "quoted": lambda texts: ", ".join(f"'{text}'" for text in texts),
            "name": lambda column: str(getattr(column, "column", column)).replace(
                "'", "'\\''"
            ),  # within quotes of a shell
            "figures": lambda text: as_read(str(text)),
            "all_figures": lambda texts: self._joined("and", [as_read(str(text)) for text in texts]),
            "listed": ", ".join,
            "and": lambda texts: self._joined("and", texts),
            "or": lambda texts: self._joined("or", texts),
            "lines": lambda lines: self._numbered("line", lines),
            "rows": lambda rows: self._numbered("row", rows),
            "texts": lambda lines: "; ".join(f"{self._phrase('line', it=line)}: '{text}'" for line, text in lines),
            "places": self._places,
            "counted": lambda tokens: ", ".join(self._token(*each) for each in tokens),
            "spellings": lambda pairs: ", ".join(self._phrase("spelling", old=old, new=new) for old, new in pairs),
            "readings": lambda pairs: ", ".join(self._phrase("reading", text=text, number=n) for text, n in pairs),
            "cells": self._cells,
            "worded": lambda rows: ", ".join(
                self._phrase("word", word=w, n=self.counted("row", n), it=readable(m)) for w, n, m in rows
            ),
            "reasons": lambda pairs: ", ".join(f"{self._table.remarks[code].step} ({count(n)})" for code, n in pairs),
        }

    def fill(self, template: str, facts: Mapping[str, Any]) -> str:
        """Return a template with its facts."""
        return "".join(
            f"{text}{self.fact(facts[name], spec)}" if name else text for text, name, spec in _parts(template)
        )

    def fact(self, value: Any, spec: str) -> str:  # noqa: ANN401 - a fact, or a part of one
        """Return a fact as its template wants it."""
        if not spec:
            return str(value)
        if spec in self._table.plurals:
            return self.counted(spec, value)
        if spec in self._table.choices:
            return self._table.choices[spec].get(str(value), str(value))
        return self._written[spec](value) if spec in self._written else as_read(format(value, spec))

    def counted(self, what: str, number: int) -> str:
        """Return a number with what it counts: "1 row", "2 rows"."""
        one, several = self._table.plurals[what]
        template = one if number == 1 else several
        return "".join(
            f"{text}{self.fact(number, spec or 'count')}" if name else text for text, name, spec in _parts(template)
        )

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way to write a fact that has a name."""
        return (*self._table.plurals, *self._table.choices, *self._written)

    def knows(self, spec: str) -> bool:
        """Return whether a fact can be written so: in a way that has a name, or in one of Python's for numbers."""
        return not spec or spec in self.ways or spec[0] in ".,"

    def _phrase(self, name: str, **parts: object) -> str:
        return self.fill(self._table.phrases[name], parts)

    def _spelled(self, number: int) -> str:
        """Write a small whole number as a word."""
        return self._table.choices["number"].get(str(number)) or count(number)

    def _two(self, value: float | None) -> str:
        """Write a number between 0 and 1 with two decimals."""
        return self._table.phrases["unknown"] if value is None else as_read(f"{value:.2f}")

    def _joined(self, phrase: str, texts: Sequence[object]) -> str:
        """Join words as in a sentence."""
        *first, last = map(str, texts) if texts else ("",)
        return self._phrase(phrase, first=", ".join(first), last=last) if first else last

    def _more(self, shown: int) -> str:
        """Say how many are not named."""
        return self._phrase("and_more", n=self._rows - shown) if self._rows > shown else ""

    def _numbered(self, what: str, numbers: Sequence[int]) -> str:
        name = what if self._rows == 1 else f"several_{what}s"
        return self._phrase(name, it=", ".join(map(str, numbers))) + self._more(len(numbers))

    def _places(self, places: Sequence[tuple[int, object]]) -> str:
        named = ((row, as_read(f"{value:g}") if isinstance(value, int | float) else value) for row, value in places)
        return ", ".join(f"{self._phrase('row', it=row)}: {value}" for row, value in named) + self._more(len(places))

    def _token(self, token: str, times: int) -> str:
        return f"'{token}' {times}" if token else self._phrase("blank", n=times)

    def _cells(self, rows: Sequence[Sequence[object]]) -> str:
        named = (f"{self._phrase('row', it=row)} ({', '.join(map(repr, cells))})" for row, *cells in rows)
        return self._phrase("such_as", it=", ".join(named))


@lru_cache(maxsize=8192)
def _parts(template: str) -> tuple[tuple[str, str, str], ...]:
    """Return the text before each fact, the fact, and how it is written."""
    return tuple((text, name or "", spec or "") for text, name, spec, _ in Formatter().parse(template))


def facts_of(template: str) -> list[str]:
    """Return the facts that a template names.

    Examples
    --------
    >>> facts_of("{places:places} and {more}")
    ['places', 'more']
    """
    return [name for _, name, _ in _parts(template) if name]


def specs_of(template: str) -> list[str]:
    """Return how a template writes its facts.

    Examples
    --------
    >>> specs_of("{places:places} and {more}")
    ['places', '']
    """
    return [spec for _, name, spec in _parts(template) if name]


def written(template: str, facts: Mapping[str, object], table: Table, *, rows: int = 0) -> str:
    """Return a template with its facts.

    Examples
    --------
    >>> from coterie.remarks.table import english
    >>> written("{places:places}", {"places": ((4, 999.0),)}, english(), rows=3)
    'data row 4: 999 and 2 more'
    >>> written("{n:spelled} of {names:and}", {"n": 2, "names": ("a", "b", "c")}, english())
    'two of a, b and c'
    """
    return Facts(table, rows).fill(template, facts)
