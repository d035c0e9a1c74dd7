"""The state of a project: which options hold and what segments are called; undone and done again by its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie.studio.store import Event

if TYPE_CHECKING:
    from coterie.studio.store import Store

NOTHING: Mapping[str, Any] = {"options": {}, "names": [], "k": None}
"""The state of a project in which nothing was done: the options that were given, names by run, K and segment."""

_WAYS = frozenset(("undo", "redo"))
_FIRST = frozenset(("opened", "run"))
"""What is not undone: a table that was opened, and a run, which would take its segments away."""


@dataclass(frozen=True)
class Steps:
    """What was done and still holds, and what was undone.

    Attributes
    ----------
    done, undone : tuple of Event
        The last one of each is the one that undo and redo take.
    """

    done: tuple[Event, ...]
    undone: tuple[Event, ...]

    @property
    def first(self) -> bool:
        """Whether nothing was done yet that could be undone."""
        return not self.done or self.done[-1].kind in _FIRST

    @property
    def state(self) -> Mapping[str, Any]:
        """What holds now."""
        return self.done[-1].state if self.done else NOTHING


def steps(events: Sequence[Event]) -> Steps:
    """Return what of a project's events holds.

    Parameters
    ----------
    events : sequence of Event
        In order.

    Examples
    --------
    >>> from coterie.studio.store import Event
    >>> found = steps([Event(1, "", "column", {}, {"options": {"k": 3}}), Event(2, "", "undo", {}, {})])
    >>> found.state["options"], len(found.undone)
    ({}, 1)
    """
    done: list[Event] = []
    undone: list[Event] = []
    for event in events:
        if event.kind == "undo":
            undone.append(done.pop())
        elif event.kind == "redo":
            done.append(undone.pop())
        else:
            done.append(event)
            undone.clear()
    return Steps(tuple(done), tuple(undone))


def changed(store: Store, project: str, kind: str, *, facts: Mapping[str, Any], **state: object) -> Event:
    """Note a change, and return its event: what of the state is not named stays.

    Parameters
    ----------
    store : Store
    project : str
    kind : str
        What was done.
    facts : mapping
        What the history says of it.
    state
        What of the state is another from now on.
    """
    with store.changing():
        now = steps(store.events(project)).state
        return store.add_event(project, kind, facts, {**NOTHING, **now, **state})


def undo(store: Store, project: str) -> Event | None:
    """Undo what was done last, and return it; None where there is nothing to undo."""
    return _back(store, project, "undo")


def redo(store: Store, project: str) -> Event | None:
    """Do again what was undone last, and return it; None where there is nothing."""
    return _back(store, project, "redo")


def restore(store: Store, project: str, event: int) -> Event | None:
    """Let the state of an earlier event hold again; None where there is no such event."""
    with store.changing():
        then = next((each for each in store.events(project) if each.id == event and each.kind not in _WAYS), None)
        if then is None:
            return None
        return store.add_event(project, "restore", {"event": event, "at": then.at}, then.state)


def _back(store: Store, project: str, way: str) -> Event | None:
    with store.changing():
        found = steps(store.events(project))
        which = found.done if way == "undo" else found.undone
        if not which or (way == "undo" and found.first):
            return None
        store.add_event(project, way, {"event": which[-1].id}, {})
        return which[-1]
