"""A catalogue of archetypes: names, and what a segment must show to earn them, as data in a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from coterie.naming.reading import Section

BY_COLUMNS = ("bank", "retail")
"""The catalogues that "auto" chooses among; the first where they fit equally well."""

BUILT_IN = ("auto", *BY_COLUMNS, "none")

LEVELS = {
    "very low": (None, -1.0),
    "low": (None, -0.3),
    "at most average": (None, 0.3),
    "average": (-0.5, 0.5),
    "at least average": (-0.3, None),
    "high": (0.3, None),
    "very high": (1.0, None),
}
"""What a level means: the standard deviations from the average customer between which it lies."""


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
    """

    key: str
    label: str
    synonyms: tuple[str, ...]
    scores: tuple[str, ...] = ()
    scores_reversed: bool = False


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
        Whether the archetype is never given where this does not hold.
    """

    role: str
    word: str
    low: float | None
    high: float | None
    essential: bool


@dataclass(frozen=True)
class Archetype:
    """A name with the claims that earn it."""

    key: str
    name: str
    description: str
    advice: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Catalogue:
    """Archetypes and the roles they speak of. `name` is the built-in catalogue's, or the file's."""

    name: str
    title: str
    roles: tuple[Role, ...]
    archetypes: tuple[Archetype, ...]


def load_catalogue(catalogue: str | Path) -> Catalogue:
    """Load a built-in catalogue or one of your own.

    Parameters
    ----------
    catalogue : str or Path
        "bank", "retail", "none" (no archetypes), or the path of a TOML file. For "auto" it is the first that is chosen
        among, since that depends on columns: see `coterie.naming.choosing.fitting_catalogue`.

    Returns
    -------
    Catalogue

    Raises
    ------
    InputError
        If there is no such catalogue, or it does not say what it should.

    Notes
    -----
    A catalogue of your own is written like the built-in one::

        title = "Gym members"

        [roles.visits]                       # a quantity that archetypes speak of
        label = "visits"                     # in words; the key when left out
        synonyms = ["visits", "visits a month"]
        scores = ["visit score"]             # columns that measure it better; may be left out
        scores_reversed = false              # whether a high score stands for few visits

        [archetypes.regulars]
        name = "Regulars"
        description = "Come often."          # may be left out
        advice = "Ask them to bring a friend."   # may be left out
        claims.visits = { level = "high", essential = true }

    A claim states a level (one of `LEVELS`) or bounds, ``{ from = 0.5, to = 2.0, word = "a few more" }``, in standard
    deviations from the average customer. Each archetype needs at least one essential claim.

    Examples
    --------
    >>> [archetype.name for archetype in load_catalogue("bank").archetypes][:3]
    ['Prudent Elite', 'Established Earners', 'Silver Sages']
    """
    if str(catalogue) == "none":
        return Catalogue("none", "No archetypes", (), ())
    if str(catalogue) in BUILT_IN:
        known = BY_COLUMNS[0] if str(catalogue) == "auto" else str(catalogue)
        text = resources.files("coterie.naming").joinpath("catalogues", f"{known}.toml").read_text("utf-8")
        return _catalogue(known, Section.root(known, tomllib.loads(text)))
    path = Path(catalogue)
    return _catalogue(path.name, Section.from_file(path, BUILT_IN))


def _catalogue(name: str, root: Section) -> Catalogue:
    root.only("title", "roles", "archetypes")
    roles = tuple(_role(section) for section in root.sections("roles"))
    keys = tuple(role.key for role in roles)
    archetypes = tuple(_archetype(section, keys) for section in root.sections("archetypes"))
    root.all_different("archetypes", "name", [archetype.name for archetype in archetypes])
    return Catalogue(name, root.text("title", name), roles, archetypes)


def _role(section: Section) -> Role:
    section.only("label", "synonyms", "scores", "scores_reversed")
    return Role(
        section.key,
        section.text("label", section.key.replace("_", " ")),
        section.texts("synonyms"),
        section.texts("scores") if section.has("scores") else (),
        section.flag("scores_reversed"),
    )


def _archetype(section: Section, roles: tuple[str, ...]) -> Archetype:
    section.only("name", "description", "advice", "claims")
    claims = section.section("claims")
    claims.only(*roles)
    stated = tuple(_claim(claim) for claim in claims.sections())
    if not any(claim.essential for claim in stated):
        raise section.wrong("has no essential claim; give at least one essential = true")
    return Archetype(
        section.key, section.text("name"), section.text("description", ""), section.text("advice", ""), stated
    )


def _claim(section: Section) -> Claim:
    section.only("level", "from", "to", "word", "essential")
    if section.has("level"):
        if section.has("from") or section.has("to"):
            raise section.wrong("has a level and bounds; give one or the other")
        level = section.choice("level", tuple(LEVELS))
        low, high = LEVELS[level]
    else:
        low, high = section.number("from"), section.number("to")
        if low is None and high is None:
            raise section.wrong("has neither a level nor bounds (from, to)")
        if low is not None and high is not None and low >= high:
            raise section.wrong(f"goes from {low:g} to {high:g}; the first must be the smaller")
        level = _bounds_in_words(low, high)
    return Claim(section.key, section.text("word", level), low, high, section.flag("essential"))


def _bounds_in_words(low: float | None, high: float | None) -> str:
    if high is None:
        return f"from {low:+.1f} sd"
    return f"up to {high:+.1f} sd" if low is None else f"{low:+.1f} to {high:+.1f} sd"
