"""Which options belong to fitting and which to describing, and what was asked of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.options import Options, declared

if TYPE_CHECKING:
    from collections.abc import Mapping

DESCRIBING = tuple(name for name, each in declared(Options).items() if each.option.describing)
"""The options of describing."""

FITTING = tuple(name for name in declared(Options) if name not in DESCRIBING)
"""All others."""

_BOTH = tuple(name for name, each in declared(Options).items() if each.option.both)


def of_describing(fitted: Options, values: Mapping[str, Any]) -> Options:
    """Check the options of `describe`, and put them with those that were fitted with.

    Parameters
    ----------
    fitted : Options
        What was fitted with.
    values : mapping
        Options of describing.

    Returns
    -------
    Options
        As `segment` would have been given them.

    Raises
    ------
    coterie.errors.InputError
        For a value that is not allowed.

    Examples
    --------
    >>> both = of_describing(Options.read({"seed": 3}), {"k": 5})
    >>> both.seed, both.k
    (3, 5)
    """
    known = {name: value for name, value in fitted.values().items() if name in FITTING}
    given = {name: value for name, value in values.items() if name not in _BOTH or value is not None}
    return Options(**known | given)
