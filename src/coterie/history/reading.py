"""Runs out of the history, and the segmentations that they saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from coterie import errors
from coterie.history.record import Record, RecordedSegment, Renamed, Run, Target
from coterie.history.tables import ARTEFACTS, RUNS, SEGMENTS, TAGS

Row = dict[str, Any]  # columns by their names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.history.opening import History


def runs_of(history: History, numbers: Sequence[int] | None = None) -> list[Run]:
    """Return runs, the latest first.

    Parameters
    ----------
    history : History
    numbers : sequence of int or None
        Of the runs wanted; None for all.
    """
    asked = [
        sa.select(RUNS).order_by(RUNS.c.number.desc()),
        sa.select(SEGMENTS).order_by(SEGMENTS.c.place),
        sa.select(TAGS).order_by(TAGS.c.tag),
    ]
    if numbers is not None:
        columns = (RUNS.c.number, SEGMENTS.c.run, TAGS.c.run)
        asked = [each.where(column.in_(numbers)) for each, column in zip(asked, columns, strict=True)]
    with history.reading() as connection:
        rows, *others = ([row._asdict() for row in connection.execute(each)] for each in asked)
    segments, tags = map(_by_run, others)
    return [_run(row, segments.get(row["number"], []), tags.get(row["number"], [])) for row in rows]


def run_of(history: History, wanted: str) -> Run:
    """Return one run.

    Parameters
    ----------
    history : History
    wanted : str
        Its number or a tag.

    Raises
    ------
    coterie.errors.RunNotFound
        For a number or a tag that there is not.
    """
    number = number_of(history, wanted)
    if number is None:
        raise errors.history.no_such_run(history.place, wanted, known_names(history))
    return runs_of(history, [number])[0]


def artefact_of(history: History, wanted: str) -> bytes:
    """Return the segmentation that a run saved, or scored with.

    Parameters
    ----------
    history : History
    wanted : str
        The run's number or a tag.

    Raises
    ------
    coterie.errors.ArtefactNotFound
        For a number or a tag that there is not.
    """
    number = number_of(history, wanted)
    if number is None:
        raise errors.history.no_such_artefact(history.place, wanted, known_names(history))
    with history.reading() as connection:
        joined = sa.select(ARTEFACTS.c.content).join(RUNS, RUNS.c.sha256 == ARTEFACTS.c.sha256)
        return bytes(connection.execute(joined.where(RUNS.c.number == number)).scalar_one())


def number_of(history: History, wanted: str) -> int | None:
    """Return the number of the run that a number or a tag names; None where none is."""
    asked = sa.select(TAGS.c.run).where(TAGS.c.tag == wanted)
    if wanted.isascii() and wanted.isdecimal():
        asked = sa.select(RUNS.c.number).where(RUNS.c.number == min(int(wanted), _MOST))
    with history.reading() as connection:
        return connection.execute(asked).scalar()


_MOST = 2**31 - 1
"""Of the database's whole numbers; no run has it."""


def known_names(history: History) -> list[str]:
    """Return every tag and every number."""
    with history.reading() as connection:
        tags = connection.execute(sa.select(TAGS.c.tag)).scalars().all()
        numbers = connection.execute(sa.select(RUNS.c.number)).scalars().all()
    return [*tags, *map(str, numbers)]


def _by_run(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["run"], []).append(row)
    return found


_SAME = (
    *("command", "at", "who", "host", "version", "source", "data", "options", "customers", "verdict", "short_hash"),
    *("parent", "drift", "out"),
)


def _run(row: Row, segments: Sequence[Row], tags: Sequence[Row]) -> Run:
    record = Record(
        **{name: row[name] for name in _SAME},
        segments=tuple(
            RecordedSegment(each["segment_id"], each["segment"], each["born"], each["locked"], each["customers"])
            for each in segments
        ),
        doubts=tuple(row["doubts"]),
        target=None if row["target"] is None else Target(row["target"], row["target_table"]),
    )
    return Run(
        number=row["number"],
        record=record,
        sha256=row["sha256"],
        renames=tuple(Renamed(**each) for each in row["renames"]),
        times=row["times"],
        last=row["last"],
        tags=tuple(each["tag"] for each in tags),
    )
