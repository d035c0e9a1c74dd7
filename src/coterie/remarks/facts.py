"""How facts are written in a sentence: examples in quotes, lines by their numbers, shares in per cent."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from coterie.number_format import count, percent, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coterie.remarks.table import Table


class Facts(Formatter):
    """Fills facts into a template; what stands after a fact's colon names how it is written.

    Parameters
    ----------
    table : Table
        Its phrases and plurals.
    rows : int
        How many rows the facts are about, of which some are named.
    """

    def __init__(self, table: Table, rows: int) -> None:
        super().__init__()
        self._table, self._rows = table, rows
        self._written: dict[str, Callable[[Any], str]] = {
            "count": count,
            "percent": percent,
            "short": "{:g}".format,
            "readable": readable,
            "quoted": lambda texts: ", ".join(f"'{text}'" for text in texts),
            "listed": ", ".join,
            "lines": lambda lines: self._numbered("line", lines),
            "rows": lambda rows: self._numbered("row", rows),
            "texts": lambda lines: "; ".join(f"{self._phrase('line', it=line)}: '{text}'" for line, text in lines),
            "places": self._places,
            "counted": lambda tokens: ", ".join(self._token(*each) for each in tokens),
            "spelled": lambda pairs: ", ".join(self._phrase("spelling", old=old, new=new) for old, new in pairs),
            "readings": lambda pairs: ", ".join(self._phrase("reading", text=text, number=n) for text, n in pairs),
            "cells": self._cells,
        }

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as Formatter has it
        """Return a fact as its template wants it."""
        if format_spec in self._table.plurals:
            return self.counted(format_spec, value)
        if format_spec in self._table.choices:
            return self._table.choices[format_spec].get(value, str(value))
        return self._written[format_spec](value) if format_spec else str(value)

    def counted(self, what: str, number: int) -> str:
        """Return a number with what it counts: "1 row", "2 rows"."""
        one, several = self._table.plurals[what]
        return (one if number == 1 else several).format(n=count(number))

    def _phrase(self, name: str, **parts: object) -> str:
        return self._table.phrases[name].format(**parts)

    def _more(self, shown: int) -> str:
        """Say how many are not named."""
        return self._phrase("and_more", n=self._rows - shown) if self._rows > shown else ""

    def _numbered(self, what: str, numbers: Sequence[int]) -> str:
        name = what if self._rows == 1 else f"several_{what}s"
        return self._phrase(name, it=", ".join(map(str, numbers))) + self._more(len(numbers))

    def _places(self, places: Sequence[tuple[int, object]]) -> str:
        named = ((row, f"{value:g}" if isinstance(value, int | float) else value) for row, value in places)
        return ", ".join(f"{self._phrase('row', it=row)}: {value}" for row, value in named) + self._more(len(places))

    def _token(self, token: str, times: int) -> str:
        return f"'{token}' {times}" if token else self._phrase("blank", n=times)

    def _cells(self, rows: Sequence[Sequence[object]]) -> str:
        named = (f"{self._phrase('row', it=row)} ({', '.join(map(repr, cells))})" for row, *cells in rows)
        return self._phrase("such_as", it=", ".join(named))


def facts_of(template: str) -> list[str]:
    """Return the facts that a template names.

    Examples
    --------
    >>> facts_of("{places:places} and {more}")
    ['places', 'more']
    """
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def written(template: str, facts: Mapping[str, object], table: Table, *, rows: int) -> str:
    """Return a template with its facts.

    Examples
    --------
    >>> from coterie.remarks.table import english
    >>> written("{places:places}", {"places": ((4, 999.0),)}, english(), rows=3)
    'row 4: 999 and 2 more'
    """
    return Facts(table, rows).vformat(template, (), facts)
