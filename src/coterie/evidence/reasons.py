"""Why a number of segments was chosen, in sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.evidence.choosing import AS_MUCH, AT_ALL
from coterie.evidence.support import found_again
from coterie.evidence.wording import samples
from coterie.remarks import capital, joined, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.evidence.card import KCard, KRow
    from coterie.evidence.recommendation import Basis
    from coterie.evidence.support import Support

_NAMED = 3  # criteria that a sentence names
_PAIR = 2


def reason(
    card: KCard, k: int, basis: Basis, *, recommended: int | None = None, long: int | None = None, kept: bool = False
) -> str:
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
    kept : bool
        Whether it is that of segments that are made anew, and nobody asked for it.
    """
    if basis == "asked":
        beside = _beside(card, k, recommended)
        return say("reason.as_before", n=k, beside=beside) if kept else say("reason.asked", n=k, beside=beside)
    if k == 1:
        return say("reason.only_one")
    if basis == "criteria":
        return say("reason.criteria", k=k, votes=_votes(card, k))
    return _why(card, card[k], basis, long)


def _beyond(card: KCard) -> bool:
    """Return whether groups stand apart at a number that the limits rule out: where they allow it, it is chosen."""
    return any(row.kind in {"natural", "partly natural"} for row in card.rows if row.k > 1)


def _why(card: KCard, row: KRow, basis: Basis, long: int | None) -> str:
    beyond = _beyond(card)
    if basis in {"gaps", "groups"}:
        return say(f"reason.{basis}", k=row.k)
    none = say("reason.no_groups") if long is None else say("reason.no_long_groups", long=long)
    if beyond and basis == "again":
        none = say("reason.within", none=none)
    where = say("reason.anywhere_within" if beyond else "reason.anywhere")
    facts = {"k": row.k, "none": none, "where": where, "samples": samples(few=row.few), "agreement": row.replication}
    return say(f"reason.{_again(card, row.k) if basis == 'again' else _convenience(row)}", **facts)


def _again(card: KCard, k: int) -> str:
    """Name the sentence on segments that come back, of the only number, of the smallest, or of one that surely does."""
    if k == _PAIR:
        return "again_two"
    smaller = any(_PAIR < row.k < k and found_again(row) for row in card.rows)
    return "again_surely" if smaller else "again"


def _convenience(row: KRow) -> str:
    """Name the sentence on a convenient cut, by how well customers drawn again agree on it."""
    if row.replication is None:
        return "convenience_untested"
    return "convenience" if row.replication >= AT_ALL - AS_MUCH else "convenience_loose"


def _beside(card: KCard, k: int, recommended: int | None) -> str:
    """Say what the evidence, or without it the criteria, would have chosen."""
    if recommended is None:
        return _votes(card, k)
    return say("reason.same_number" if recommended == k else "reason.other_number", recommended=recommended)


def for_runner_up(card: KCard, k: int, support: Support | None) -> str:
    """Say what speaks for the next best K."""
    row = card[k]
    if support is None or k not in support.kinds:
        voted = any(choice == k for choice in card.choices.values())
        return _votes(card, k) if voted else say("reason.silhouette", silhouette=row.silhouette)
    facts = {"kind": support.kinds[k], "agreement": row.replication, "samples": samples(few=row.few)}
    return say("reason.runner_up" if row.replication is None else "reason.runner_up_again", **facts)


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
        say("ladder.kind", kind=kind, ks=_runs(found[kind]))
        for kind in ("natural", "partly natural", "reproducible")
        if kind in found
    ]
    if not said:
        return say("ladder.constructed") if found else ""
    return capital(say("ladder.and_constructed" if "constructed" in found else "ladder.all", said=joined(said, "; ")))


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
    ends = ([say("ladder.run", first=run[0], last=run[-1])] if len(run) > _PAIR else map(str, run) for run in runs)
    return [words for run in ends for words in run]


def _votes(card: KCard, k: int) -> str:
    """Say which criteria choose a K, by name where they are few."""
    from coterie.evidence.recommendation import VOTES  # noqa: PLC0415 - it speaks through this module

    agreeing = [VOTES[name] for name in VOTES if card.choices.get(name) == k]
    asked = sum(card.choices.get(name) is not None for name in VOTES)
    if not agreeing:
        return say("reason.no_votes", asked=asked)
    code = "reason.many_votes" if len(agreeing) > _NAMED else "reason.votes"
    return say(code, n=len(agreeing), asked=asked, criteria=[say(f"criterion.{each}_within") for each in agreeing])
