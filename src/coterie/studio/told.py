"""What was done, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.studio.store import Event


def said_of(event: Event, events: Sequence[Event] = ()) -> str:
    """Say what was done.

    Parameters
    ----------
    event : Event
    events : sequence of Event
        All of the project, for what was undone.

    Examples
    --------
    >>> from coterie.studio.store import Event
    >>> said_of(Event(1, "2026-01-02T03:04:05+00:00", "use", {"column": "age", "value": "ignored"}, {}))
    'age: Leave out'
    """
    facts = dict(event.facts)
    if event.kind in {"undo", "redo"}:
        then = next((each for each in events if each.id == facts["event"]), None)
        return say(f"studio.did_{event.kind}", what="" if then is None else said_of(then, events))
    if event.kind == "use":
        facts["value"] = say(f"studio.use_{facts['value']}")
    elif event.kind == "type":
        facts["value"] = say(f"studio.type_{facts['value']}")
    elif event.kind == "restore":
        facts["at"] = clock(facts["at"])
    return say(f"studio.did_{event.kind}", **facts)


def clock(at: str) -> str:
    """Return a time as the clock of this computer has it.

    Examples
    --------
    >>> len(clock("2026-01-02T03:04:05+00:00"))
    19
    """
    return datetime.fromisoformat(at).astimezone().isoformat(" ", "seconds")[:19]
