"""The numbers behind names, no more exact than the profiles they come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coterie.disclosure.figures import rounded
from coterie.profiling import NumericProfile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.naming.names import Evidence, Name, Names
    from coterie.profiling import Profiles


def disclosed_names(names: Names, exact: Profiles, shown: Profiles) -> Names:
    """Return names whose evidence is no more exact than the profiles that are shown.

    Parameters
    ----------
    names : Names
    exact, shown : Profiles
        Before and after `coterie.disclosure.disclosed`.

    Returns
    -------
    Names

    Examples
    --------
    >>> from coterie.disclosure.profiles import disclosed
    >>> from coterie.naming import name
    >>> from coterie.profiling import NumericProfile, Profiles, SegmentProfile
    >>> def of(size, mean):
    ...     return SegmentProfile(size, size / 80, {"paid": NumericProfile(mean, mean, 12.345, 3.21, 98.76, size)})
    >>> exact = Profiles(of(80, 51.234), (of(50, 42.468), of(30, 65.844)))
    >>> found = disclosed_names(name(exact, catalogue="none", features=["paid"]), exact, disclosed(exact))
    >>> found.names[1].evidence[0].mean
    65.8
    """
    hidden = {
        column: own.std
        for column, own in exact.overall.columns.items()
        if isinstance(own, NumericProfile) and own.mean != getattr(shown.overall.columns[column], "mean", None)
    }
    return replace(names, names=tuple(_with(name, hidden) for name in names.names))


def _with(name: Name, hidden: Mapping[str, float | None]) -> Name:
    return replace(name, evidence=tuple(_rounded(each, hidden) for each in name.evidence))


def _rounded(own: Evidence, hidden: Mapping[str, float | None]) -> Evidence:
    if own.column not in hidden:
        return own
    spread = hidden[own.column]
    mean, average = (rounded(value, spread=spread) or 0.0 for value in (own.mean, own.average))
    return replace(own, mean=mean, average=average, z=rounded(own.z) or 0.0, fit=rounded(own.fit) or 0.0)
