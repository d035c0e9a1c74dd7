"""What stops the work when customers are too unlike those the segments were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from coterie import errors
from coterie.remarks import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.scoring.doubt import Doubt

Checks = Literal["usual", "strict", "lenient"]


def stop(found: Sequence[Doubt], checks: Checks) -> None:
    """Stop where customers are too unlike those of before.

    Raises
    ------
    coterie.errors.Drifted

    Examples
    --------
    >>> stop((), "strict")
    """
    stopping = [doubt.remark for doubt in found if checks == "strict" or (doubt.stops and checks == "usual")]
    if not stopping:
        return
    first = stopping[0]
    if first.code == "none_readable":
        facts = first.facts
        raise errors.columns.unreadable_feature(str(first.column), str(facts["kind"]), str(facts["example"]))
    raise errors.columns.unlike_before([words().line(remark) for remark in stopping])


def check_checks(checks: str) -> None:
    """Refuse an unknown value of `checks`.

    Examples
    --------
    >>> check_checks("strict")
    """
    if not isinstance(checks, str) or checks not in get_args(Checks):
        option = "--checks"
        raise errors.choosing.unknown_choice(option, checks, get_args(Checks))
