"""Numbers that are no measures: codes that stand for "missing", and values outside what can be."""

from __future__ import annotations

import re
from typing import NamedTuple

import polars as pl

from coterie.parsing.numbers import LARGEST
from coterie.remarks import joined, say
from coterie.schema.facts import Facts, Measured
from coterie.schema.words import tokens

_RANGE = re.compile(r"[(\[]\s*(\d+(?:\.\d+)?)\s*(?:-|\u2013|to|\.\.)\s*(\d+(?:\.\d+)?)\s*[)\]]")
_AGES = frozenset(("age", "alter", "edad", "idade", "leeftijd"))
_OLDEST = 120.0
_SCALED = frozenset((
    "score", "scores", "rating", "ratings", "percent", "percentage", "percentile", "pct", "prozent", "porcentaje",
    "pourcentage",
))  # fmt: skip
_CREDIT = frozenset(("credit", "score"))
_RATED, _BEYOND_RATED = (300.0, 1200.0), (1.0, 3000.0)
_MOSTLY = 0.95
_LEAST_CODE = 999
_NINES = "^9{3,}$"
_REPEATED = "^(?:" + "|".join(f"{digit}{{4,}}" for digit in range(1, 10)) + ")$"
_FAR = 10
_FEW_CODES = 2
_SCALE = 100.0
_BEYOND_SCALE = (-4 * _SCALE, 5 * _SCALE)
_USED, _UPPER_HALF = 90.0, 50.0
_FEWEST = 10


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


def impossible(fact: Facts, numbers: pl.Series | None = None) -> Impossible:
    """Find the numbers of a column that are certainly no measures.

    Seven rules, and only these:

    - a range that the name states ("Score (1-100)");
    - an age below 0 or above 120;
    - a credit score below 1 or above 3000, where the others lie between 300 and 1200: 0 says that there is none;
    - another score, a rating or a percentage above 500 or below -400, where the column uses a scale from 0 to 100: its
      upper quarter lies above 50, some values above 90, and none between 100 and 500;
    - 999, 9999 and so on, far beyond every other value;
    - four or more of any other digit (6666, 111111), far beyond every other value, in a column without a long tail;
    - -1, -9, -99 and so on as the only numbers below 0.

    The first four hold only where at least 95 % of the values keep to them, so that a name that means something else
    does no harm. Far beyond is three times the next value, and ten widths of the middle half above it; a column has a
    long tail where other values lie as many widths above.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    numbers : polars.Series of Float64
        Its different values as numbers, aligned with `fact.values`; a measured column has its own.

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
    if isinstance(fact, Measured):
        if not _suspicious(fact):
            return Impossible()
        known = fact.numbers.drop_nulls().cast(pl.Float64).value_counts(name="count").rename({fact.name: "number"})
    elif not _may_be(fact.name, numbers):
        return Impossible()
    else:
        known = pl.DataFrame({"number": numbers, "count": fact.counts})
    known = known.filter(pl.col("number").abs() <= LARGEST)
    if known.height < 3:
        return Impossible()
    bounds = _bounds(fact.name, known)
    outside = known.filter(~pl.col("number").is_between(*bounds)) if bounds else known.clear()
    inside = known.join(outside, on="number", how="anti") if outside.height else known
    repeated = _far(inside, _REPEATED, tail=False)
    nines = _far(inside.filter(~pl.col("number").is_in(repeated)), _NINES, tail=True)
    codes = (*sorted((*repeated, *nines)), *_minus_ones(inside))
    says = []
    if not outside.is_empty():
        least, most = bounds or (0.0, 0.0)
        code = "schema.off_scale" if bounds == _BEYOND_SCALE else "schema.impossible"
        says.append(say(code, least=least, most=most))
    if codes:
        says.append(say("schema.codes", codes=[f"{code:.15g}" for code in codes]))
    return Impossible(codes, bounds, joined(says))


def _may_be(name: str, numbers: pl.Series | None) -> bool:
    """Return whether numbers could hold anything impossible: a code is below 0 or 999 and more."""
    if _has_bounds(name) or numbers is None or numbers.null_count() == len(numbers):
        return True
    return bool(numbers.min() < 0 or not numbers.max() < _LEAST_CODE)  # type: ignore[operator]  # numbers


def _has_bounds(name: str) -> bool:
    """Return whether a name states or means a range, or may."""
    return bool(_RANGE.search(name) or (_AGES | _SCALED) & set(tokens(name)))


def _suspicious(fact: Measured) -> bool:
    """Return whether a large column could hold anything impossible at all, without counting its values."""
    numbers = fact.numbers
    if _has_bounds(fact.name):
        return True
    large = numbers.filter(numbers >= _LEAST_CODE)
    whole = large.filter(large == large.round()).cast(pl.Int64, strict=False).unique().cast(pl.String)
    below = numbers.filter(numbers < 0)
    coded = whole.str.contains(f"{_NINES}|{_REPEATED}").any()
    return bool(coded) or 0 < below.head(1000).n_unique() <= _FEW_CODES


def _bounds(name: str, known: pl.DataFrame) -> tuple[float, float] | None:
    """Return the range that a column's name states or means, where its values keep to it."""
    words = set(tokens(name))
    if stated := _RANGE.search(name):
        bounds = (float(stated[1]), float(stated[2]))
    elif _AGES & words:
        bounds = (0.0, _OLDEST)
    elif words >= _CREDIT and _keep_to(_RATED, known):
        return _BEYOND_RATED
    else:
        return _scale(known) if _SCALED & words else None
    return bounds if bounds[0] < bounds[1] and _keep_to(bounds, known) else None


