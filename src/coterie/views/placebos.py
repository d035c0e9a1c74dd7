"""How the customers compare with tables without groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coterie.number_format import count

if TYPE_CHECKING:
    from coterie.evidence.kept import Structure


@dataclass(frozen=True)
class PlacebosView:
    """The nearer kind of tables without groups.

    Attributes
    ----------
    tables : str
        How many there are of each kind.
    reached : int
        How many of the nearer kind look as separated as the customers.
    found : bool
        Whether the customers are told apart from both kinds.
    """

    tables: str
    reached: int
    found: bool


def placebos_view(structure: Structure | None) -> PlacebosView | None:
    """Say how many tables without groups there are, and how the customers compare with the nearer kind.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> placebos_view(found.evidence.structure)
    PlacebosView(tables='19', reached=0, found=True)
    """
    if structure is None or not any(each.draws for each in structure.placebos):
        return None
    worst = max(structure.placebos, key=as_separated)
    return PlacebosView(count(len(worst.draws)), as_separated(worst), structure.found)


class Compared(Protocol):
    """What was compared with placebo tables."""

    @property
    def draws(self) -> tuple[float | None, ...]:
        """How separated each placebo table looks."""

    @property
    def p(self) -> float:
        """Share of tables, the customers' own among them, that look as separated as the customers."""


def as_separated(placebo: Compared) -> int:
    """Count the placebo tables that look as separated as the customers, as the test did.

    Examples
    --------
    >>> from coterie.evidence.kept import Placebo
    >>> of = lambda p: Placebo("box", 3.0, (0.0,) * 39, p, (), ())
    >>> as_separated(of(0.025)), as_separated(of(1.0))
    (0, 39)
    """
    return int(round(placebo.p * (len(placebo.draws) + 1)) - 1)
