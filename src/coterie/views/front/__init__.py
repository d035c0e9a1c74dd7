"""The first page: what is new, who they are, whether to believe it, and what it cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.views.front.attractive import Spot, attractive
from coterie.views.front.finding import finding
from coterie.views.front.lead import Lead, lead
from coterie.views.front.plane import PlaneView, plane_view
from coterie.views.front.questions import Questions, questions
from coterie.views.front.strips import Column, strips
from coterie.views.front.unsaid import Unsaid, unsaid
from coterie.views.front.value import Value, value_of
from coterie.views.front.who import Row, rows

if TYPE_CHECKING:
    from coterie.views.summary import Summary


@dataclass(frozen=True)
class Front:
    """What the first page shows.

    Attributes
    ----------
    finding : str
        The headline.
    lead : Lead
        The verdict with its worst caveat.
    value : Value or None
        How the worth is shared out.
    rows, columns : tuple
        Each segment, and each feature with a strip a segment.
    plane : PlaneView or None
        The map in two features.
    attractive : tuple of Spot
        Size against worth; empty where no column was named for it.
    questions, unsaid
        Whether to believe it, and what the page cannot tell.
    """

    finding: str
    lead: Lead
    value: Value | None
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    plane: PlaneView | None
    attractive: tuple[Spot, ...]
    questions: Questions
    unsaid: tuple[Unsaid, ...]


def front(summary: Summary) -> Front:
    """Return what the first page shows.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation)
    >>> [row.id for row in front(found).rows]
    [2, 1, 0]
    """
    value = value_of(summary)
    made = rows(summary, value)
    return Front(
        finding=finding(summary, value),
        lead=lead(summary),
        value=value,
        rows=made,
        columns=strips(summary),
        plane=plane_view(summary, "features"),
        attractive=attractive(summary, value),
        questions=questions(summary, [row.place for row in made]),
        unsaid=unsaid(summary),
    )
