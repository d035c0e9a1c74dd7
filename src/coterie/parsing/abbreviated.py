"""Words that stand in a column as a whole and as their first letter: "Female" and "f"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def spelled_out(words: Collection[str]) -> dict[str, str]:
    """Return for each single letter the one longer word that begins with it, where there is just one.

    Parameters
    ----------
    words : collection of str
        Of a column, in lower case.

    Examples
    --------
    >>> spelled_out(["f", "female", "male", "m", "d"])
    {'f': 'female', 'm': 'male'}
    >>> spelled_out(["m", "male", "masculine"])
    {}
    """
    whole = [word for word in words if len(word) > 1]
    begun = {letter: [word for word in whole if word.startswith(letter)] for letter in words if len(letter) == 1}
    return {letter: found[0] for letter, found in begun.items() if len(found) == 1}
