"""Time in which nobody does anything: what customers look like later by that alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Idle:
    """Days that pass without a purchase.

    Attributes
    ----------
    since : datetime.date
        The last day whose purchases count.
    until : datetime.date
        The day that is looked back from.

    Examples
    --------
    >>> Idle(date(2024, 3, 1), date(2024, 4, 30)).days
    60
    """

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.until - self.since).days
