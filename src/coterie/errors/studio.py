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


def note_too_long(letters: int, most: int) -> OptionError:
    """A note that is longer than notes may be."""
    return OptionError(
        f"A note has at most {most:,} letters, and this one has {letters:,}. Nothing was kept: leave out"
        f" {letters - most:,}, or keep the text in a file and note where it is."
    )


def no_values(features: int) -> OptionError:
    """Values of a customer that are not one a feature."""
    return OptionError(
        f"A customer has a value of each of the {features} features, and some of them are not there. Use the values "
        "of the page as it is when it is loaded again."
    )


def no_value(feature: str, value: object) -> OptionError:
    """A value that a feature cannot have."""
    return OptionError(f"'{str(value)[:60]}' is no value of {feature}. Choose one that the page offers.")
