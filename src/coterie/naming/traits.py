"""Names from a segment's strongest traits, for segments that no archetype fits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.naming.differences import told_apart
from coterie.naming.measures import ENOUGH_KNOWN
from coterie.naming.trait import Trait, about, average, claimed, in_words, parts, same, trait_of
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coterie.naming.measures import Measure, Measures
    from coterie.naming.names import Evidence

REMARKABLE = 0.3
_FEWEST_TRAITS, _MOST_TRAITS = 3, 5
_MOST_FRESH = 50
_GLANCE = 60


@dataclass(frozen=True)
class TraitName:
    """A name made of traits: those in it, and the evidence for it."""

    name: str
    traits: tuple[Trait, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The numbers behind the name."""
        return tuple(each.evidence for each in self.traits if each.column)


def trait_names(
    segments: Sequence[Measures],
    features: Collection[str],
    *,
    words: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
) -> tuple[TraitName, ...]:
    """Name segments after what sets them apart most.

    A trait is a feature whose mean lies at least 0.3 standard deviations from the average customer's and whose median
    lies to the same side, or the category of a feature that marks the segment: 60 % of its customers have it, and 25
    points more than of all; or something that others have and nobody here. A name has up to three, the strongest first,
    fewer where it would grow long, and no two that say nearly the same. Names with the same traits get further ones,
    up to five in all; where they still share them, the number in which they differ most from one another takes the
    place of one, or is added. Columns that are not features come in where no feature is remarkable, or to tell names
    apart.

    Parameters
    ----------
    segments : sequence of dict of str to Measure
        In an order that depends only on what they hold.
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
    'Higher balance, lower purchases'
    """
    words = words or {}
    traits = [_traits(measures, features, words) for measures in segments]
    lengths = _grown(traits, [_first_length(own, features) for own in traits], taken)
    chosen = [tuple(own[:length]) for own, length in zip(traits, lengths, strict=True)]
    bare = say("name.average")
    chosen = told_apart(chosen, bare, segments, features=features, words=words, taken=taken)
    return tuple(
        TraitName(in_words(own, bare), _shown(own, measures, features))
        for own, measures in zip(chosen, segments, strict=True)
    )


def _traits(measures: Measures, features: Collection[str], words: Mapping[str, str]) -> list[Trait]:
    """Return what is remarkable: features first, each group by strength; of equally strong ones in table order.

    What says nearly the same as something stronger goes to the end.
    """
    remarkable = [found for own in measures.values() if (found := trait_of(own, words.get(own.column))) is not None]
    if not any(each.column in features for each in remarkable):
        remarkable += _contradictory(measures, features, words)
    ranked = sorted(remarkable, key=lambda each: (each.column not in features, not each.tells, -each.strength))
    fresh = _fresh(ranked)
    return fresh + [each for each in ranked if each not in fresh]


def _fresh(ranked: Sequence[Trait]) -> list[Trait]:
    """Leave out traits that say nearly the same as one before them; a name never needs more than the first fifty."""
    fresh: list[Trait] = []
    for own in ranked:
        if len(fresh) == _MOST_FRESH:
            break
        if not any(same(own, other) for other in fresh):
            fresh.append(own)
    return fresh


def _first_length(traits: Sequence[Trait], features: Collection[str]) -> int:
    """Start with fresh features alone, no more of them than can be read at a glance.

    Columns that only describe step in where no feature is remarkable.
    """
    fresh = _fresh(traits)
    leading = [own for own in fresh if own.column in features] or fresh
    most = min(len(leading), _FEWEST_TRAITS)
    return next((n for n in range(most, 1, -1) if len(in_words(leading[:n], "")) <= _GLANCE), min(most, 1))


def _grown(traits: Sequence[Sequence[Trait]], first: Sequence[int], taken: Collection[str]) -> list[int]:
    """Lengthen names that share their traits, or that are taken, while there are traits to add.

    Where that does not tell them apart, they stay as short as they were.
    """
    lengths = list(first)
    while True:
        unclear = _unclear([own[:length] for own, length in zip(traits, lengths, strict=True)], taken)
        growing = [i for i in unclear if lengths[i] < min(len(traits[i]), _MOST_TRAITS)]
        if not growing:
            return [first[i] if i in unclear else length for i, length in enumerate(lengths)]
        for i in growing:
            lengths[i] += 1


def _unclear(traits: Sequence[Sequence[Trait]], taken: Collection[str]) -> set[int]:
    """Return the names that say what another says, whatever the order, or that are taken."""
    sets, names = Counter(map(claimed, traits)), Counter(parts(in_words(own, "")) for own in traits)
    elsewhere = set(map(parts, taken))
    return {
        i
        for i, own in enumerate(traits)
        if sets[claimed(own)] > 1 or names[parts(in_words(own, ""))] > 1 or parts(in_words(own, "")) in elsewhere
    }


def _contradictory(measures: Measures, features: Collection[str], words: Mapping[str, str]) -> list[Trait]:
    """Return numbers of a segment whose means and medians contradict each other: neither high nor low, nor average."""
    far = [own for own in measures.values() if own.column in features and own.category is None and not _is_near(own)]
    known = sorted((own for own in far if own.known >= ENOUGH_KNOWN), key=lambda own: -abs(own.z))
    return [about(own, words.get(own.column, own.column)) for own in known]


def _is_near(own: Measure) -> bool:
    return own.known >= ENOUGH_KNOWN and (not own.counts or abs(own.z) < REMARKABLE)


def _shown(traits: Sequence[Trait], measures: Measures, features: Collection[str]) -> tuple[Trait, ...]:
    """Return the traits, and for a segment that only numbers name the features it differs least little in."""
    if any(each.own for each in traits):
        return tuple(traits)
    near = [own for own in measures.values() if own.column in features and own.category is None and _is_near(own)]
    named = {each.column for each in traits}
    usual = [
        average(own) for own in sorted(near, key=lambda own: -abs(own.z))[:_MOST_TRAITS] if own.column not in named
    ]
    return (*traits, *usual)
