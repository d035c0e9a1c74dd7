"""What was added to a list and what was taken off since an earlier day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors
from coterie.scoring.holdout import ARM, HELD_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Earlier(NamedTuple):
    """Who was in the segments then, and what these were called."""

    ids: frozenset[str]
    renamed: dict[str, str]


class Changes(NamedTuple):
    """Who was added and who was removed, of the customers of today; and how many are not among these any more."""

    added: pl.Series
    removed: pl.Series
    gone: int
    renamed: dict[str, str]


def as_ids(ids: pl.Series) -> list[str | None]:
    """Return ids as texts, a whole number without its point.

    Examples
    --------
    >>> as_ids(pl.Series([17.0, None])), as_ids(pl.Series([" C1"]))
    (['17', None], ['C1'])
    """
    whole = ids.cast(pl.Int64) if ids.dtype.is_float() and (ids.drop_nulls() % 1 == 0).all() else ids
    return whole.cast(pl.String).str.strip_chars().to_list()


def earlier_members(frame: pl.DataFrame, key: str, segments: Mapping[int, str]) -> Earlier:
    """Return who was in some segments by earlier assignments, those held out then left out.

    Parameters
    ----------
    frame : polars.DataFrame
        Assignments: the id, `segment_id`, `segment` and, where customers were held out, `arm`.
    key : str
        The id column.
    segments : mapping of int to str
        The segments and what they are called now.

    Raises
    ------
    coterie.errors.InputError
        For what holds no assignments.

    Examples
    --------
    >>> then = pl.DataFrame({"id": ["a", "b"], "segment_id": [0, 1], "segment": ["Old", "B"]})
    >>> earlier_members(then, "id", {0: "New"})
    Earlier(ids=frozenset({'a'}), renamed={'New': 'Old'})
    """
    if missing := [each for each in (key, "segment_id", "segment") if each not in frame.columns]:
        raise errors.audiences.not_earlier(frame.columns, missing)
    numbers = frame["segment_id"].cast(pl.Int64, strict=False)
    members = frame.with_columns(segment_id=numbers).filter(pl.col("segment_id").is_in(list(segments)))
    called = {number: name for number, name in members.select("segment_id", "segment").unique().iter_rows() if name}
    if ARM in members.columns:
        members = members.filter(pl.col(ARM).is_null() | (pl.col(ARM) != HELD_OUT))
    ids = frozenset(each for each in as_ids(members[key]) if each)
    return Earlier(ids, {segments[number]: name for number, name in called.items() if name != segments[number]})


def changes(ids: Sequence[str | None], earlier: Earlier, *, listed: pl.Series, reachable: pl.Series) -> Changes:
    """Compare a list with who was on the earlier one: what was added, with what was kept, is the list.

    Who is not `reachable` cannot be taken off: nothing says how, or another on the list has the same contact details.

    Examples
    --------
    >>> now, everybody = pl.Series([True, True, False]), pl.Series([True, True, True])
    >>> found = changes(["a", "b", "c"], Earlier(frozenset("acx"), {}), listed=now, reachable=everybody)
    >>> found.added.to_list(), found.removed.to_list(), found.gone
    ([False, True, False], [False, False, True], 1)
    """
    before = pl.Series([each is not None and each in earlier.ids for each in ids], dtype=pl.Boolean)
    return Changes(listed & ~before, before & ~listed & reachable, len(earlier.ids - set(ids)), earlier.renamed)
