"""Environment variables that nothing reads: most often an option's name that is misspelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coterie.cli.run import COMMANDS, OFFERED
from coterie.errors.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PREFIX = "COTERIE_"
"""Of the variables that hold options."""

_NAMED = re.compile(r"\$\{?(\w+)")
_OF_TESTS = "COTERIE_TEST_"


def known_variables() -> list[str]:
    """Return the name of every variable that some command reads.

    Examples
    --------
    >>> [name in known_variables() for name in ("COTERIE_K_MAX", "COTERIE_SCORE_OUT", "COTERIE_SCORE_CONFIG")]
    [True, True, True]
    >>> "COTERIE_SCORE_K_MAX" in known_variables()
    False
    """
    from coterie.clustering.engine import SWITCH

    of_all = [*OFFERED, "config"]
    of_one = [f"{command}_{name}" for command, own in COMMANDS.items() for name in (*own, "config")]
    return [*(f"{PREFIX}{name}".upper().rstrip("_") for name in of_all + of_one), SWITCH]


def unknown_variables(variables: Mapping[str, str], said: Iterable[object] = ()) -> Iterator[str]:
    """Warn of each variable that begins as options do and is none, with the nearest one that there is.

    Parameters
    ----------
    variables : mapping of str to str
        The environment.
    said : iterable of object
        Arguments and values of options: a variable that one of them names, as '$COTERIE_DATABASE', is used.

    Examples
    --------
    >>> list(unknown_variables({"COTERIE_KMAX": "8", "COTERIE_K": "4"}))
    ["COTERIE_KMAX is no variable that coterie reads. Did you mean 'COTERIE_K_MAX'?"]
    >>> list(unknown_variables({"COTERIE_SHOP": "postgresql://..."}, said=["$COTERIE_SHOP"]))
    []
    """
    known = set(known_variables())
    used = {name for text in said if isinstance(text, str) for name in _NAMED.findall(text)}
    for name in sorted(variables):
        if name.startswith(PREFIX) and not name.startswith(_OF_TESTS) and name not in known | used:
            bare = {each.removeprefix(PREFIX) for each in known}
            hint = nearest(name.removeprefix(PREFIX), sorted(bare)).replace("mean '", f"mean '{PREFIX}")
            from coterie.remarks import say

            yield say("command.unknown_variable", variable=name, hint=hint)
