"""Why a number of segments was chosen, in sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.evidence.wording import listed, two

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.card import KCard, KRow
    from coterie.evidence.recommendation import Basis
    from coterie.evidence.support import Support

_NAMED = 3  # criteria that a sentence names
_PAIR = 2


def reason(card: KCard, k: int, basis: Basis, *, recommended: int | None = None, long: int | None = None) -> str:
    """Say why a K was chosen.

    Parameters
    ----------
    card : KCard
        Every K.
    k : int
        The K chosen.
    basis : str
        What chose it.
    recommended : int or None
        The K that the evidence recommends; None where none was gathered.
    long : int or None
        Long groups that K-Means cuts across.
    """
    if basis == "asked for":
        return f"You asked for {_segments(k)}; {_beside(card, k, recommended)}."
    if k == 1:
        return "One segment: no larger number keeps within the limits."
    if basis == "criteria":
        return f"K = {k}: {_votes(card, k)}; whether these segments are found again was not tested."
    return f"K = {k}: {_why(card[k], basis, long)}."


def _why(row: KRow, basis: Basis, long: int | None) -> str:
    none = "no groups stand apart" if long is None else f"no segments follow the {long} long groups"
    if basis == "gaps":
        return "the largest number of segments that all stand apart and are found again"
    if basis == "groups":
        return "groups stand apart, and these segments divide them further without cutting across them"
    samples = "bootstrap samples" if row.few else "random halves"
    if basis == "again":
        first = "the only number" if row.k == 2 else "the smallest number above two"
        return f"{none}, but this is {first} whose segments are found again in {samples} of the customers"
    if row.replication is None:
        asked = f"and whether {samples} of the customers agree was not tested"
        return f"{none} at any number of segments; this is a convenient cut, {asked}"
    agree = f"on which {samples} of the customers agree about as well as on any ({two(row.replication)} of 1)"
    return f"{none} at any number of segments; this is a convenient cut {agree}"


def _beside(card: KCard, k: int, recommended: int | None) -> str:
    """Say what the evidence, or without it the criteria, would have chosen."""
    if recommended is None:
        return _votes(card, k)
    if recommended == k:
        return "the evidence would have chosen the same number"
    return f"the evidence would have chosen {recommended}"


def for_runner_up(card: KCard, k: int, support: Support | None) -> str:
    """Say what speaks for the next best K."""
    row = card[k]
    if support is None or k not in support.kinds:
        voted = any(choice == k for choice in card.choices.values())
        return _votes(card, k) if voted else f"its silhouette is {two(row.silhouette)}"
    if row.replication is None:
        return support.kinds[k]
    samples = "bootstrap samples" if row.few else "random halves"
    return f"{support.kinds[k]}; agreement {two(row.replication)} of 1 between {samples} of the customers"


def ladder(card: KCard) -> str:
    """Say in a sentence what the evidence supports at every K; empty where no evidence was gathered.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rows = [(2, "natural"), (3, "reproducible"), (4, "natural"), (5, "constructed")]
    >>> ladder(SimpleNamespace(rows=[SimpleNamespace(k=k, kind=kind) for k, kind in rows]))
    'Natural at K = 2 and 4; reproducible at K = 3; constructed at every other K.'
    """
    found: dict[str, list[int]] = {}
    for row in card.rows:
        if row.k > 1 and row.kind is not None:
            found.setdefault(row.kind, []).append(row.k)
    said = [
        f"{kind} at K = {listed(_runs(found[kind]))}"
        for kind in ("natural", "partly natural", "reproducible")
        if kind in found
    ]
    if not said:
        return "Constructed at every K." if found else ""
    rest = "; constructed at every other K" if "constructed" in found else ""
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}{rest}."


def _runs(numbers: Sequence[int]) -> list[str]:
    """Write runs of three and more by their ends.

    Examples
    --------
    >>> _runs([2, 4, 5, 6, 8, 9])
    ['2', '4 to 6', '8', '9']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    ends = ([f"{run[0]} to {run[-1]}"] if len(run) > _PAIR else map(str, run) for run in runs)
    return [words for run in ends for words in run]


def _votes(card: KCard, k: int) -> str:
    """Say which criteria choose a K, by name where they are few."""
    from coterie.evidence.recommendation import WORDS  # noqa: PLC0415 - it speaks through this module

    agreeing = [WORDS[name] for name in WORDS if card.choices.get(name) == k]
    asked = sum(card.choices.get(name) is not None for name in WORDS)
    if not agreeing:
        return f"none of the {asked} criteria would choose this number"
    if len(agreeing) > _NAMED:
        return f"{len(agreeing)} of {asked} criteria choose this number"
    return f"{listed(agreeing)} choose{'s' if len(agreeing) == 1 else ''} this number"


def _segments(k: int) -> str:
    return f"{k} segment{'' if k == 1 else 's'}"
