"""The verb `measure`: what came of what was done, segment by segment, against the customers who were held out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import polars as pl

from coterie import errors
from coterie.evidence.intervals import Z95, wilson
from coterie.evidence.smallest import FEWEST_AVERAGED
from coterie.explanation.planning import customers_needed
from coterie.parsing.cells import as_boolean, as_number, as_text, is_nested, is_texty, nested_cells
from coterie.scoring.holdout import ARM, HELD_OUT, TREATED
from coterie.sources import read

Absent = Literal["no", "unknown"]
Answer = Literal["more", "less", "too small", "no difference"]
_LIFT = 0.1
"""A lift that a measurement should at least have been able to see, for no difference to mean something."""


@dataclass(frozen=True)
class Arm:
    """Customers of one arm: how many, and their mean; of yes and no the share of yes. None of fewer than 20."""

    customers: int
    mean: float | None


@dataclass(frozen=True)
class Lift:
    """What came of it among some customers.

    Attributes
    ----------
    segment_id : int or None
        None: all together.
    segment : str
    treatment, holdout : Arm
    difference : float or None
        Between the means.
    interval : (float, float) or None
        95 % of it: Newcombe's (1998) of shares, Welch's of numbers.
    lift : float or None
        The difference over the mean of those held out.
    answer : {"more", "less", "too small", "no difference"}
        The interval is above 0 or below it; or holds 0, with too few customers to see a lift of 10 %, or with enough.
    needed : int or None
        Customers that seeing such a lift needs, with as many held out as here; of yes and no alone.
    """

    segment_id: int | None
    segment: str
    treatment: Arm
    holdout: Arm
    difference: float | None
    interval: tuple[float, float] | None
    lift: float | None
    answer: Answer
    needed: int | None


@dataclass(frozen=True)
class Measured:
    """What came of what was done.

    Attributes
    ----------
    outcome : str
        The column.
    kind : {"yes or no", "number"}
    customers : int
        With a segment, an arm and a known outcome.
    absent : int
        Assigned customers without a row among the outcomes.
    unknown : int
        Customers left out because their outcome is unknown.
    strangers : int
        Customers among the outcomes who were not assigned, and are left out.
    overall : Lift
    segments : tuple of Lift
        By segment_id.
    """

    outcome: str
    kind: Literal["yes or no", "number"]
    customers: int
    absent: int
    unknown: int
    strangers: int
    overall: Lift
    segments: tuple[Lift, ...]


def measure(
    assignments: object, outcomes: object, *, outcome: str | None = None, absent: Absent | None = None
) -> Measured:
    """Say what came of what was done to customers, against those who were held out.

    Parameters
    ----------
    assignments : path or frame
        What `coterie.score(..., holdout=0.1)` returned: customers with their segment and arm.
    outcomes : path or frame
        The same id column, and what came of it: yes or no, or a number such as money spent. Of several rows of a
        customer, any yes counts, and numbers are added up.
    outcome : str or None
        The column; None: the only one beside the id.
    absent : {"no", "unknown"} or None
        What customers without a row among the outcomes had: no outcome, or one that nobody knows. None: there are none.

    Returns
    -------
    Measured

    Raises
    ------
    coterie.errors.NeedsAnswer
        When it is not clear which column is meant, or what customers without a row had.
    coterie.errors.InputError
        When a column is missing, or does not hold what it should.

    Examples
    --------
    >>> import polars as pl
    >>> who = pl.DataFrame({"client": range(400), "arm": ["holdout", "treatment"] * 200})
    >>> who = who.with_columns(segment_id=0, segment=pl.lit("All"))
    >>> bought = [i % 2 == 1 and i % 3 > 0 or i % 8 == 0 for i in range(400)]
    >>> came = pl.DataFrame({"client": range(400), "bought": bought})
    >>> found = measure(who, came)
    >>> found.overall.answer, round(found.overall.difference, 2)
    ('more', 0.42)
    """
    if absent is not None and absent not in get_args(Absent):
        option = "--absent"
        raise errors.choosing.unknown_choice(option, absent, get_args(Absent))
    who, came = read(assignments).frame, read(outcomes).frame
    key = _key(who, came)
    name = _outcome(came, key, outcome)
    values, kind = _values(came[name], name)
    known = came.select(pl.col(key).cast(pl.String)).with_columns(value=values).drop_nulls(key)
    together = pl.col("value").max() if kind == "yes or no" else pl.col("value").sum()
    each = known.group_by(key).agg(pl.when(pl.col("value").is_not_null().any()).then(together), seen=pl.lit(value=True))
    placed = _placed(who, key)
    joined = placed.join(each, on=key, how="left")
    gone = int(joined["seen"].null_count())
    if gone and absent is None:
        raise errors.questions.absent_outcomes(gone, placed.height)
    if absent == "no":
        joined = joined.with_columns(value=pl.when(pl.col("seen").is_null()).then(0.0).otherwise("value"))
    used = joined.drop_nulls("value")
    names = dict(placed.select("segment_id", "segment").unique().iter_rows())
    return Measured(
        name,
        kind,
        used.height,
        absent=gone,
        unknown=joined.height - used.height,
        strangers=each.join(placed, on=key, how="anti").height,
        overall=_lift(used, kind, None, name=""),
        segments=tuple(
            _lift(used.filter(pl.col("segment_id") == number), kind, number, name=names[number])
            for number in sorted(names)
        ),
    )


def _key(who: pl.DataFrame, came: pl.DataFrame) -> str:
    """Return the id column, which is the first of the assignments."""
    if missing := [each for each in ("segment_id", "segment", ARM) if each not in who.columns]:
        raise errors.columns.not_assignments(missing)
    key = who.columns[0]
    if key not in came.columns:
        raise errors.columns.outcomes_without_id(key, came.columns)
    return key


def _outcome(came: pl.DataFrame, key: str, wanted: str | None) -> str:
    others = [each for each in came.columns if each != key]
    if wanted is not None:
        if wanted not in others:
            option = "--outcome"
            raise errors.columns.unknown_column(option, wanted, others)
        return wanted
    if len(others) != 1:
        raise errors.questions.which_outcome(others)
    return others[0]


def _values(cells: pl.Series, name: str) -> tuple[pl.Series, Literal["yes or no", "number"]]:
    if is_nested(cells.dtype):
        option = "--outcome"
        raise errors.columns.unusable_cells(option, name, nested_cells(cells.dtype))
    known = (as_text(cells) if is_texty(cells.dtype) else cells).is_not_null()
    if cells.dtype == pl.Boolean or is_texty(cells.dtype) or cells.dtype.is_numeric():
        answers = as_boolean(cells)
        if answers.count() and not (answers.is_null() & known).any():
            return answers.cast(pl.Float64).alias("value"), "yes or no"
    numbers = as_number(cells) if is_texty(cells.dtype) else cells.cast(pl.Float64, strict=False)
    lost = cells.filter(numbers.is_null() & known)
    if not numbers.count() or len(lost):
        option = "--outcome"
        raise errors.columns.no_numbers_asked(option, name, str(lost[0])[:20] if len(lost) else "")
    return numbers.alias("value"), "number"


def _placed(who: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return customers with a segment and an arm."""
    arms = who[ARM].cast(pl.String)
    if strange := sorted(set(arms.drop_nulls().to_list()) - {HELD_OUT, TREATED}):
        raise errors.columns.strange_arm(strange[0])
    typed = who.select(
        pl.col(key).cast(pl.String),
        pl.col("segment_id").cast(pl.Int64, strict=False),
        pl.col("segment").cast(pl.String),
        arms.alias(ARM),
    ).drop_nulls()
    return typed.unique(key, keep="first", maintain_order=True)


