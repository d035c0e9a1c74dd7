"""Numbers that are no measures: codes that stand for "missing", and values outside what can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie.parsing.numbers import LARGEST
from coterie.schema.words import tokens

if TYPE_CHECKING:
    from coterie.schema.facts import Facts

_RANGE = re.compile(r"[(\[]\s*(\d+(?:\.\d+)?)\s*(?:-|\u2013|to|\.\.)\s*(\d+(?:\.\d+)?)\s*[)\]]")
_AGES = frozenset(("age", "alter", "edad", "idade", "leeftijd"))
_OLDEST = 120.0
_MOSTLY = 0.95
_NINES = "^9{3,}$"
_FAR = 10


class Impossible(NamedTuple):
    """What is taken as missing in a column of numbers.

    Attributes
    ----------
    codes : tuple of float
        Numbers that stand for "missing".
    bounds : (float, float) or None
        The least and the greatest value that can be.
    says : str
        The rule in words; empty when nothing is taken as missing.
    """

    codes: tuple[float, ...] = ()
    bounds: tuple[float, float] | None = None
    says: str = ""


def impossible(fact: Facts, numbers: pl.Series) -> Impossible:
    """Find the numbers of a column that are certainly no measures.

    Four rules, and only these: a range that the name states ("Score (1-100)"); an age below 0 or above 120; 999, 9999
    and so on, far beyond every other value; -1, -9, -99 and so on as the only
    numbers below 0. The first two hold only where at least 95 % of the values keep to them, so that a name that means
    something else does no harm. Far beyond is three times the next value, and ten widths of the middle half.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    numbers : polars.Series of Float64
        Its different values as numbers, aligned with `fact.values`.

    Returns
    -------
    Impossible

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> [fact] = facts_of(pl.DataFrame({"age": [*range(20, 60), 999, -1]}))
    >>> impossible(fact, fact.values.cast(pl.Float64)).bounds
    (0.0, 120.0)
    """
    known = pl.DataFrame({"number": numbers, "count": fact.counts}).filter(pl.col("number").abs() <= LARGEST)
    if known.height < 3:
        return Impossible()
    bounds = _bounds(fact.name, known)
    outside = known.filter(~pl.col("number").is_between(*bounds)) if bounds else known.clear()
    inside = known.join(outside, on="number", how="anti")
    codes = (*_nines(inside), *_minus_ones(inside))
    says = []
    if not outside.is_empty():
        least, most = bounds or (0.0, 0.0)
        says.append(f"Values below {least:g} or above {most:g} cannot be: taken as missing.")
    if codes:
        says.append(f"{', '.join(f'{code:g}' for code in codes)}: a code for missing, taken as such.")
    return Impossible(codes, bounds, " ".join(says))


def _bounds(name: str, known: pl.DataFrame) -> tuple[float, float] | None:
    """Return the range that a column's name states or means, where its values keep to it."""
    stated = _RANGE.search(name)
    if stated:
        bounds = (float(stated[1]), float(stated[2]))
    elif _AGES & set(tokens(name)):
        bounds = (0.0, _OLDEST)
    else:
        return None
    inside = known.filter(pl.col("number").is_between(*bounds))["count"].sum()
    return bounds if bounds[0] < bounds[1] and float(inside) >= _MOSTLY * float(known["count"].sum()) else None


def _nines(known: pl.DataFrame) -> tuple[float, ...]:
    """Return 999, 9999 ... where they lie far beyond the middle half and three times beyond everything else."""
    digits = known["number"].cast(pl.Int64, strict=False).cast(pl.String)
    nines = digits.str.contains(_NINES).fill_null(value=False)
    nines &= known["number"] == known["number"].round()
    rest = known.filter(~nines)
    if not nines.any() or rest.is_empty():
        return ()
    low, high = _quartiles(rest)
    most = float(rest["number"].max())  # type: ignore[arg-type]  # a number
    beyond = max(3 * most, high + _FAR * (high - low))
    return tuple(sorted(number for number in known.filter(nines)["number"] if number > beyond))


def _minus_ones(known: pl.DataFrame) -> tuple[float, ...]:
    """Return -1, -9, -99 ... where nothing else is below 0."""
    below = known.filter(pl.col("number") < 0)["number"].sort().to_list()
    codes = {-1.0, *(-(10.0**digits - 1) for digits in range(1, 10))}
    return tuple(below) if below and set(below) <= codes and len(below) <= 2 and known.height > 5 else ()


def _quartiles(known: pl.DataFrame) -> tuple[float, float]:
    """Return the quartiles of counted numbers."""
    running = known.sort("number").with_columns(pl.col("count").cum_sum())
    total = running["count"][-1]
    low, high = (running.filter(pl.col("count") >= share * total)["number"][0] for share in (0.25, 0.75))
    return float(low), float(high)
