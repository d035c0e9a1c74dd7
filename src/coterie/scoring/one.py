"""One customer, quickly: what a table of one row would give, to the last bit, without making a table."""

from __future__ import annotations

import re
from collections import OrderedDict
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from coterie import errors
from coterie.parsing.numbers import LARGEST
from coterie.profiling import NumericProfile
from coterie.scoring.cells import read_column, read_ids
from coterie.scoring.quick import Quick
from coterie.scoring.row import Row
from coterie.scoring.watching import Watched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from coterie.remarks import Remark
    from coterie.schema import Column
    from coterie.scoring.description import Description
    from coterie.scoring.matrix import Compiled
    from coterie.segmentation import Segmentation

    Floats = NDArray[np.float64]

_REMEMBERED = 4096
"""Cells whose reading is kept, so that a category is not read anew each time."""
_LONGEST = 64
_PLAIN = {".": re.compile(r"-?\d{1,300}(?:\.\d{1,300})?"), ",": re.compile(r"-?\d{1,300}")}


class Score(NamedTuple):
    """One customer's segment.

    Attributes
    ----------
    id : int, str or None
        Who it is; None without an id.
    segment_id : int or None
        The segment's permanent id; None, as all that follows but `imputed`, where every feature is missing.
    segment : str or None
        Its name.
    distance : float or None
        To its centroid, in prepared units.
    second_segment_id, second_segment : int and str, or None
        The next nearest segment; None where there is only one.
    margin : float or None
        From 0 on the border to that segment to 1 at the centroid; None where there is only one.
    unlike_anyone : bool or None
        Whether 99 % of the customers that the segments were made from are nearer to their centroid; None where an
        earlier version kept no distances.
    imputed : int
        Features without a value, which were filled.
    doubts : tuple of Remark
        Cells that could not be used, categories never seen, numbers beyond all that was seen.
    """

    id: int | str | None
    segment_id: int | None
    segment: str | None
    distance: float | None
    second_segment_id: int | None
    second_segment: str | None
    margin: float | None
    unlike_anyone: bool | None
    imputed: int
    doubts: tuple[Remark, ...]


class One:
    """Places one customer at a time.

    Parameters
    ----------
    description : Description
    compiled : Compiled
    segmentation : Segmentation
        What doubts are measured by.
    """

    def __init__(self, description: Description, compiled: Compiled, segmentation: Segmentation) -> None:
        self._description, self._compiled, self._segmentation = description, compiled, segmentation
        columns, features = description.columns, description.features
        self._readers = [Cells(column) for column in columns]
        self._places = [{word: place for place, word in enumerate(each.categories)} for each in features]
        self._fill = [places.get(str(each.fill), -1) for each, places in zip(features, self._places, strict=True)]
        seen = segmentation.profiles.overall.columns
        self._ends = [_ends(seen.get(column.name)) for column in columns]
        numbers = [at for at, feature in enumerate(features) if feature.transform != "one-hot"]
        self._plain = [at for at in numbers if columns[at].comes_as == "numeric"]
        self._dated = [at for at in numbers if columns[at].comes_as != "numeric"]
        self._categories = [at for at, feature in enumerate(features) if feature.transform == "one-hot"]
        self._cells = itemgetter(
            *(column.name for column in columns), *([columns[0].name] if len(columns) == 1 else [])
        )
        self._quick = Quick([columns[at] for at in self._plain], [self._ends[at] for at in self._plain])
        self._row = Row(features, compiled.starts, [*self._plain, *self._dated])

    def score(self, customer: Mapping[str, object]) -> Score:
        """Place a customer."""
        try:
            cells = self._cells(customer)
        except KeyError as error:
            missing = [column.name for column in self._description.columns if column.name not in customer]
            raise errors.columns.missing_columns(missing, [str(name) for name in customer]) from error
        numbers = self._quick.numbers([cells[at] for at in self._plain])
        if numbers is not None and not self._dated and not self._categories:
            return self._placed(self._key(customer), self._row.prepared(numbers), 0, ())
        return self._slowly(customer, cells, numbers)

    def _slowly(self, customer: Mapping[str, object], cells: Sequence[object], numbers: Floats | None) -> Score:
        """Place a customer whose cells have to be read one by one: all of them, or those that are no plain numbers."""
        some = [*(self._plain if numbers is None else ()), *self._dated, *self._categories]
        values = {at: self._readers[at].read(cells[at]) for at in some}
        doubts = [(at, self._said(at, cells[at])) for at in some if self._is_odd(at, cells[at], values[at])]
        read = [
            value if (value := values[at]) is not None else np.nan
            for at in (*self._plain, *self._dated)
            if at in values
        ]
        known = np.array(read, dtype=np.float64)
        known = known if numbers is None else np.concatenate((numbers, known))
        imputed = sum(value is None for value in values.values())
        said = tuple(remark for _, remarks in sorted(doubts, key=itemgetter(0)) for remark in remarks)
        key = self._key(customer)
        if imputed == len(self._readers):
            return Score(key, None, None, None, None, None, None, None, imputed, said)
        places = [(at, self._place(at, values[at])) for at in self._categories]
        return self._placed(key, self._row.prepared(self._row.filled(known), places), imputed, said)

    def _place(self, at: int, value: float | str | None) -> int:
        """Return the place of a category."""
        return self._fill[at] if value is None else self._places[at].get(str(value), -1)

    def _is_odd(self, at: int, cell: object, value: float | str | None) -> bool:
        """Return whether a cell is doubtful."""
        if value is None:
            return cell is not None and cell == cell  # noqa: PLR0124 - nan is none
        if self._places[at]:
            return value not in self._places[at]
        least, greatest = self._ends[at]
        return not least <= value <= greatest  # type: ignore[operator] # a number

    def _key(self, customer: Mapping[str, object]) -> int | str | None:
        name, kind = self._description.key, self._description.id_type
        if name is None or (value := customer.get(name)) is None:
            return None
        if isinstance(value, int if kind == "integer" else str) and not isinstance(value, bool):
            return value
        found: int | str | None = read_ids(pl.Series(name, [value], strict=False), kind)[0]
        return found

    def _placed(self, key: int | str | None, X: Floats, imputed: int, doubts: tuple[Remark, ...]) -> Score:
        (own, distance, second, margin), plain = self._compiled.one(X), self._description
        alone = second < 0
        return Score(
            key,
            plain.ids[own],
            plain.names[own],
            distance,
            None if alone else plain.ids[second],
            None if alone else plain.names[second],
            None if alone else margin,
            None if plain.far is None else distance > plain.far,
            imputed,
            doubts,
        )

    def _said(self, at: int, cell: object) -> list[Remark]:
        """Return what a table of this cell alone would make doubtful."""
        column, feature = self._description.columns[at], self._description.features[at]
        seen = self._segmentation.profiles.overall.columns.get(column.name)
        watched = Watched(column, feature, seen, self._segmentation.source.rows)
        cells = _series(column.name, cell)
        watched.add(cells, read_column(cells, column))
        return [doubt.remark for doubt in watched.doubts()]


