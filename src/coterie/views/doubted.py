"""What of a table is not certain as it was read, for a line beside a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import column_label, group_of, needs_a_look, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coterie.schema import Schema
    from coterie.views.summary import Change

_MOST_NAMES = 4


def doubted(schema: Schema, cleaning: Iterable[Change]) -> tuple[str, ...]:
    """Return the line that names what to look at: the table as a whole, and columns in use; none where nothing is.

    Parameters
    ----------
    schema : Schema
        The plan that was carried out.
    cleaning : iterable of Change
        What was done to the table: what was in doubt as it was read needs a look, too.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> doubted(Schema((Column("spend", "numeric", "feature", 0, "", doubt="Nothing proves it."),)), ())
    ('To look at: spend (coterie inspect says why).',)
    """
    places = {change.column for change in misread(cleaning)}
    whole = [say("cleaned.whole_table")] if None in places else []
    names = [*whole, *_columns(schema, places)]
    if not names:
        return ()
    more = len(names) - _MOST_NAMES
    shown = say("cleaned.more", names=names[:_MOST_NAMES], more=more) if more > 0 else say("cleaned.all", names=names)
    return (say("cleaned.look", names=shown),)


def misread(cleaning: Iterable[Change]) -> list[Change]:
    """Return what a person has to look at since it may have been read as something else than it is.

    Examples
    --------
    >>> from coterie.views.summary import Change
    >>> changes = [Change(code, None, "", 1, "", {}) for code in ("row_too_long", "empty_cells_beyond", "row_alike")]
    >>> [change.code for change in misread(changes)]
    ['row_too_long']
    """
    return [
        change for change in cleaning if group_of(change.code) in ("reading", "doubt") and needs_a_look(change.code)
    ]


def _columns(schema: Schema, places: set[str | None]) -> Iterator[str]:
    """Yield the columns in use that are doubtful, by their plan or by how they were read."""
    for column in schema.columns:
        if column.role != "ignored" and (column.doubt or column.name in places):
            yield column_label(column.name)
