"""A command's run on its way into the history."""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coterie.cli.run import COMMANDS, KINDS
from coterie.databases.address import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coterie.cli.destination import Destination
    from coterie.cli.shared_run import Shared, ToDatabase
    from coterie.databases.membership import Moved
    from coterie.databases.targets import Target
    from coterie.history import History, Record
    from coterie.history.building import Asked
    from coterie.history.recording import Recorded
    from coterie.options import Options
    from coterie.segmentation import Segmentation

_NOT_KEPT = {"overwrite", "json", "quiet", "log_file", "history", "write_to", "to_table", "replace_table", "out"}
"""Options that say nothing of what was done, and those that are recorded apart."""


class Recording:
    """What becomes of a run's record; nothing without a history.

    Attributes
    ----------
    history : coterie.history.History or None
    asked : coterie.history.building.Asked
    destination : Destination
    recorded : coterie.history.recording.Recorded or None
        The run, once it is in the history.
    moved : coterie.databases.membership.Moved or None
        How many entered and left a segment; None where no table keeps that.
    """

    def __init__(self, history: History | None, asked: Asked, destination: Destination) -> None:
        self.history, self.asked, self.destination = history, asked, destination
        self.recorded: Recorded | None = None
        self.moved: Moved | None = None

    @property
    def run(self) -> int | None:
        """The run's number."""
        return None if self.recorded is None else self.recorded.number

    @property
    def said(self) -> str:
        """What the terminal says of it; empty without a history."""
        from coterie.remarks import joined, say

        if self.history is None or self.recorded is None:
            return ""
        code = "history.again" if self.recorded.again else "history.recorded"
        run = say(code, number=self.recorded.number, name=self.history.address.name)
        if self.destination.address is None:
            return run
        if self.moved is None:
            return joined((run, say("history.no_membership")))
        return joined((run, say("history.moved", entered=self.moved.entered, left=self.moved.left)))

    @contextlib.contextmanager
    def around(self, assignments: object, segmentation: Segmentation, record: Callable[[], Record]) -> Iterator[None]:
        """Yield while files are written: the table changes when that went well, and then the run is recorded.

        Parameters
        ----------
        assignments : frame
        segmentation : Segmentation
        record : callable
            Makes the record, once the rows are written.
        """
        if self.history is None:
            with self.destination.written(assignments, segmentation):
                yield
            return
        from coterie.history.recording import enter

        made: list[Record] = []
        token = uuid.uuid4().hex
        with self.destination.written(assignments, segmentation, self._also(segmentation, record, token, made)):
            yield
        self.recorded = enter(self.history, made[0] if made else record(), token=token)
        if made and self.destination.address:
            from coterie.databases.pending import take_away

            take_away(self.destination.address, self.destination.table, token)

    def _also(
        self, segmentation: Segmentation, record: Callable[[], Record], token: str, made: list[Record]
    ) -> Callable[[Target, str | None], None]:
        """Return what is done in the transaction of the table: who moved, and a note until the run is recorded."""
        from coterie.databases.membership import move
        from coterie.databases.pending import Note, note
        from coterie.history.record_text import to_text
        from coterie.history.recording import history_id

        assert self.history is not None  # noqa: S101 - the caller has looked
        history = history_id(self.history)
        born = {each.id: each.born for each in segmentation.identities.segments}

        def also(target: Target, key: str | None) -> None:
            made.append(record())
            if key is not None:
                self.moved = move(target, key=key, born=born, now=made[0].at)
            note(target, Note(token, history, to_text(made[0])))

        return also


def recording(options: Options, run: ToDatabase, destination: Destination, *, out: Path | None) -> Recording:
    """Open the history, where one is named, before any work is done.

    Parameters
    ----------
    options : Options
    run : ToDatabase
        The command's own options.
    destination : Destination
        The table that results go to.
    out : pathlib.Path or None
        Where they go beside that.

    Raises
    ------
    coterie.errors.CoterieError
        As `coterie.history.open_history`.
    """
    from coterie.history.building import Asked
    from coterie.history.record import Target as Written

    command = KINDS[type(run)]
    table = Written(plain_address(run.write_to), destination.table) if run.write_to and destination.address else None
    asked = Asked(command, kept_options(command, options, run), None if out is None else str(out.absolute()), table)
    if run.history is None:
        return Recording(None, asked, destination)
    from coterie.cli.past import opened

    history = opened(run.history)
    if destination.address is not None:
        _check_beside(destination)
        mend(history, destination)
    return Recording(history, asked, destination)


def _check_beside(destination: Destination) -> None:
    """Refuse tables that could not be written beside the one of results."""
    from coterie.databases.membership import membership_name
    from coterie.databases.pending import pending_name
    from coterie.databases.writing import check_table

    assert destination.address is not None  # noqa: S101 - the caller has looked
    for name in (membership_name(destination.table), pending_name(destination.table)):
        check_table(destination.address, name)


def mend(history: History, destination: Destination) -> None:
    """Record runs whose tables were written by a command that ended before it had recorded them."""
    from coterie.databases.pending import notes_of, take_away
    from coterie.history.record_text import from_text
    from coterie.history.recording import enter, history_id

    assert destination.address is not None  # noqa: S101 - as above
    for each in notes_of(destination.address, destination.table, history_id(history)):
        enter(history, from_text(each.record), token=each.token)
        take_away(destination.address, destination.table, each.token)


def kept_options(command: str, options: Options, run: Shared) -> dict[str, Any]:  # each option has its own type
    """Return the options that were not left as they are, without what is secret.

    A query is kept as the beginning of its SHA-256, as it may name customers.

    Examples
    --------
    >>> from coterie.cli.run import Run
    >>> from coterie.options import Options
    >>> kept_options("segment", Options(k=4, query="SELECT 1"), Run(split=True))
    {'query': 'e004ebd5b5532a4b', 'k': 4, 'split': True}
    """
    found = {}
    for name, each in COMMANDS[command].items():
        value = getattr(run, name) if hasattr(run, name) else getattr(options, name)
        if name not in _NOT_KEPT and value != each.value:
            found[name] = _digest(value) if name == "query" else _plain(value)
    return found


def source_name(customers: str) -> str:
    """Return what a table is called: a file's name, or that of its database.

    Examples
    --------
    >>> source_name("shop/customers.csv"), source_name("postgresql://db/shop?password=s3cret")
    ('customers.csv', 'shop')
    """
    address = address_of(customers)
    return Path(customers).name if address is None else address.name


def plain_address(text: str) -> str:
    """Return the name of a variable or a file as it was given, and an address without its password.

    Examples
    --------
    >>> plain_address("$SHOP"), plain_address("postgresql://ann:s3cret@db/shop")
    ('$SHOP', 'postgresql://ann@db/shop')
    """
    if text.startswith("$"):
        return text
    address = address_of(text)
    return text if address is None else address.plain


def _plain(value: object) -> Any:  # noqa: ANN401 - what JSON knows
    if isinstance(value, str | Path):
        return plain_address(str(value))
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else type(value).__name__


def _digest(value: object) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:16]
