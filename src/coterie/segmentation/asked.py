"""Which options belong to fitting and which to describing, and what was asked of each."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.options import Options, declared

if TYPE_CHECKING:
    from collections.abc import Mapping

DESCRIBING = tuple(name for name, each in declared(Options).items() if each.option.describing)
"""The options of describing; all others are of fitting."""


def of_fitting(values: Mapping[str, Any]) -> Options:
    """Check the options of `fit`; those of describing have their defaults.

    Raises
    ------
    coterie.errors.InputError
        For what is no option of fitting, and for a value that is not allowed.

    Examples
    --------
    >>> of_fitting({"k-max": 8}).k_max
    8
    """
    for name in values:
        if _plain(name) in DESCRIBING:
            raise errors.choosing.option_of_describing(_plain(name))
    return Options.read(values)


def of_describing(fitted: Options, values: Mapping[str, Any]) -> Options:
    """Check the options of `describe`, and put them with those that were fitted with.

    Parameters
    ----------
    fitted : Options
        What was fitted with.
    values : mapping
        Names of options with their values.

    Returns
    -------
    Options
        As `segment` would have been given them.

    Raises
    ------
    coterie.errors.InputError
        For what is no option of describing, and for a value that is not allowed.

    Examples
    --------
    >>> both = of_describing(Options.read({"seed": 3}), {"k": 5})
    >>> both.seed, both.k
    (3, 5)
    """
    known = {name: value for name, value in asdict(fitted).items() if name not in DESCRIBING}
    for name in values:
        if _plain(name) in known:
            raise errors.choosing.option_of_fitting(_plain(name), DESCRIBING)
    return Options.read(known | dict(values))


def _plain(name: str) -> str:
    return name.replace("-", "_")
