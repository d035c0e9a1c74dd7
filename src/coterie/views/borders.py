"""What is said of borders: which run through a gap, which through a crowd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.borders import MOST_ROWS
from coterie.evidence.kept import Answer
from coterie.number_format import count, percent
from coterie.remarks import say
from coterie.valleys.scan import CROWDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.kept import Border, Verdict
    from coterie.views.summary import Segment

KINDS = ("gap", "unproven", "crowd", "step", "value")
"""The answers, and the causes why what looks like a gap is none."""

FEW = 12
"""Borders that are shown at once; of more, the most crowded ones."""


@dataclass(frozen=True)
class Neighbour:
    """A segment at a border."""

    id: int
    name: str


@dataclass(frozen=True)
class BorderView:
    """One border.

    Attributes
    ----------
    pair : (Neighbour, Neighbour)
        The segments it runs between.
    near, between : str
        Customers near the emptier centre, and at the border.
    of_near : float
        Customers at the border as a share of those near the centre.
    kind : {"gap", "unproven", "crowd"}
        The answer.
    answer, more : str
        The answer in words, and what lies at the border.
    """

    pair: tuple[Neighbour, Neighbour]
    near: str
    between: str
    of_near: float
    kind: Answer
    answer: str
    more: str

    @property
    def share(self) -> str:
        """`of_near` as text."""
        return percent(self.of_near)


@dataclass(frozen=True)
class Borders:
    """Every border, the most crowded first.

    Attributes
    ----------
    rows : tuple of BorderView
        The borders.
    more : int
        How many of them, at the end, wait until they are asked for.
    counts : str
        How many run through a gap and through a crowd, in a sentence.
    crowded : float
        The share of the customers near the centre from which a border is a crowd.
    sample : str
        The number of customers they were counted on; empty for all.
    """

    rows: tuple[BorderView, ...]
    more: int
    counts: str
    crowded: float
    sample: str

    @property
    def limit(self) -> str:
        """`crowded` as text."""
        return percent(self.crowded)


def borders(verdict: Verdict | None, segments: Sequence[Segment]) -> Borders | None:
    """Return every border of the segments, the most crowded first; None for one segment, or without evidence.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> bank = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> borders(bank.verdict, bank.segments).counts
    'Of three borders one runs through a gap and at two there are too few customers to tell.'
    """
    if verdict is None or not verdict.borders:
        return None
    order = sorted(verdict.borders, key=lambda border: (-_share(border), border.first, border.second))
    customers = sum(segment.size for segment in segments)
    return Borders(
        rows=tuple(_row(border, segments) for border in order),
        more=max(len(order) - FEW, 0),
        counts=counts([_kind(border) for border in order]),
        crowded=CROWDED,
        sample=count(MOST_ROWS) if customers > MOST_ROWS else "",
    )


def _row(border: Border, segments: Sequence[Segment]) -> BorderView:
    kind, more = _kind(border), ""
    if kind != border.answer:
        more = say(f"border.{kind}_of", feature=border.feature)
    elif border.feature:
        more = say("border.differ_in", feature=border.feature)
    first, second = (segments[at] for at in (border.first, border.second))
    return BorderView(
        pair=(Neighbour(first.id, first.name), Neighbour(second.id, second.name)),
        near=count(border.near),
        between=count(border.between),
        of_near=_share(border),
        kind=border.answer,
        answer=say(f"border.{kind}"),
        more=more,
    )


def _kind(border: Border) -> str:
    """Return the answer; a step or one value where only that looks like a gap."""
    return border.cause if border.cause and border.answer == "unproven" else border.answer


def _share(border: Border) -> float:
    return border.between / max(border.near, 1)


def counts(answers: Sequence[str]) -> str:
    """Count the answers in a sentence.

    Examples
    --------
    >>> counts(["gap"] * 10)
    'All ten borders run through gaps.'
    >>> counts(["gap", "crowd", "unproven", "gap"])
    'Of four borders two run through a gap, one through a crowd and at one there are too few customers to tell.'
    >>> counts(["crowd", "step"])
    'Of two borders none runs through a gap, one through a crowd and at one only single values look like a gap.'
    """
    n = {kind: answers.count(kind) for kind in KINDS}
    if len(answers) == 1:
        return say(f"borders.only_{answers[0]}")
    if n["gap"] == len(answers):
        return say("borders.both" if len(answers) == 2 else "borders.all", n=len(answers))
    alone = n["step"] + n["value"]
    said = [say("borders.gap", n=n["gap"]) if n["gap"] else say("borders.no_gap")]
    said += [say("borders.crowd", n=n["crowd"])] if n["crowd"] else []
    said += [say("borders.unproven", n=n["unproven"])] if n["unproven"] else []
    said += [say("borders.alone", n=alone)] if alone else []
    return say("borders.some", n=len(answers), said=said)