def _keep_to(bounds: tuple[float, float], known: pl.DataFrame) -> bool:
    """Return whether nearly all values lie within bounds."""
    inside = known.filter(pl.col("number").is_between(*bounds))["count"].sum()
    return float(inside) >= _MOSTLY * float(known["count"].sum())


def _scale(known: pl.DataFrame) -> tuple[float, float] | None:
    """Return what is too far from a scale of 0 to 100 to be a slip, where a column uses that scale."""
    inside = known.filter(pl.col("number").is_between(0, _SCALE))
    between = known["number"].is_between(_SCALE, _BEYOND_SCALE[1], closed="right").any()
    if between or not _keep_to((0, _SCALE), known):
        return None
    used = float(inside["number"].max()) >= _USED and _quartiles(inside)[1] >= _UPPER_HALF  # type: ignore[arg-type]  # a number
    return _BEYOND_SCALE if used else None


def _far(known: pl.DataFrame, pattern: str, *, tail: bool) -> tuple[float, ...]:
    """Return numbers of such digits that lie far beyond the middle half and three times beyond everything else.

    Without `tail`, only where nothing else lies far beyond the middle half, and other values are not too few to tell.
    """
    digits = known["number"].cast(pl.Int64, strict=False).cast(pl.String)
    coded = digits.str.contains(pattern).fill_null(value=False)
    coded &= known["number"] == known["number"].round()
    rest = known.filter(~coded)
    if not coded.any() or rest.is_empty():
        return ()
    low, high = _quartiles(rest)
    most, edge = float(rest["number"].max()), high + _FAR * (high - low)  # type: ignore[arg-type]  # a number
    if not tail and (most > edge or rest.height < _FEWEST):
        return ()
    return tuple(sorted(number for number in known.filter(coded)["number"] if number > max(3 * most, edge)))


def _minus_ones(known: pl.DataFrame) -> tuple[float, ...]:
    """Return -1, -9, -99 ... where nothing else is below 0."""
    below = known.filter(pl.col("number") < 0)["number"].sort().head(_FEW_CODES + 1).to_list()
    codes = {-1.0, *(-(10.0**digits - 1) for digits in range(1, 10))}
    return tuple(below) if below and set(below) <= codes and len(below) <= _FEW_CODES and known.height > 5 else ()


def _quartiles(known: pl.DataFrame) -> tuple[float, float]:
    """Return the quartiles of counted numbers."""
    running = known.sort("number").with_columns(pl.col("count").cum_sum())
    total = running["count"][-1]
    low, high = (running.filter(pl.col("count") >= share * total)["number"][0] for share in (0.25, 0.75))
    return float(low), float(high)
