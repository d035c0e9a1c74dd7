"""Names that stand twice in one JSON object: which value is meant cannot be known, so it is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl

from coterie.excerpts import excerpt
from coterie.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 2**22
_TEXT = r'"(?:[^"\\]|\\.)*"'
_SHOWN = 5


class Repeats:
    """Reads JSON, and takes note of objects in which one name has two values; or `whatever` value, twice.

    Examples
    --------
    >>> repeats = Repeats()
    >>> repeats.loads('[{"age": 20, "age": 30}, {"age": 40, "age": 40}]')
    [{'age': 30}, {'age': 40}]
    >>> repeats.remarks()[0].rows, repeats.remarks()[0].facts["names"]
    (1, ('age',))
    """

    def __init__(self, *, whatever: bool = False) -> None:
        self._whatever = whatever
        self.forget()

    def forget(self) -> None:
        """Begin again."""
        self._objects = 0
        self._names: dict[str, None] = {}

    def loads(self, text: str | bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what JSON holds; of several values under one name the last, as other programs take it."""
        return json.loads(text, object_pairs_hook=self._held)

    def _held(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # whatever JSON holds
        held = dict(pairs)
        if len(held) < len(pairs) and (
            twice := {name for name, value in pairs if self._whatever or held[name] != value}
        ):
            self._objects += 1
            self._names.update(dict.fromkeys(name for name in held if name in twice))
        return held

    def remarks(self) -> tuple[Remark, ...]:
        """Say in how many objects that was, and of which names."""
        if not self._objects:
            return ()
        named = tuple(map(excerpt, list(self._names)[:_SHOWN]))
        more = ", ..." if len(self._names) > _SHOWN else ""
        return (Remark("json_repeated_name", rows=self._objects, facts={"names": named, "more": more}),)


def repeat_names(data: bytes) -> bool:
    r"""Return whether an object of JSON lines holds one name with two values.

    Lines in which no name comes twice at any depth are not read, and of those with the same names at the same places
    only one, unless an object of it does hold a name twice.

    Examples
    --------
    >>> repeat_names(b'{"age": 20, "age": 30}\n{"age": 1}'), repeat_names(b'{"a": {"n": 1}, "b": {"n": 2}}')
    (True, False)
    """
    return any(any(map(_repeats, _doubtful(lines))) for lines in _chunks(data))


def _doubtful(lines: pl.Series) -> pl.Series:
    """Return the lines with an object in which a name stands twice."""
    bare = lines.str.replace_all(rf"({_TEXT}\s*:)|{_TEXT}", "$1").str.replace_all(r'"\s+:', '":')
    names = bare.str.extract_all(f"{_TEXT}:")
    several = names.list.len() > names.list.n_unique()
    shapes = bare.filter(several).str.extract_all(f"{_TEXT}:|[{{}}]").list.join("")
    found = pl.DataFrame({"line": lines.filter(several), "shape": shapes})
    each = found.unique("shape", keep="first", maintain_order=True)
    twice = each.filter(pl.Series([_repeats(line, whatever=True) for line in each["line"]], dtype=pl.Boolean))
    return found.filter(pl.col("shape").is_in(twice["shape"].implode()))["line"]


def _repeats(line: str, *, whatever: bool = False) -> bool:
    """Return whether an object in a line holds one name with two values, or with whatever values."""
    repeats = Repeats(whatever=whatever)
    try:
        repeats.loads(line)
    except ValueError:  # Polars reads some lines that Python does not
        return False
    return bool(repeats.remarks())


def _chunks(data: bytes) -> Iterator[pl.Series]:
    """Yield whole lines, a few megabytes at a time."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _CHUNK)
        end = len(data) if end < 0 else end
        yield pl.Series([data[start:end].decode(errors="replace")]).str.split("\n").explode()
        start = end + 1
