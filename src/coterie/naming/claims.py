"""What a catalogue says: roles, and archetypes with their claims, guards and further sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Extreme = Literal["highest", "lowest"]
"""What only one segment of all can be."""

Unit = Literal["days", "years"]
"""A unit of time in which bounds are written."""

RHYTHM = "rhythm"
"""What guards may speak of beside roles: days away, divided by the customers' usual days between purchases."""


@dataclass(frozen=True)
class Bounds:
    """Numbers in the units of the table between which a word is true of anyone, whoever else is in the table.

    Attributes
    ----------
    at_least, at_most, below : float or None
        The number must be at least, at most or below this; None: no bound.
    """

    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None

    def admit(self, value: float) -> bool:
        """Return whether a number lies within the bounds.

        Examples
        --------
        >>> [Bounds(below=35).admit(age) for age in (34.9, 35.0)]
        [True, False]
        """
        return not (
            (self.at_least is not None and value < self.at_least)
            or (self.at_most is not None and value > self.at_most)
            or (self.below is not None and value >= self.below)
        )


@dataclass(frozen=True)
class Values:
    """What the values of a column must be like for it to play a role.

    Attributes
    ----------
    low, high : float or None
        Between which all of them lie.
    reaches : float or None
        What the largest of them must reach: grades from 1 to 6 are no credit scores.
    whole : bool
        Whether all must be whole numbers.
    """

    low: float | None = None
    high: float | None = None
    reaches: float | None = None
    whole: bool = False


@dataclass(frozen=True)
class Role:
    """A quantity that archetypes speak of, and the column names it is known by, the likeliest first.

    Attributes
    ----------
    key, label : str
        What catalogues call it, and what people do.
    synonyms : tuple of str
        Names of columns that hold it.
    scores : tuple of str
        Names of columns that hold scores of it, which are taken before all others.
    scores_reversed : bool
        Whether a high score stands for a low value.
    reversed : tuple of str
        Names of columns in which small numbers stand for much, such as ranks.
    values : Values or None
        What a column's values must be like.
    unsure : tuple of str
        Names that hold it only where `unsure_values` are met too.
    unsure_values : Values or None
        As `values`, for the names in `unsure`.
    unit_unknown : tuple of str
        Names that do not tell the unit: absolute bounds are not applied to these columns.
    lifetimes : tuple of str
        Names that in some tables mean a customer's age at the last purchase instead of the time since then.
    yearly : bool
        Whether it is an amount of money a year, so that bounds hold for thousands and for months too.
    unit : {"days", "years"} or None
        The unit of time of its bounds: they are not applied to a column that may hold another.
    least_effect : float
        Differences from the average that are smaller, in the column's units, count for nothing.
    """

    key: str
    label: str
    synonyms: tuple[str, ...]
    scores: tuple[str, ...] = ()
    scores_reversed: bool = False
    reversed: tuple[str, ...] = ()
    values: Values | None = None
    unsure: tuple[str, ...] = ()
    unsure_values: Values | None = None
    unit_unknown: tuple[str, ...] = ()
    lifetimes: tuple[str, ...] = ()
    yearly: bool = False
    unit: Unit | None = None
    least_effect: float = 0.0


@dataclass(frozen=True)
class Claim:
    """What an archetype says of one role.

    Attributes
    ----------
    role : str
        Key of the role.
    word : str
        The claim in words: "high".
    low, high : float or None
        Where it holds, in standard deviations from the average customer; None: no bound.
    essential : bool
        Whether the archetype is never given where the column is not there.
    bounds : Bounds or None
        Where it holds in the units of the table.
    """

    role: str
    word: str
    low: float | None
    high: float | None
    essential: bool
    bounds: Bounds | None = None


@dataclass(frozen=True)
class Condition:
    """Bounds in the units of the table on a role's quantity, or on the `RHYTHM`."""

    of: str
    bounds: Bounds


@dataclass(frozen=True)
class Guard:
    """What must be true in absolute terms before an archetype is given.

    Attributes
    ----------
    conditions : tuple of Condition
        Those whose quantity is not in the table are passed over; where none is, the guard says nothing.
    first_known : bool
        Whether the first that can be seen decides; otherwise it is enough that one of them holds.
    """

    conditions: tuple[Condition, ...]
    first_known: bool = False


@dataclass(frozen=True)
class Also:
    """A sentence of the description that is said only where it is true.

    Attributes
    ----------
    says : str
        The sentence.
    claim : Claim
        When it is true of the segment by itself.
    extreme : {"highest", "lowest"} or None
        What the segment must be among all segments, by mean and by median.
    """

    says: str
    claim: Claim
    extreme: Extreme | None = None


@dataclass(frozen=True)
class Archetype:
    """A name with the claims that earn it.

    Attributes
    ----------
    key, name : str
        What the catalogue and what people call it.
    description : str
        What is true of every segment that meets the essential claims.
    advice : str
        An idea; empty for none.
    claims : tuple of Claim
        None of them may be refuted.
    guards : tuple of Guard
        What must be true besides.
    also : tuple of Also
        Sentences that follow the description where they are true.
    advice_from : tuple of str
        Roles that the advice follows from; the essential claims' where empty.
    """

    key: str
    name: str
    description: str
    advice: str
    claims: tuple[Claim, ...]
    guards: tuple[Guard, ...] = ()
    also: tuple[Also, ...] = ()
    advice_from: tuple[str, ...] = ()
