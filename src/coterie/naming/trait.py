"""One trait of a segment: what is claimed of a column, in which words, on which evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coterie.naming.archetypes import claim_fit, holds, holds_for_median
from coterie.naming.categories import answered, held
from coterie.naming.claims import Claim
from coterie.naming.entries import LEVELS
from coterie.naming.figures import written
from coterie.naming.measures import ENOUGH_KNOWN, Measure
from coterie.naming.names import Evidence
from coterie.naming.wording import (
    alike,
    below_zero,
    can_lack,
    counted,
    is_countable,
    label,
    lacking,
    singular,
    trait,
)
from coterie.remarks import capital, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVEL: Final = {"higher": "high", "lower": "low", "average": "average"}
"""The level of `LEVELS` that a claim stands for."""

_SPELLED = 12
_YES_NO = {"true": "yes", "false": "no"}
"""How claims write them, in every language: they are published."""
_ABOUT = 0.05
"""A number is about the mean where it differs from it by at most this share of it."""

_NOTHING = 0.5
"""Strength, in standard deviations, of having nothing of what others have."""


@dataclass(frozen=True)
class Trait:
    """What is said of a column.

    Attributes
    ----------
    measure : Measure
        The numbers.
    claim : str
        What is claimed: "higher", "lower", "none", "almost none", "mostly …", "about …", "median …" or "from … to …".
    said : str
        The same in words that can stand in a name.
    strength : float
        How remarkable it is, in standard deviations.
    tells : bool
        Whether the column's direction is known, so that its trait has a meaning by itself.
    own : bool
        Whether it sets the segment apart from the average customer, not only from segments that are like it.
    """

    measure: Measure
    claim: str
    said: str
    strength: float = 0.0
    tells: bool = True
    own: bool = True

    @property
    def column(self) -> str:
        """The column's name."""
        return self.measure.column

    @property
    def evidence(self) -> Evidence:
        """The numbers behind the trait."""
        own = self.measure
        return Evidence(
            own.column,
            None,
            self.claim,
            essential=True,
            z=own.said_z,
            mean=own.said,
            average=own.average,
            fit=self._fit,
        )

    @property
    def _fit(self) -> float:
        """A level's fit as for archetypes; a category's share; what is exactly so fits wholly."""
        if self.measure.category is not None:
            return self.measure.mean
        if self.claim not in _LEVEL:
            return 1.0
        z = -self.measure.z if self.measure.direction == "down" else self.measure.z
        return claim_fit(_level(_LEVEL[self.claim]), z)


def trait_of(own: Measure, word: str | None = None) -> Trait | None:
    """Return what is remarkable about a column in a segment; None where nothing is.

    Parameters
    ----------
    own : Measure
        The segment's.
    word : str, optional
        What to call the column, where that is not its name.

    Examples
    --------
    >>> from coterie.naming.measures import Measure
    >>> trait_of(Measure("income", 90.0, 60.0, 1.1, median=80.0, median_z=0.9)).said
    'higher income'
    >>> trait_of(Measure("income", 90.0, 60.0, 1.1, median=50.0, median_z=-0.1)) is None
    True
    """
    if own.known < ENOUGH_KNOWN:
        return None
    said = word or own.column
    if own.category is not None:
        category = answered(own.column, own.category)
        claim = f"mostly {_YES_NO.get(category, category)}"
        words = held(said, own.category, answer=own.answer)
        return Trait(own, claim, words, abs(own.z)) if abs(own.z) >= _least() else None
    if own.nothing is not None and own.direction != "unknown" and can_lack(said):
        return Trait(own, own.nothing, lacking(said, entirely=own.nothing == "none"), max(abs(own.z), _NOTHING))
    above = own.z > 0
    level = _level("high" if above else "low")
    median_z = own.z if own.median_z is None else own.median_z
    if not (own.counts and holds(level, own.z) and holds_for_median(level, median_z)):
        return None
    return _compared(own, said, above=above)


