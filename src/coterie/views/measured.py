"""What `coterie measure` says: the lift of each segment against those held out, and whether it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from coterie.explanation.measuring import Arm, Lift
from coterie.number_format import MISSING, count, decimals
from coterie.remarks import say
from coterie.version import __version__

if TYPE_CHECKING:
    from coterie.explanation.measuring import Measured

_Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True)
class MeasuredView:
    """What `coterie measure --json` prints."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal[1]
    coterie_version: str
    assignments: str
    outcomes: str
    outcome: str
    """The column."""
    kind: Literal["yes or no", "number"]
    customers: _Count
    """With a segment, an arm and a known outcome."""
    absent: _Count
    """Assigned customers without a row among the outcomes."""
    unknown: _Count
    """Customers left out because nobody knows their outcome."""
    strangers: _Count
    """Customers among the outcomes who were not assigned."""
    overall: Lift
    segments: tuple[Lift, ...]
    remarks: tuple[str, ...]


def measured_view(found: Measured, *, names: tuple[str, str]) -> MeasuredView:
    """Return what is said; `names` are those of the assignments and of the outcomes.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.explanation.measuring import measure
    >>> who = pl.DataFrame({"client": range(40), "arm": ["holdout", "treatment"] * 20})
    >>> who = who.with_columns(segment_id=0, segment=pl.lit("All"))
    >>> came = pl.DataFrame({"client": range(40), "bought": [i % 3 == 0 for i in range(40)]})
    >>> measured_view(measure(who, came), names=("a.csv", "b.csv")).overall.answer
    'too small'
    """
    remarks = [say("measured.counted", customers=found.customers, outcome=found.outcome)]
    if found.unknown:
        remarks.append(say("measured.unknown", n=found.unknown))
    if found.strangers:
        remarks.append(say("measured.strangers", n=found.strangers))
    if any(each.answer == "too small" for each in found.segments):
        remarks.append(say("measured.too_few"))
    remarks.append(say("measured.twentieth"))
    return MeasuredView(
        schema_version=1,
        coterie_version=__version__,
        assignments=names[0],
        outcomes=names[1],
        outcome=found.outcome,
        kind=found.kind,
        customers=found.customers,
        absent=found.absent,
        unknown=found.unknown,
        strangers=found.strangers,
        overall=found.overall,
        segments=found.segments,
        remarks=tuple(remarks),
    )


def measured_table(found: MeasuredView) -> tuple[tuple[str, ...], ...]:
    """Return the titles and the rows of the terminal's table."""
    titles = ("segment", "treatment", "holdout", "treated", "held", "difference", "interval", "answer")
    rows = (_row(each, found.kind) for each in (*found.segments, found.overall))
    return tuple(say(f"measured.{title}") for title in titles), *rows


def _row(each: Lift, kind: str) -> tuple[str, ...]:
    ends = [MISSING] * 2 if each.interval is None else [_points(end, kind) for end in each.interval]
    answer = say(f"measured.{each.answer.replace(' ', '_')}")
    if each.answer == "too small" and each.needed is not None:
        answer = say("measured.needs", answer=answer, needed=each.needed)
    return (
        each.segment or say("measured.all"),
        *(count(arm.customers) for arm in (each.treatment, each.holdout)),
        *(_mean(arm, kind) for arm in (each.treatment, each.holdout)),
        MISSING if each.difference is None else _points(each.difference, kind),
        MISSING if each.interval is None else say("measured.between", low=ends[0], high=ends[1]),
        answer,
    )


def _mean(arm: Arm, kind: str) -> str:
    return MISSING if arm.mean is None else _written(arm.mean, kind)


def _points(number: float, kind: str) -> str:
    """Return a difference: of shares in percentage points."""
    return say("measured.points", it=decimals(100 * number, 1)) if kind == "yes or no" else decimals(number, 2)


def _written(number: float, kind: str) -> str:
    return f"{decimals(100 * number, 1)}%" if kind == "yes or no" else decimals(number, 2)
