"""Whether the segments can be trusted: verdict, borders, stability, features, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.evidence.kept import Caution, ClearerSubset
from coterie.views.audit import FeatureView, feature_view
from coterie.views.borders import Borders, borders
from coterie.views.placebos import PlacebosView, placebos_view
from coterie.views.stability import StabilityView, stability
from coterie.views.verdict import Stands, VerdictView, standings, verdict_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.summary import Summary


@dataclass(frozen=True)
class Trust:
    """Whether the segments can be trusted; None where evidence was not asked for, or has nothing to show.

    Attributes
    ----------
    warnings : tuple of Caution
        What to beware of, but for what the verdict says already.
    """

    verdict: VerdictView | None
    borders: Borders | None
    standings: tuple[Stands, ...] | None
    placebos: PlacebosView | None
    stability: StabilityView | None
    features: tuple[FeatureView, ...] | None
    clearer: ClearerSubset | None
    warnings: tuple[Caution, ...]


def trust(summary: Summary) -> Trust:
    """Return what answers "Can I trust this?".

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none")
    >>> trust(summary_of(found.segmentation)).verdict is None
    True
    """
    audit = summary.audit
    return Trust(
        verdict=verdict_view(summary.verdict),
        borders=borders(summary.verdict, summary.segments),
        standings=standings(summary.verdict, summary.segments),
        placebos=placebos_view(summary.structure),
        stability=stability(summary.stability, summary.segments),
        features=None if audit is None else tuple(feature_view(each) for each in audit.features),
        clearer=None if audit is None else audit.clearer,
        warnings=beside_verdict(summary.warnings),
    )


def beside_verdict(warnings: Sequence[Caution]) -> tuple[Caution, ...]:
    """Leave out the warning that the verdict says already.

    Examples
    --------
    >>> from coterie.evidence.kept import Caution
    >>> [each.code for each in beside_verdict([Caution(code, "", "", ()) for code in ("no_structure", "few_rows")])]
    ['few_rows']
    """
    return tuple(each for each in warnings if each.code != "no_structure")