class Cells:
    """Reads single cells of one column.

    Parameters
    ----------
    column : Column

    Examples
    --------
    >>> from coterie.schema import Column
    >>> age = Cells(Column("age", "numeric", "feature", 0, "", bounds=(0.0, 120.0)))
    >>> [age.read(cell) for cell in (41, "41.5", " $41 ", 400, None, float("nan"))]
    [41.0, 41.5, 41.0, None, None, None]
    """

    def __init__(self, column: Column) -> None:
        self._column = column
        self._known: OrderedDict[tuple[type, object], float | str | None] = OrderedDict()
        self._lock = Lock()
        self._is_number = column.comes_as == "numeric"
        self._plain = None if column.words else _PLAIN[column.decimal]
        self._codes = frozenset(column.codes)

    def read(self, cell: object) -> float | str | None:
        """Return a number, a category (yes and no as `true` and `false`), or None where it is missing."""
        if cell is None:
            return None
        kind = type(cell)
        if self._is_number:
            if isinstance(cell, float | int) and kind is not bool:
                return self._number(cell)
            if isinstance(cell, str) and self._plain is not None and self._plain.fullmatch(cell):
                return self._number(float(cell))
        return self._remembered(kind, cell)

    def _number(self, cell: float) -> float | None:
        try:
            value = float(cell)
        except OverflowError:
            return None
        size = abs(value)
        if size < 1 / LARGEST:
            value = 0.0
        elif not size <= LARGEST:
            return None
        bounds = self._column.bounds
        if value in self._codes or (bounds is not None and not bounds[0] <= value <= bounds[1]):
            return None
        return value

    def _remembered(self, kind: type, cell: object) -> float | str | None:
        short = kind is not str or len(cell) <= _LONGEST  # type: ignore[arg-type] # a str has a length
        try:
            with self._lock:
                found = self._known[kind, cell]
                self._known.move_to_end((kind, cell))
                return found
        except KeyError:
            value = self._cleaned(cell)
        except TypeError:  # no single value
            return self._cleaned(cell)
        if short:
            with self._lock:
                self._known[kind, cell] = value
                if len(self._known) > _REMEMBERED:
                    self._known.popitem(last=False)
        return value

    def _cleaned(self, cell: object) -> float | str | None:
        """Return what a table of this cell alone gives."""
        value = read_column(_series(self._column.name, cell), self._column)
        read: float | str | None = value[0] if value.dtype != pl.Boolean else value.cast(pl.String)[0]
        return read


def _series(name: str, cell: object) -> pl.Series:
    """Return a column of one cell."""
    try:
        return pl.Series(name, [cell])
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series(name, [str(cell)])


def _ends(seen: object) -> tuple[float, float]:
    """Return the least and the greatest number seen; everything where they are not kept."""
    if isinstance(seen, NumericProfile) and seen.min is not None and seen.max is not None:
        return float(seen.min), float(seen.max)
    return -np.inf, np.inf
