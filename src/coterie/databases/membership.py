"""Who was in which segment, and from when to when: rows are closed and opened, never replaced."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from coterie import errors
from coterie.databases.table_names import TableName, target_name
from coterie.databases.targets import identifier, literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.databases.targets import Target

_LEFT = identifier("left")
_FORM = "%Y-%m-%d %H:%M:%S.%f"


class Moved(NamedTuple):
    """How many rows were opened and closed."""

    entered: int
    left: int


def membership_name(table: str) -> str:
    """Return the name of the table of membership beside a table of assignments.

    Examples
    --------
    >>> print(membership_name("segments"), membership_name('"sales.eu".segments'))
    segments_membership "sales.eu".segments_membership
    """
    found = target_name(table)
    return TableName(found.schema, f"{found.name}_membership").spelled


def move(target: Target, *, key: str, born: Mapping[int, str], now: datetime) -> Moved:
    """Move everybody on whose segment is another one now, in the transaction in which the table was replaced.

    Who has a segment in the table and had none is opened; who has none any more, or another one, is closed. A segment
    is the same where its id and the run of its birth are; a new name is no move, and open rows take it on.

    Parameters
    ----------
    target : Target
        The table of assignments, with today's rows.
    key : str
        The column of ids: each customer has one, and no other has it.
    born : mapping of int to str
        The short hash of the segmentation in which each segment first was, by its id.
    now : datetime.datetime
        In UTC. Where the clock went back, it is the moment after the last one that is known.

    Raises
    ------
    coterie.errors.OutputError
        Where a table that others wrote has the name, and where ids are of another kind.
    """
    kept = target.beside(membership_name(target.spelled))
    _make(target, kept, key)
    today, moment = _today(target, key, born), _moment(kept, now)
    same = '"m"."id" = "t"."id" AND "m"."segment_id" = "t"."segment_id" AND "m"."born" = "t"."born"'
    of_kept = same.replace('"m".', f"{kept.bare}.")
    whole, still = kept.whole, f"(SELECT * FROM {kept.whole} WHERE {_LEFT} IS NULL) AS m"
    left = f"{_LEFT} IS NULL AND NOT EXISTS (SELECT 1 FROM {today} WHERE {of_kept})"
    new = f"FROM {today} WHERE NOT EXISTS (SELECT 1 FROM {still} WHERE {same})"
    moved = Moved(kept.count(f"FROM {new.removeprefix('FROM ')}"), kept.count(f"FROM {whole} WHERE {left}"))
    kept.run(f"UPDATE {whole} SET {_LEFT} = {moment} WHERE {left}")
    kept.run(f"INSERT INTO {whole} SELECT t.id, t.segment_id, t.segment, t.born, {moment}, NULL {new}")
    called = f"SELECT t.segment FROM {today} WHERE {of_kept}"
    kept.run(
        f"UPDATE {whole} SET segment = ({called}) "
        f"WHERE {_LEFT} IS NULL AND EXISTS ({called} AND t.segment <> {kept.bare}.segment)"
    )
    return moved


def _make(target: Target, kept: Target, key: str) -> None:
    """Make the table of membership where there is none, and refuse one that cannot be gone on with."""
    found = target.find()
    ids = dict(found.columns)[key] if found else ""
    time = kept.types[pl.Datetime]
    columns = (
        ("id", ids),
        ("segment_id", kept.types[pl.Int64]),
        ("segment", kept.types[pl.String]),
        ("born", kept.types[pl.String]),
        ("entered", time),
        ("left", time),
    )
    held = kept.find()
    if held is None:
        kept.create(columns, None)
    elif not held.ours or held.columns[1:] != columns[1:]:
        raise errors.databases.bad_table_name(kept.spelled, "a table that coterie did not write has it")
    elif held.columns != columns:
        raise errors.history.other_ids(target.spelled, held.columns[0][1], ids)
    kept.look_up_by("id")


def _today(target: Target, key: str, born: Mapping[int, str]) -> str:
    """Return who is where today, as a part of a query."""
    births = " ".join(f"WHEN {number} THEN {literal(each)}" for number, each in born.items())
    return (
        f"(SELECT {identifier(key)} AS id, segment_id, segment, CASE segment_id {births} END AS born "
        f"FROM {target.whole} WHERE segment_id IS NOT NULL) AS t"
    )


def _moment(kept: Target, now: datetime) -> str:
    """Return the moment of the moves, after every one before, as SQL writes it."""
    text = kept.types[pl.String]
    ((last,),) = kept.ask(f"SELECT CAST(max(coalesce({_LEFT}, entered)) AS {text}) AS last FROM {kept.whole}")
    moment = now if last is None else max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return f"CAST({literal(moment.strftime(_FORM))} AS {kept.types[pl.Datetime]})"