def _lift(used: pl.DataFrame, kind: str, number: int | None, *, name: str) -> Lift:
    treated, held = (used.filter(pl.col(ARM) == arm)["value"].cast(pl.Float64).sort() for arm in (TREATED, HELD_OUT))
    one, other = (Arm(len(each), _mean(each) if len(each) >= FEWEST_AVERAGED else None) for each in (treated, held))
    if one.mean is None or other.mean is None:
        return Lift(number, name, one, other, None, None, None, answer="too small", needed=None)
    difference = one.mean - other.mean
    interval = _newcombe(treated, held) if kind == "yes or no" else _welch(treated, held)
    lift = difference / other.mean if other.mean > 0 else None
    needed = _needed(one, other) if kind == "yes or no" else None
    total = len(treated) + len(held)
    if interval[0] > 0 or interval[1] < 0:
        answer: Answer = "more" if interval[0] > 0 else "less"
    else:
        seen = needed is not None and total >= needed if kind == "yes or no" else _narrow(interval, other.mean)
        answer = "no difference" if seen else "too small"
    return Lift(number, name, one, other, difference, interval, lift, answer=answer, needed=needed)


def _mean(values: pl.Series) -> float:
    return math.fsum(values.to_list()) / len(values)


def _narrow(interval: tuple[float, float], mean: float) -> bool:
    """Return whether an interval leaves no room for a lift of 10 %."""
    return mean > 0 and max(abs(end) for end in interval) < _LIFT * mean


def _needed(treated: Arm, held: Arm) -> int | None:
    rate = held.mean or 0.0
    share = held.customers / (held.customers + treated.customers)
    return customers_needed(rate, lift=_LIFT, holdout=share) if 0 < rate * (1 + _LIFT) < 1 else None


def _newcombe(treated: pl.Series, held: pl.Series) -> tuple[float, float]:
    """Return the interval of a difference of shares after Newcombe (1998): Wilson's two, put together."""
    ends = [wilson(int(each.sum()), len(each)) for each in (treated, held)]
    p, q = (_mean(each) for each in (treated, held))
    low = p - q - math.hypot(p - ends[0][0], ends[1][1] - q)
    high = p - q + math.hypot(ends[0][1] - p, q - ends[1][0])
    return low, high


def _welch(treated: pl.Series, held: pl.Series) -> tuple[float, float]:
    spread = math.sqrt(sum(_variance(each) / len(each) for each in (treated, held)))
    difference = _mean(treated) - _mean(held)
    return difference - Z95 * spread, difference + Z95 * spread


def _variance(values: pl.Series) -> float:
    mean = _mean(values)
    return math.fsum((each - mean) ** 2 for each in values.to_list()) / (len(values) - 1)
