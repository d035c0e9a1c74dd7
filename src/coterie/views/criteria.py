"""What each criterion says of every K."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from coterie.evidence.criteria import CRITERIA, Tried
from coterie.evidence.criteria import Idea as Name
from coterie.number_format import MISSING, count, percent, readable
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coterie.evidence.criteria import Criterion
    from coterie.evidence.kept import KCard, KRow

WORST = "worst_segment"
"""What is shown beside the values of the criteria."""


@dataclass(frozen=True)
class CriterionView:
    """What one criterion says.

    Attributes
    ----------
    name, asks, note : str
        What it is called, the question that it answers, and what to know of its choice.
    values : tuple of float or None
        By rising K.
    choice_at, chosen_at : int or None
        Places in `values`: of the K that it chooses, and of the K used.
    choice : str
        The K that it chooses, or a dash.
    agrees : bool
        Whether that is the K used.
    """

    name: str
    asks: str
    note: str
    values: tuple[float | None, ...]
    choice_at: int | None
    chosen_at: int | None
    choice: str
    agrees: bool


@dataclass(frozen=True)
class Idea:
    """Criteria that ask for the same."""

    name: str
    rows: tuple[CriterionView, ...]


@dataclass(frozen=True)
class NumbersOfK:
    """Every number of one K, as text."""

    k: int
    cells: tuple[str, ...]
    smallest: str


@dataclass(frozen=True)
class Numbers:
    """Every number by K."""

    titles: tuple[str, ...]
    rows: tuple[NumbersOfK, ...]


@dataclass(frozen=True)
class Criteria:
    """The criteria by idea, the first and the last K tried, and every number by K."""

    ideas: tuple[Idea, ...]
    ks: tuple[int, int]
    numbers: Numbers


def criteria(card: KCard, chosen: int) -> Criteria | None:
    """Return what each criterion says, by idea, and the K it chooses; None where one K was tried.

    Parameters
    ----------
    card : coterie.evidence.kept.KCard
    chosen : int
        The K used.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> [(idea.name, [row.name for row in idea.rows]) for idea in criteria(found.evidence.k_card, 3).ideas][1]
    ('Compactness', ['Elbow'])
    """
    rows = card.rows
    if len(rows) < 2:
        return None
    known = [each for each in CRITERIA if _known(rows, each.column)]
    ideas = [
        Idea(
            say(f"idea.{idea}"),
            tuple(_criterion(each, rows, card.choices, chosen=chosen) for each in known if each.idea == idea),
        )
        for idea in get_args(Name)
    ]
    return Criteria(tuple(idea for idea in ideas if idea.rows), (rows[0].k, rows[-1].k), _numbers(rows))


def _known(rows: Sequence[KRow], column: str) -> bool:
    return any(row.value(column) is not None for row in rows)


def _criterion(
    criterion: Criterion, rows: Sequence[KRow], choices: Mapping[str, int | None], *, chosen: int
) -> CriterionView:
    ks = [row.k for row in rows]
    found = choices.get(criterion.key) if criterion.key else criterion.rule(_tried(criterion, rows))
    if criterion.several and found == 1:
        found = None
    note = _at_the_end(found, ks) if criterion.optimum else ""
    choice = None if note else found
    return CriterionView(
        name=criterion.name,
        asks=criterion.asks,
        note=note,
        values=tuple(row.value(criterion.column) for row in rows),
        choice_at=ks.index(choice) if choice in ks else None,
        chosen_at=ks.index(chosen) if chosen in ks else None,
        choice=MISSING if choice is None else str(choice),
        agrees=choice == chosen,
    )


def _tried(criterion: Criterion, rows: Sequence[KRow]) -> Tried:
    """Return what the rule of a criterion looks at whose choice is not written."""
    values = {row.k: value for row in rows if (value := row.value(criterion.column)) is not None}
    return Tried({criterion.column: values}, natural=tuple(row.k for row in rows if row.kind == "natural"))


def _at_the_end(choice: int | None, ks: Sequence[int]) -> str:
    """Say that a criterion is best at the largest K tried, where there is no telling how it goes on.

    Examples
    --------
    >>> _at_the_end(12, range(1, 13)), _at_the_end(11, range(1, 13))
    ('Best at 12, the largest number tried: not an optimum.', '')
    """
    return say("criteria.at_the_end", k=choice) if choice == ks[-1] else ""


def _numbers(rows: Sequence[KRow]) -> Numbers:
    """Return every number of every K, as text."""
    named = [(each.column, each.heading) for each in sorted(CRITERIA, key=lambda each: each.place)]
    columns = [column for column in (*named, (WORST, say("criteria.worst_segment"))) if _known(rows, column[0])]
    largest = {name: max(abs(value) for row in rows if (value := row.value(name)) is not None) for name, _ in columns}
    table = [
        NumbersOfK(
            k=row.k,
            cells=tuple(readable(row.value(name), largest=largest[name]) for name, _ in columns),
            smallest=f"{count(row.smallest)} ({percent(row.smallest_share)})",
        )
        for row in rows
    ]
    return Numbers(tuple(title for _, title in columns), tuple(table))
