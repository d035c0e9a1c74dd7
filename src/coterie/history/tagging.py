"""Runs get names: a tag stands for one run, and goes to another when it is given anew."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from coterie import errors
from coterie.history.building import who_asks
from coterie.history.reading import run_of
from coterie.history.tables import TAGS

if TYPE_CHECKING:
    from coterie.history.opening import History
    from coterie.history.record import Run

_TAG = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")


def tag(history: History, wanted: str, name: str) -> tuple[Run, int | None]:
    """Name a run.

    Parameters
    ----------
    history : History
    wanted : str
        The run's number or a tag of it.
    name : str
        A word that begins with a letter.

    Returns
    -------
    run : Run
        With the tag.
    before : int or None
        The number of the run that had it.

    Raises
    ------
    coterie.errors.OptionError
        For what cannot be a tag, and a run that is not there.
    """
    if not _TAG.fullmatch(name):
        raise errors.history.bad_tag(name)
    number = run_of(history, wanted).number
    with history.writing() as connection:
        before = connection.execute(sa.select(TAGS.c.run).where(TAGS.c.tag == name)).scalar()
        connection.execute(sa.delete(TAGS).where(TAGS.c.tag == name))
        row = {"tag": name, "run": number, "at": datetime.now(UTC).replace(tzinfo=None), "who": who_asks()}
        connection.execute(sa.insert(TAGS), row)
    return run_of(history, str(number)), before
