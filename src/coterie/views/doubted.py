"""Which columns of a plan are not certain, for a line beside a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import column_label, say

if TYPE_CHECKING:
    from coterie.schema import Schema

_MOST = 4


def doubted(schema: Schema) -> tuple[str, ...]:
    """Return the line that names the columns in use whose reading is doubtful; none where nothing is.

    Parameters
    ----------
    schema : Schema
        The plan that was carried out.

    Examples
    --------
    >>> from coterie.schema import Column, Schema
    >>> doubted(Schema((Column("spend", "numeric", "feature", 0, "", doubt="Nothing proves it."),)))
    ('To look at: spend (coterie inspect says why).',)
    """
    names = [column_label(column.name) for column in schema.columns if column.doubt and column.role != "ignored"]
    if not names:
        return ()
    more = len(names) - _MOST
    shown = say("cleaned.more", names=names[:_MOST], more=more) if more > 0 else say("cleaned.all", names=names)
    return (say("cleaned.look", names=shown),)
