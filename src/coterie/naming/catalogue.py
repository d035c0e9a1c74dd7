"""A catalogue of archetypes: names, and what a segment must show to earn them, as data in a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from coterie.naming.card import Card, card
from coterie.naming.claims import Archetype, Role
from coterie.naming.entries import archetype, role
from coterie.naming.reading import Section

if TYPE_CHECKING:
    from coterie.naming.names import Names

BY_COLUMNS = ("bank", "retail")
"""The catalogues that "auto" chooses among; the first where they fit equally well."""

BUILT_IN = ("auto", *BY_COLUMNS, "none")


@dataclass(frozen=True)
class Catalogue:
    """Archetypes and the roles they speak of.

    Attributes
    ----------
    name, title : str
        The built-in catalogue's name or the file's, and what it is about.
    roles : tuple of Role
        What its archetypes speak of.
    archetypes : tuple of Archetype
        In the order of the file.
    beside : tuple of str
        Names of a column that sorts customers into the same archetypes by a rule of its own, as RFM segments do.
    card : Card or None
        The columns that each segment's card shows; None: those in which the segment differs most.
    """

    name: str
    title: str
    roles: tuple[Role, ...]
    archetypes: tuple[Archetype, ...]
    beside: tuple[str, ...] = ()
    card: Card | None = None


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

        [card]                               # what each segment's card shows; may be left out
        columns = [{ role = "visits", label = "Visits" }, { column = "tenure_days" }, { category = ["plan"] }]

    A claim states a level (one of `coterie.naming.entries.LEVELS`) or bounds, ``{ from = 0.5, to = 2.0, word = "a few
    more" }``, in standard deviations from the average customer, or bounds in the units of the table, ``{ at_least = 4
    }``, or both. Each archetype needs at least one essential claim. docs/naming.md explains guards, sentences that are
    said only where they are true, and what else may stand in a catalogue.

    Examples
    --------
    >>> [each.name for each in load_catalogue("bank").archetypes][:3]
    ['Prudent Elite', 'Established Earners', 'Silver Sages']
    """
    if str(catalogue) == "none":
        return Catalogue("none", "No archetypes", (), ())
    if str(catalogue) in BUILT_IN:
        return _built_in(BY_COLUMNS[0] if str(catalogue) == "auto" else str(catalogue))
    path = Path(catalogue)
    return _catalogue(path.name, Section.from_file(path, BUILT_IN))


def source_of(catalogue: str) -> str:
    """Return the text of a catalogue, after it was read.

    Raises
    ------
    coterie.errors.InputError
        If there is no such catalogue, or it does not say what it should.

    Examples
    --------
    >>> "[[archetypes]]" in source_of("bank") or "[archetypes" in source_of("bank")
    True
    """
    load_catalogue(catalogue)
    if catalogue in BY_COLUMNS:
        return resources.files("coterie.naming").joinpath("catalogues", f"{catalogue}.toml").read_text("utf-8")
    return "" if catalogue in BUILT_IN else Path(catalogue).read_text("utf-8")


@cache
def _built_in(known: str) -> Catalogue:
    """Read a built-in catalogue once: naming one table asks for it up to eight times."""
    text = resources.files("coterie.naming").joinpath("catalogues", f"{known}.toml").read_text("utf-8")
    return _catalogue(known, Section.root(known, tomllib.loads(text)))


def card_of(names: Names) -> Card | None:
    """Return the card of the catalogue that gave names: a built-in one's, or the one that was kept with the names.

    Examples
    --------
    >>> from coterie.naming.names import Names
    >>> [each.label for each in card_of(Names((), "bank", {})).columns][:2], card_of(Names((), "none", {}))
    (['Age', 'Income'], None)
    """
    return load_catalogue(names.catalogue).card if names.catalogue in BY_COLUMNS else names.card


def kept_card(catalogue: Catalogue) -> Card | None:
    """Return the card to keep with the names: none of a built-in catalogue."""
    return None if catalogue.name in BY_COLUMNS else catalogue.card


def _catalogue(name: str, root: Section) -> Catalogue:
    root.only("title", "roles", "archetypes", "beside", "card")
    roles = tuple(role(section) for section in root.sections("roles"))
    keys = tuple(each.key for each in roles)
    archetypes = tuple(archetype(section, keys) for section in root.sections("archetypes"))
    root.all_different("archetypes", "name", [each.name for each in archetypes])
    beside = root.texts("beside") if root.has("beside") else ()
    shown = card(root.section("card"), keys) if root.has("card") else None
    return Catalogue(name, root.text("title", name), roles, archetypes, beside, shown)
