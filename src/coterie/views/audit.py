"""Whether each feature earns its place, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import MISSING, decimals, percent
from coterie.remarks import capital, column_label, say

if TYPE_CHECKING:
    from coterie.evidence.kept import FeatureAudit

_CHANGE = 0.05  # of the structure: less is no change
_SAME, _ALIKE = 0.9, 0.65  # adjusted Rand index


@dataclass(frozen=True)
class FeatureView:
    """What one feature does to the segments.

    Attributes
    ----------
    feature : str
        Its name.
    part : float
        Its share of what lies between segments.
    without, numbers : str
        What happens when it is left out, in words and in numbers.
    advice : str
        What to do about it; empty when nothing.
    """

    feature: str
    part: float
    without: str
    numbers: str
    advice: str

    @property
    def share(self) -> str:
        """`part` as text."""
        return percent(self.part)


def feature_view(found: FeatureAudit) -> FeatureView:
    """Return what one feature does to the segments.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3).segmentation
    >>> feature_view(found.evidence.audit.features[0]).without
    'Other segments, groups less clear'
    """
    return FeatureView(column_label(found.feature), found.share, _without(found), _numbers(found), found.advice)


def _without(found: FeatureAudit) -> str:
    """Say in words what happens when a feature is left out."""
    change, same = found.structure_without, found.same_without
    said = []
    if same is not None:
        alike = "audit.similar_segments" if same >= _ALIKE else "audit.other_segments"
        said.append(say("audit.same_segments" if same >= _SAME else alike))
    if change is not None and abs(change) > _CHANGE:
        said.append(say("audit.clearer_groups" if change > 0 else "audit.less_clear"))
    return capital(", ".join(said)) or MISSING


def _numbers(found: FeatureAudit) -> str:
    """Give the numbers behind it, for readers who want to check."""
    said = []
    if found.same_without is not None:
        said.append(say("audit.agreement", agreement=decimals(found.same_without, 2)))
    if found.structure_without is not None:
        said.append(say("audit.structure", change=_signed(found.structure_without)))
    return "; ".join(said)


def _signed(change: float) -> str:
    """Write a change with its sign; one too small to be seen is none."""
    written = decimals(change, 2)
    return say("audit.unchanged") if not written.strip("−0.") else f"+{written}" if change > 0 else written
