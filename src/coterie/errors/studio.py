"""The studio cannot do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import OptionError

if TYPE_CHECKING:
    from pathlib import Path


def not_under(given: str, start: Path) -> OptionError:
    """A path that leads out of the start folder, or to no file."""
    return OptionError(
        f"There is no file '{given[:200]}' under '{start}'. Add the file to that folder, or drop it here."
    )
