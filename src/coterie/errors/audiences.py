"""A list of customers cannot be made as it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import DataRefused, OptionError
from coterie.errors.voices import parameter, setting
from coterie.errors.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


def unknown_segment(wanted: str, names: Sequence[str]) -> OptionError:
    """No segment has this name or number."""
    hint = nearest(wanted, names) or f" Name one of the segments: {listed(list(names))}."
    return OptionError(f"{parameter('--segment')} names '{wanted}', which is no segment.{hint}")


def not_taken(what: str, taken: Sequence[str]) -> OptionError:
    """A platform does not take a contact detail."""
    return OptionError(
        f"{parameter('--contact')} names '{what}', which this list has no column for. "
        f"Name one that it takes: {listed(list(taken))}."
    )


def no_contact(columns: Sequence[str]) -> DataRefused:
    """No column says how to reach anybody."""
    return DataRefused(
        f"No column is known to hold e-mail addresses or phone numbers (columns: {listed(list(columns))}). "
        f"Name one with {setting('--contact', ('email', 'COL'))}."
    )


def suppress_unclear(columns: Sequence[str], key: str) -> DataRefused:
    """Nobody is named in the file of those who must not be on a list."""
    return DataRefused(
        f"The file of {parameter('--suppress')} has no column '{key}' and none of e-mail addresses or phone numbers "
        f"(columns: {listed(list(columns))}), so that nobody would be left out. Name its column '{key}', 'email' or "
        f"'phone'."
    )


def without_id(option: str) -> OptionError:
    """Who was on an earlier list, or is held out, hangs on an id that the customers do not have."""
    return OptionError(
        f"{parameter(option)} needs an id column, by which customers are known again, and these segments were made "
        f"without one. Make them again with {parameter('--id')}."
    )


def not_earlier(columns: Sequence[str], needed: Sequence[str]) -> DataRefused:
    """What was given as earlier assignments is none."""
    return DataRefused(
        f"The file of {parameter('--since')} holds no assignments: it lacks {listed(list(needed))} "
        f"(columns: {listed(list(columns))}). Give what `coterie segment` or `coterie score` wrote."
    )
