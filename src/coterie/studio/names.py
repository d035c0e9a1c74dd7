"""What people call segments: names, locks and notes, which follow the people in them from one K to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coterie.views.exploring.across import same_customers, same_segments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coterie.studio.kept import Kept

    Find = Callable[[int], Kept | None]
    Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """What a person gave a segment.

    Attributes
    ----------
    name : str
        Empty where only a note was given.
    locked : bool
        Whether it stays when segments are made again.
    note : str
    """

    name: str
    locked: bool
    note: str


def names_at(entries: Sequence[Entry], kept: Kept, k: int, *, find: Find) -> dict[int, Given]:
    """Return what segments of a run at one K were given, also at another K and in another run, where they are the same.

    Parameters
    ----------
    entries : sequence of mapping
        ``names`` of a project's state: later ones stand before earlier ones, and those of this K before all others.
    kept : Kept
        The run.
    k : int
    find : callable
        Returns what is kept of another run, by its number.
    """
    found: dict[int, Given] = {}
    exact: set[int] = set()
    for entry in entries:
        place = _place(entry, kept, k, find)
        here = (entry["run"], entry["k"]) == (kept.number, k)
        if place is not None and (here or place not in exact):
            found[place] = Given(entry["name"], bool(entry["locked"]), entry.get("note", ""))
            exact |= {place} if here else set()
    return found


def _place(entry: Entry, kept: Kept, k: int, find: Find) -> int | None:
    """Return the segment of a run that an entry speaks of; None where there is none."""
    run, of, segment = entry["run"], entry["k"], entry["segment"]
    if run == kept.number:
        return segment if of == k else kept.same_as(of, segment, k)
    other = find(run) if entry["locked"] else None
    if other is None or of not in other.ks:
        return None
    key = None if other.id is None else f"c{other.columns.index(other.id)}"
    if not same_customers(other.customers, kept.customers, key):
        return None
    same = same_segments(other.customers[f"s{of}"], kept.customers[f"s{k}"], (of, k))
    return same.index(segment) if segment in same else None


def with_given(
    entries: Sequence[Entry], kept: Kept, k: int, *, segment: int, given: Given
) -> list[dict[str, Any]]:  # as kept
    """Return the entries with what a segment is given now, in the place of what the same segment was given before.

    Parameters
    ----------
    entries, kept, k
        As in `names_at`.
    segment : int
    given : Given
        Without a name and a note: nothing.
    """

    def is_it(entry: Entry) -> bool:
        if entry["run"] != kept.number:
            return False
        there = entry["segment"] if entry["k"] == k else kept.same_as(entry["k"], entry["segment"], k)
        return bool(there == segment)

    left = [dict(entry) for entry in entries if not is_it(entry)]
    if not given.name and not given.note:
        return left
    said = {"name": given.name, "locked": given.locked, "note": given.note}
    return [*left, {"run": kept.number, "k": k, "segment": segment, **said}]


def called(found: Mapping[int, Given]) -> dict[int, str]:
    """Return the names alone.

    Examples
    --------
    >>> called({0: Given("Savers", True, ""), 1: Given("", False, "call first")})
    {0: 'Savers'}
    """
    return {segment: each.name for segment, each in found.items() if each.name}
