"""The nouns of naming: a name, and the evidence that earned it."""

from __future__ import annotations

from dataclasses import dataclass, field

from coterie.json_form import ABSENT
from coterie.naming.card import Card


@dataclass(frozen=True)
class Evidence:
    """One number behind a name.

    Attributes
    ----------
    column : str
        The column it was read from.
    role : str or None
        The catalogue's word for that column ("income"); None where no catalogue is involved.
    claim : str
        What the name claims: "high", "at most average" ... of an archetype; "higher", "lower", "average", "none",
        "almost none", "mostly Gold", "about 4", "median 4" or "from 2 to 4" of traits.
    essential : bool
        Whether the name would not be given without it.
    z : float
        `mean` minus the average customer's, in standard deviations of all customers.
    mean : float
        The segment's mean, in original units; its median where fewer than 20 customers have a value.
    average : float
        The average customer's, in original units.
    fit : float
        How well the number fits the claim, from 0 to 1.
    """

    column: str
    role: str | None
    claim: str
    essential: bool
    z: float
    mean: float
    average: float
    fit: float


@dataclass(frozen=True)
class Name:
    """A segment's name.

    Attributes
    ----------
    name : str
        Unique among the segments.
    archetype : str or None
        Key of the catalogue entry that gave it; None for a name made from the segment's strongest traits.
    fit : float or None
        How well the archetype's claims fit, from 0 to 1; None without an archetype.
    advice : str
        An idea, marked as untested, with the numbers it follows from; empty without an archetype.
    sentence : str
        The evidence in words: "Income 1.4 sd above average (94,200 against 61,000); ..."
    evidence : tuple of Evidence
        The numbers behind the name, strongest first.
    description : str
        What the archetype says of the segment, as far as it is true; empty without an archetype.
    given : bool
        Whether a person gave `name`: `archetype` then only says which entry fits, and the rest is what the numbers say.
    idea : str
        The idea of `advice` alone, without the numbers; empty where there is no advice.
    """

    name: str
    archetype: str | None
    fit: float | None
    advice: str
    sentence: str
    evidence: tuple[Evidence, ...]
    description: str = ""
    given: bool = False
    idea: str = ""


@dataclass(frozen=True)
class Names:
    """A name for every segment, by segment id, from one catalogue."""

    names: tuple[Name, ...]
    catalogue: str
    columns: dict[str, str]
    """Which column plays each of the catalogue's roles: {"income": "Annual Income (k$)"}."""
    card: Card | None = field(default=None, metadata=ABSENT)
    """What the cards show, of a catalogue of your own; a built-in one's is not kept, since the package holds it."""
