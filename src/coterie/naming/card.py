"""The card of a catalogue: which columns each segment's card shows, in which order and under which label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coterie.naming.reading import Section

_WAYS = ("role", "column", "category")


@dataclass(frozen=True)
class CardColumn:
    """One line of a card.

    Attributes
    ----------
    label : str
        What stands before the value; empty for the column's own name.
    role : str
        The role whose column is shown; empty where the column is found otherwise.
    column : str
        The column's name, letter by letter.
    category : tuple of str
        Words of which the name of a column of categories holds one; the first of them first.
    essential : bool
        Whether the card is for tables with this column only.
    heading : str
        The column's heading in the terminal's table; empty for "Average" or "Common" and the label.
    """

    label: str = ""
    role: str = ""
    column: str = ""
    category: tuple[str, ...] = ()
    essential: bool = False
    heading: str = ""


@dataclass(frozen=True)
class Card:
    """The columns of a card.

    Attributes
    ----------
    columns : tuple of CardColumn
        In their order.
    terminal : bool
        Whether the terminal's table, too, has these columns alone, where a table has all of them.
    """

    columns: tuple[CardColumn, ...]
    terminal: bool = False


def card(section: Section, roles: tuple[str, ...]) -> Card:
    """Read the card of a catalogue with these roles.

    Raises
    ------
    InputError
        If a key is unknown, or a column is found in no way or in two.
    """
    section.only("columns", "terminal")
    columns = tuple(_column(each, roles) for each in section.listed("columns"))
    if not columns:
        raise section.wrong("needs 'columns', a list of tables")
    return Card(columns, section.flag("terminal"))


def _column(section: Section, roles: tuple[str, ...]) -> CardColumn:
    section.only(*_WAYS, "label", "essential", "heading")
    if sum(section.has(way) for way in _WAYS) != 1:
        raise section.wrong(f"needs one of {', '.join(_WAYS)}")
    return CardColumn(
        label=section.text("label", ""),
        role=section.choice("role", roles) if section.has("role") else "",
        column=section.text("column") if section.has("column") else "",
        category=section.texts("category") if section.has("category") else (),
        essential=section.flag("essential"),
        heading=section.text("heading", ""),
    )