def average(own: Measure) -> Trait:
    """Return the trait of being average, which names don't say."""
    return Trait(own, "average", "", own=False)


def same(one: Trait, other: Trait) -> bool:
    """Return whether two traits say nearly the same; a number and a category never do."""
    alone = (one.measure.category, other.measure.category)
    if alone != (None, None):
        return alone[0] == alone[1] and alike(one.column, other.column)
    return alike(one.column, other.column) and (one.measure.z > 0) == (other.measure.z > 0)


def about(own: Measure, word: str, *, figures: int = 3, value: float | None = None) -> Trait:
    """Return a trait that states the number and calls it neither high nor low.

    It is the mean, as in the table beside the name, or the median where that is another number: then it says so.

    Examples
    --------
    >>> from coterie.naming.measures import Measure
    >>> about(Measure("rank", 12.3, 50.0, -1.0), "rank").said, about(Measure("Orders", 3.8, 5.8, -0.3), "Orders").said
    ('rank about 12.3', 'about 3.8 orders')
    """
    middle = own.said if own.median is None else own.median
    shown = middle if value is None else value
    text = written(own.column, shown, figures)
    if own.few or not _near(shown, own.mean):
        said = say("name.median", column=counted(word) or label(word), number=text)
        return Trait(own, f"median {text}", said, abs(own.z), tells=False)
    things = counted(word)
    if things:
        said = say("name.about_things", many=_so_many(shown, text, things))
    else:
        said = say("name.about", column=label(word), number=text)
    return Trait(own, f"about {text}", said, abs(own.z), tells=False)


def _near(shown: float, mean: float) -> bool:
    """Return whether a number in a name may stand for the mean."""
    return abs(shown - mean) <= _ABOUT * abs(mean)


def _so_many(shown: float, text: str, things: str) -> str:
    """Say a number of things, small whole numbers in words."""
    if not float(shown).is_integer() or shown < 0:
        return say("name.things", number=text, things=things)
    named = singular(things) if shown == 1 else things
    return (
        say("name.spelled_things", n=int(shown), things=named)
        if shown <= _SPELLED
        else say("name.things", number=text, things=named)
    )


def _compared(own: Measure, said: str, *, above: bool) -> Trait:
    """Say above or below average in the direction in which the column runs."""
    if own.direction == "unknown":
        return about(own, said, value=own.said)
    if own.direction == "negative":
        return Trait(own, "higher" if above else "lower", below_zero(said, above=above), abs(own.z))
    more = above != (own.direction == "down")
    return Trait(own, "higher" if more else "lower", trait(said, above=more, counts=_counts(own, said)), abs(own.z))


def _counts(own: Measure, said: str) -> bool:
    """Return whether a column counts things by its name and its whole numbers, without saying "number of"."""
    ends = (own.least, own.greatest)
    return is_countable(said) and all(end is not None and float(end).is_integer() for end in ends)


def _level(name: str) -> Claim:
    low, high = LEVELS[name]
    return Claim("", name, low, high, essential=True)


def _least() -> float:
    return LEVELS["high"][0] or 0.0


def in_words(traits: Sequence[Trait], bare: str) -> str:
    """Put traits into a name; `bare` is what a segment without any of its own is called."""
    first = [] if any(each.own for each in traits) else [bare]
    return capital(", ".join([*(each for each in first if each), *(each.said for each in traits)]))


def claimed(traits: Sequence[Trait]) -> frozenset[tuple[str, str]]:
    """Return what a name says, whatever the order."""
    return frozenset((each.column, each.claim) for each in traits)


def parts(name: str) -> frozenset[str]:
    """Return what a name says, whatever the order, where only its words are known.

    Examples
    --------
    >>> parts("Higher winter, lower summer") == parts("Lower summer, higher winter")
    True
    """
    return frozenset(part.strip().casefold() for part in name.split(", "))
