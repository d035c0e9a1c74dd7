"""What the evidence says, in sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.evidence.borders import Border
    from coterie.evidence.card import KCard, Kind
    from coterie.evidence.causes import Cause
    from coterie.evidence.recommendation import Basis
    from coterie.evidence.support import Support
    from coterie.evidence.verdict import SegmentBorders, Verdict

MEANING: dict[Kind, str] = {
    "natural": (
        "You can treat them as real groups of customers: describe them, name them, plan for them, and expect to find "
        "them again in new customers of the same kind."
    ),
    "partly natural": (
        "Some borders are real and some are drawn by the method: rely on the groups that stand apart, and treat "
        "customers near the other borders as people between two segments."
    ),
    "reproducible": (
        "They divide customers who shade into each other, in the same way every time: good for steering and reporting, "
        "but customers near a border differ little from their neighbours across it."
    ),
    "constructed": (
        "They are a convenient way to divide customers, no discovery: use them to organise work, do not read a type of "
        "person into them, and expect other customers or another seed to draw the borders elsewhere."
    ),
}
"""What each kind means for the user."""

_ONE = (
    "As far as these features go, the customers are one group: treat them alike, or ask for a number of segments where "
    "work has to be divided."
)
_ONE_OF_SEVERAL = "There are groups that one segment does not show: look at the number that the evidence supports."
_NAMED = 3  # borders or criteria that a sentence names


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def meaning(verdict: Verdict) -> str:
    """Say what segments can and cannot be used for."""
    if verdict.k == 1:
        return _ONE if verdict.supported_k == 1 else _ONE_OF_SEVERAL
    return MEANING[verdict.kind]


def verdict_sentence(verdict: Verdict, names: Sequence[str] | None = None) -> str:
    """Say what kind of segments these are, with the numbers it rests on.

    Parameters
    ----------
    verdict : Verdict
        The facts.
    names : sequence of str or None
        Names of the segments; None: their numbers.

    Returns
    -------
    str
    """
    said = [_VERDICTS[verdict.kind](verdict, _named(names)) if verdict.k > 1 else _one_segment(verdict)]
    said += [cause_sentence(cause, _named(names)) for cause in verdict.causes]
    return " ".join(said)


def segment_sentence(own: SegmentBorders, names: Sequence[str] | None = None) -> str:
    """Say how a segment stands to its neighbours, in people.

    Examples
    --------
    >>> from coterie.evidence.verdict import SegmentBorders
    >>> segment_sentence(SegmentBorders("shades", into=1, between=210, near=180), ["Loyal", "Occasional"])
    'Shades into Occasional: 210 customers at the border for 180 near the emptier centre.'
    >>> segment_sentence(SegmentBorders("apart"))
    'Stands apart from all its neighbours.'
    """
    if own.stands == "alone":
        return "Has no neighbouring segment."
    if own.stands == "apart" or own.into is None:
        return "Stands apart from all its neighbours."
    other = _named(names)(own.into)
    counted = f"{own.between:,} {_people(own.between)} at the border for {own.near:,} near the emptier centre"
    if own.stands == "shades":
        return f"Shades into {other}: {counted}."
    return f"Too few customers to tell whether it stands apart from {other}: {counted}."


def cause_sentence(cause: Cause, name: Callable[[int], str]) -> str:
    """Say a special cause."""
    if cause.code == "value":
        return (
            f"{cause.share:.0%} of the customers have {cause.column} = {_number(cause.value)}: that alone sets them "
            f"apart and counts as no gap."
        )
    if cause.code == "step":
        border = " | ".join(map(name, cause.segments))
        return f"The border {border} is a step of {cause.column}, which takes few values, and counts as no gap."
    if cause.code == "column":
        return f"Every gap lies in {cause.column} alone."
    if cause.code == "small group":
        form = "forms" if cause.customers == 1 else "form"
        people = _people(cause.customers)
        return f"{cause.customers:,} {people} ({cause.share:.1%}) {form} a small group far from the rest."
    return (
        f"{cause.groups} groups stand apart, but no K-Means clustering with {cause.groups} segments follows their "
        f"shapes or sizes: the segments cut them further."
    )


def _natural(verdict: Verdict, _: Callable[[int], str]) -> str:
    most = max((border.thinness for border in verdict.borders), default=0.0)
    crowd = (
        f"at most {most:.0%} as many customers there as near the emptier centre" if most > 0 else "nobody there at all"
    )
    return f"{verdict.k} natural segments: a gap at every border between neighbours ({crowd}), and {_halves(verdict)}."


def _partly(verdict: Verdict, name: Callable[[int], str]) -> str:
    start = f"{verdict.k} partly natural segments: "
    if verdict.weakened_by:
        said = {
            "crowd": "a border runs through a crowd",
            "segment": f"a segment keeps only {_two(verdict.worst_segment)} of itself when customers are resampled",
            "seeds": "another seed gives other segments",
        }
        return f"{start}gaps lie at the borders, but {listed([said[each] for each in verdict.weakened_by])}."
    apart = f"{verdict.groups} groups stand apart" if verdict.groups > 1 else "some borders run through thin places"
    return f"{start}{apart}; {_others(verdict.borders, name)}and {_halves(verdict)}."


def _reproducible(verdict: Verdict, _: Callable[[int], str]) -> str:
    return (
        f"{verdict.k} reproducible segments: {_halves(verdict)}, but through customers who shade into each other; no "
        f"gap that other numbers of segments confirm parts them."
    )


def _constructed(verdict: Verdict, _: Callable[[int], str]) -> str:
    if verdict.supported_k > 1:
        return (
            f"{verdict.k} constructed segments: the evidence supports {verdict.supported_k}, and this cut is a "
            f"convenience; {_halves(verdict, same=False)}."
        )
    return f"No natural groups: the cut into {verdict.k} segments is a convenience; {_halves(verdict, same=False)}."


def _one_segment(verdict: Verdict) -> str:
    if verdict.supported_k > 1:
        return f"One segment, though the evidence supports {verdict.supported_k}."
    return "One segment: no natural groups were found."


_VERDICTS: dict[Kind, Callable[[Verdict, Callable[[int], str]], str]] = {
    "natural": _natural,
    "partly natural": _partly,
    "reproducible": _reproducible,
    "constructed": _constructed,
}


def _halves(verdict: Verdict, *, same: bool = True) -> str:
    """Say how far random halves of the customers agree, where they were asked."""
    if verdict.replication is None:
        return "whether random halves of the customers agree was not tested"
    does = "find the same segments" if same else "draw other borders"
    return f"random halves of the customers {does} (agreement {_two(verdict.replication)} of 1)"


def _others(borders: Sequence[Border], name: Callable[[int], str]) -> str:
    """Name the borders that run through a crowd, and count those of which too few customers tell."""
    crowds = [f"{name(border.first)} | {name(border.second)}" for border in borders if border.answer == "crowd"]
    thin = sum(border.answer == "unproven" for border in borders)
    said = []
    if crowds:
        which = listed(crowds) if len(crowds) <= _NAMED else f"{len(crowds)} of {len(borders)} borders"
        one = len(crowds) == 1
        start = ("the border " if one else "the borders ") if len(crowds) <= _NAMED else ""
        said.append(f"{start}{which} {'runs' if one else 'run'} through {'a crowd' if one else 'crowds'}")
    if thin:
        where = f"{thin} border{'' if thin == 1 else 's'} {'is' if thin == 1 else 'are'} thinner"
        said.append(f"{where}, with too few customers to tell")
    return f"{'; '.join(said)}; " if said else ""


def reason(card: KCard, k: int, basis: Basis, support: Support | None) -> str:
    """Say why a K was chosen."""
    row, votes = card[k], _votes(card, k)
    again = f"random halves of the customers find the same segments ({_two(row.replication)} of 1)"
    if basis == "asked for":
        return f"You asked for {k} segment{'' if k == 1 else 's'}; {votes}."
    if basis == "criteria" and k > 1:
        return f"K = {k}: {votes}; whether these segments are found again was not tested."
    if k == 1:
        return "One segment: nothing else keeps to what was asked."
    if basis == "convenience":
        return (
            f"The customers support no division; K = {k} is the convenient one on which random halves agree most "
            f"({_two(row.replication)} of 1)."
        )
    groups = support.groups.get(k, 1) if support else 1
    why = {"gaps": f"a gap at every border, and {again}", "groups": f"{groups} groups stand apart, and {again}"}
    return f"K = {k}: {why.get(basis, f'{again}, though no gap parts them')}; {votes}."


def for_runner_up(card: KCard, k: int, support: Support | None) -> str:
    """Say what speaks for the next best K."""
    row = card[k]
    said: list[str] = [support.kinds[k]] if support and k in support.kinds else []
    said += [_votes(card, k)] if any(choice == k for choice in card.choices.values()) else []
    if row.replication is not None:
        said.append(f"random halves agree to {_two(row.replication)} of 1")
    return "; ".join(said or [f"its silhouette is {_two(row.silhouette)}"])


def ladder(card: KCard) -> str:
    """Say what the customers support at every K, in a sentence; nothing where no evidence was gathered.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rows = [(2, "natural"), (3, "reproducible"), (4, "natural"), (5, "constructed")]
    >>> ladder(SimpleNamespace(rows=[SimpleNamespace(k=k, kind=kind) for k, kind in rows]))
    'Natural at K = 2 and 4; reproducible at K = 3; a convenience at every other K.'
    """
    found: dict[str, list[str]] = {}
    for row in card.rows:
        if row.k > 1 and row.kind is not None:
            found.setdefault(row.kind, []).append(str(row.k))
    said = [
        f"{kind} at K = {listed(found[kind])}"
        for kind in ("natural", "partly natural", "reproducible")
        if kind in found
    ]
    if not said:
        return "A convenience at every K." if found else ""
    rest = "; a convenience at every other K" if "constructed" in found else ""
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}{rest}."


def _votes(card: KCard, k: int) -> str:
    """Say which criteria choose a K, by name where they are few."""
    from coterie.evidence.recommendation import WORDS  # noqa: PLC0415 - it speaks through this module

    agreeing = [WORDS[name] for name in WORDS if card.choices.get(name) == k]
    asked = sum(card.choices.get(name) is not None for name in WORDS)
    if not agreeing:
        return f"none of the {asked} criteria would choose it"
    if len(agreeing) > _NAMED:
        return f"{len(agreeing)} of {asked} criteria choose it"
    return f"{listed(agreeing)} choose{'s' if len(agreeing) == 1 else ''} it"


def _named(names: Sequence[str] | None) -> Callable[[int], str]:
    return (lambda segment: f"segment {segment}") if names is None else lambda segment: names[segment]


def _people(count: int | None) -> str:
    return "customer" if count == 1 else "customers"


def _number(value: float | None) -> str:
    return "one value" if value is None else f"{value:,.6g}"


def _two(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}"
