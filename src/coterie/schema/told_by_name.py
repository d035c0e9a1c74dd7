"""What a column's name says of its numbers: codes, labels of a clustering, secrets and places measure nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coterie.remarks import say
from coterie.schema.no_measures import meaning

if TYPE_CHECKING:
    from coterie.schema.columns import ColumnType, NoMeasure, Role
    from coterie.schema.facts import Facts
    from coterie.schema.kinds import Kind

_MOST_CODES = 50
_MOST_LABELS = 100


class Told(NamedTuple):
    """What a column is used for, by its name.

    Attributes
    ----------
    type : ColumnType
    role : {"descriptor", "ignored"}
    what : NoMeasure
        Which kind of thing it is.
    reason : str
        Why, as a sentence.
    instead : str
        How to have it otherwise, as a sentence.
    """

    type: ColumnType
    role: Role
    what: NoMeasure
    reason: str
    instead: str


def told_by_name(fact: Facts, kind: Kind) -> Told | None:
    """Return what a column is used for where its name says that its values measure nothing.

    Parameters
    ----------
    fact : Facts
        The column's counts.
    kind : Kind
        Its type.

    Returns
    -------
    Told or None
        None for most columns; for fractions and for more different values than codes have, whatever the name says.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.schema.facts import facts_of
    >>> from coterie.schema.kinds import kind_of
    >>> frame = pl.DataFrame({"customer": range(27), "Channel": [1, 2, 3] * 9, "orders": [1, 2, 3] * 9})
    >>> _, channel, orders = facts_of(frame)
    >>> told_by_name(channel, kind_of(channel)).role, told_by_name(orders, kind_of(orders))
    ('descriptor', None)
    """
    if kind.type == "date":
        return None
    counted = kind.type == "numeric" and not kind.whole
    if not counted and (what := meaning("secrets", fact.name)):
        reason, instead = say("schema.secret", what=what), say("schema.as_number", column=fact.name)
        return Told(kind.type, "ignored", "secret", reason, instead)
    if kind.type == "numeric" and (what := meaning("places", fact.name)):
        reason, instead = say("schema.place", what=what), say("schema.lets_build", column=fact.name)
        return Told("numeric", "descriptor", "place", reason, instead)
    return None if counted else _label(fact, kind) or _code(fact, kind)


def _label(fact: Facts, kind: Kind) -> Told | None:
    """Return the labels of a clustering; a text that is called segment may be anybody's, and stays."""
    what = meaning("labels", fact.name)
    if not what or fact.distinct > _MOST_LABELS:
        return None
    if kind.type in {"text", "categorical"} and "segment" in fact.name.lower():
        return None
    return Told(kind.type, "ignored", "label", say("schema.label"), say("schema.compared", column=fact.name))


def _code(fact: Facts, kind: Kind) -> Told | None:
    """Return a code: few whole numbers under a name that no amount has."""
    few = fact.distinct <= _MOST_CODES and 2 * fact.distinct <= fact.present
    what = meaning("codes", fact.name) if kind.type == "numeric" and few else ""
    if not what:
        return None
    reason, instead = say("schema.code", what=what), say("schema.lets_build", column=fact.name)
    return Told("categorical", "descriptor", "code", reason, instead)
