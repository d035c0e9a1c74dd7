"""Names from a segment's strongest traits, for segments that no archetype fits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.naming.archetypes import claim_fit
from coterie.naming.catalogue import LEVELS, Claim
from coterie.naming.categories import FLAGS, held
from coterie.naming.names import Evidence
from coterie.naming.wording import alike, capital, trait

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coterie.naming.measures import Measure, Measures

AVERAGE = "Average customers"
MOSTLY_SAID = "mostly "
"""How the claim of a category begins: "mostly Germany". Its evidence holds shares instead of means."""

_REMARKABLE = 0.3
_FEWEST, _MOST = 3, 5
_GLANCE = 56


@dataclass(frozen=True)
class TraitName:
    """A name made of traits, and the evidence for it."""

    name: str
    evidence: tuple[Evidence, ...]


def trait_names(
    segments: Sequence[Measures],
    features: Collection[str],
    *,
    words: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
) -> tuple[TraitName, ...]:
    """Name segments after what sets them apart most.

    A trait is a feature whose mean lies at least 0.3 standard deviations from the average customer's, or the category
    of a feature that marks the segment: 60 % of its customers have it, and 25 points more than of all. A name has up to
    three, the strongest first, fewer where it would grow long, and no two that say nearly the same; names that come out
    equal get further traits, up to five in all, then a number. Columns that are not features come in where no feature
    is remarkable, or to tell equal names apart.

    Parameters
    ----------
    segments : sequence of dict of str to Measure
        In an order that depends only on what they hold: numbers are given along it.
    features : collection of str
        Columns the segments were built on.
    words : mapping of str to str, optional
        What to call a column, where that is not its name.
    taken : collection of str
        Names that are given already.

    Returns
    -------
    tuple of TraitName
        In the order of `segments`.

    Examples
    --------
    >>> from coterie.naming.measures import Measure
    >>> savers = {"balance": Measure("balance", 9.0, 5.0, 1.2), "purchases": Measure("purchases", 1.0, 4.0, -0.8)}
    >>> trait_names([savers], ["balance", "purchases"])[0].name
    'High balance, low purchases'
    """
    traits = [_traits(measures, features) for measures in segments]
    lengths = [_first_length(own, features, words or {}) for own in traits]
    names = _grown(traits, lengths, words or {})
    return tuple(
        TraitName(name, _evidence(own[:length], measures, features))
        for name, own, length, measures in zip(_numbered(names, taken), traits, lengths, segments, strict=True)
    )


def _traits(measures: Measures, features: Collection[str]) -> list[Measure]:
    """Return what is remarkable: features first, each group by strength; of equally strong ones in table order.

    What says nearly the same as something stronger goes to the end.
    """
    remarkable = [own for own in measures.values() if abs(own.z) >= _REMARKABLE]
    ranked = sorted(remarkable, key=lambda own: (own.column not in features, -abs(own.z)))
    fresh = _fresh(ranked)
    return fresh + [own for own in ranked if own not in fresh]


def _fresh(ranked: Sequence[Measure]) -> list[Measure]:
    """Leave out columns that say nearly the same as one before them, in the same direction."""
    fresh: list[Measure] = []
    for own in ranked:
        if not any(_same(own, other) for other in fresh):
            fresh.append(own)
    return fresh


def _same(own: Measure, other: Measure) -> bool:
    """Tell whether two traits say nearly the same; a number and a category never do."""
    if own.category is not None or other.category is not None:
        return own.category == other.category and alike(own.column, other.column)
    return alike(own.column, other.column) and (own.z > 0) == (other.z > 0)


def _first_length(traits: Sequence[Measure], features: Collection[str], words: Mapping[str, str]) -> int:
    """Start with fresh features alone, no more of them than can be read at a glance.

    Columns that only describe step in where no feature is remarkable.
    """
    fresh = _fresh(traits)
    leading = [own for own in fresh if own.column in features] or fresh
    most = min(len(leading), _FEWEST)
    return next((n for n in range(most, 1, -1) if len(_name(leading[:n], words)) <= _GLANCE), min(most, 1))


def _grown(traits: list[list[Measure]], lengths: list[int], words: Mapping[str, str]) -> list[str]:
    """Lengthen names that are equal while there are traits to add; `lengths` is brought up to date."""
    while True:
        names = [_name(own[:length], words) for own, length in zip(traits, lengths, strict=True)]
        count = Counter(names)
        growing = [i for i, name in enumerate(names) if count[name] > 1 and lengths[i] < min(len(traits[i]), _MOST)]
        if not growing:
            return names
        for i in growing:
            lengths[i] += 1


def _name(traits: Sequence[Measure], words: Mapping[str, str]) -> str:
    return capital(", ".join(_said(own, words) for own in traits)) or AVERAGE


def _said(own: Measure, words: Mapping[str, str]) -> str:
    if own.category is not None:
        return held(own.column, own.category)
    return trait(words.get(own.column, own.column), above=own.z > 0)


def _numbered(names: Sequence[str], taken: Collection[str]) -> list[str]:
    """Tell equal names apart by a number; the first of them keeps the bare name."""
    used, unique = set(taken), []
    for name in names:
        free, number = name, 1
        while free in used:
            number += 1
            free = f"{name} ({number})"
        used.add(free)
        unique.append(free)
    return unique


def _evidence(traits: Sequence[Measure], measures: Measures, features: Collection[str]) -> tuple[Evidence, ...]:
    """Return the traits in the name; where there are none, the least average of the features."""
    if traits:
        return tuple(_one(own, "high" if own.z > 0 else "low") for own in traits)
    near = sorted((own for own in measures.values() if own.column in features), key=lambda own: -abs(own.z))
    return tuple(_one(own, "average") for own in near[:_MOST])


def _one(own: Measure, level: str) -> Evidence:
    if own.category is not None:
        claim = f"{MOSTLY_SAID}{FLAGS.get(own.category, own.category)}"
        return Evidence(
            own.column, None, claim, essential=True, z=own.z, mean=own.mean, average=own.average, fit=own.mean
        )
    low, high = LEVELS[level]
    fit = claim_fit(Claim("", level, low, high, essential=True), own.z)
    return Evidence(own.column, None, level, essential=True, z=own.z, mean=own.mean, average=own.average, fit=fit)
