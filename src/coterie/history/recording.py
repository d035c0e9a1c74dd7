"""A run enters the history: with its segments and its segmentation in one transaction, or not at all."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from coterie.history.record import Renamed
from coterie.history.tables import ABOUT, ARTEFACTS, RUNS, SEGMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coterie.history.opening import History
    from coterie.history.record import Record


class Recorded(NamedTuple):
    """The number that a run got, and whether it only repeats the run of its job before."""

    number: int
    again: bool


def enter(history: History, record: Record, *, token: str | None = None) -> Recorded:
    """Enter a run; the database gives it its number.

    A run that does the same as the one before of its job, with the same data, is that run: it is counted, and gets no
    number of its own.

    Parameters
    ----------
    history : History
    record : Record
    token : str or None
        By which a run that was interrupted is known again; one that is known already changes nothing.

    Raises
    ------
    coterie.errors.OutputError
        When the database refuses. Then nothing of the run is there.
    """
    with history.writing() as connection:
        if token is not None and (known := _by_token(connection, token)) is not None:
            return Recorded(known, again=True)
        before = _before(connection, record)
        if before is not None and before.fingerprint == record.fingerprint:
            _count(connection, before, record, token)
            return Recorded(before.number, again=True)
        return Recorded(_insert(connection, record, token), again=False)


def history_id(history: History) -> str:
    """Return which history it is, whatever its address is called."""
    with history.reading() as connection:
        return str(connection.execute(sa.select(ABOUT.c.id)).scalar_one())


def _by_token(connection: sa.Connection, token: str) -> int | None:
    return connection.execute(sa.select(RUNS.c.number).where(RUNS.c.token == token)).scalar()


def _before(connection: sa.Connection, record: Record) -> Any:  # noqa: ANN401 - a row
    """Return the run of the same job before."""
    wanted = sa.select(RUNS.c.number, RUNS.c.fingerprint, RUNS.c.last).where(RUNS.c.job == record.job)
    return connection.execute(wanted.order_by(RUNS.c.number.desc()).limit(1)).first()


def _count(connection: sa.Connection, before: Any, record: Record, token: str | None) -> None:  # noqa: ANN401 - a row
    """Count a run that repeats one."""
    again = sa.update(RUNS).where(RUNS.c.number == before.number)
    more = {} if token is None else {"token": token}
    connection.execute(again.values(times=RUNS.c.times + 1, last=max(before.last, record.at), **more))


def _insert(connection: sa.Connection, record: Record, token: str | None) -> int:
    if connection.execute(sa.select(ARTEFACTS.c.sha256).where(ARTEFACTS.c.sha256 == record.sha256)).first() is None:
        made = {"sha256": record.sha256, "short_hash": record.short_hash, "content": record.artefact}
        connection.execute(sa.insert(ARTEFACTS), made)
    renames = [asdict(each) for each in _renames(connection, record)]
    number = connection.execute(
        sa.insert(RUNS).returning(RUNS.c.number), _row(record) | {"renames": renames, "token": token}
    ).scalar_one()
    segments = [
        {
            "run": number,
            "place": place,
            "segment_id": each.id,
            "segment": each.name,
            "born": each.born,
            "locked": each.locked,
            "customers": each.customers,
        }
        for place, each in enumerate(record.segments)
    ]
    connection.execute(sa.insert(SEGMENTS), segments)
    return int(number)


def _row(record: Record) -> dict[str, Any]:  # columns by their names
    """Return what stands in the row of a run."""
    same = ("command", "at", "who", "host", "version", "source", "data", "options", "customers", "k", "verdict")
    row = {name: getattr(record, name) for name in (*same, "short_hash", "parent", "drift", "out", "sha256")}
    where = record.target
    return row | {
        "job": record.job,
        "fingerprint": record.fingerprint,
        "last": record.at,
        "times": 1,
        "doubts": list(record.doubts),
        "target": None if where is None else where.address,
        "target_table": None if where is None else where.table,
    }


def _renames(connection: sa.Connection, record: Record) -> Iterator[Renamed]:
    """Find segments that the last run which knew them called otherwise."""
    for each in record.segments:
        known = sa.select(SEGMENTS.c.segment).where(SEGMENTS.c.born == each.born, SEGMENTS.c.segment_id == each.id)
        before = connection.execute(known.order_by(SEGMENTS.c.run.desc()).limit(1)).scalar()
        if before is not None and before != each.name:
            yield Renamed(each.id, before, each.name)
