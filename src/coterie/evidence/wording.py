"""The verdict in sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.remarks import capital, joined, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.evidence.borders import Border
    from coterie.evidence.card import Kind
    from coterie.evidence.causes import Cause, Code
    from coterie.evidence.verdict import SegmentBorders, Verdict

_NAMED = 3  # borders that a sentence names
_ALIKE = 0.8  # agreement from which segments are the same
_SIMILAR = 0.6  # as far as natural segments must agree at least


def meaning(verdict: Verdict) -> str:
    """Say what segments can and cannot be used for."""
    if verdict.k == 1:
        return say("meaning.one_group" if verdict.supported_k == 1 else "meaning.one_of_several")
    return say(f"meaning.{_code(verdict.kind)}")


def verdict_sentence(verdict: Verdict, names: Sequence[str] | None = None) -> str:
    """Say what kind of segments these are, with the numbers behind it and every special cause.

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
    return joined([finding(verdict, names), *remarks(verdict, names)])


def finding(verdict: Verdict, names: Sequence[str] | None = None) -> str:
    """Say what kind of segments these are, without special causes."""
    if verdict.k == 1:
        return _one_segment(verdict)
    said = [_FINDINGS[verdict.kind](verdict, _named(names))]
    if verdict.kind in {"partly natural", "reproducible"} and not verdict.weakened_by and verdict.dissolves:
        said.append(say("finding.dissolves", share=verdict.worst_segment or 0.0))
    return joined(said)


def remarks(verdict: Verdict, names: Sequence[str] | None = None) -> list[str]:
    """Name each special cause in a sentence of its own; steps in one column share a sentence."""
    name = _named(names)
    steps = [cause for cause in verdict.causes if cause.code == "step"]
    said = []
    for cause in verdict.causes:
        alike = [each for each in steps if each.column == cause.column] if cause.code == "step" else []
        if not alike or cause is alike[0]:
            said.append(_CAUSES[cause.code](cause, [_pair(name, *each.segments) for each in alike]))
    return said


def segment_sentence(own: SegmentBorders, names: Sequence[str] | None = None, *, confirmed: bool = True) -> str:
    """Say how a segment stands to its neighbours, counting customers.

    Parameters
    ----------
    own : SegmentBorders
        The facts.
    names : sequence of str or None
        Names of the segments; None: their numbers.
    confirmed : bool
        Whether halves of the customers and other numbers of segments confirm gaps: a natural or partly natural verdict.

    Examples
    --------
    >>> from coterie.evidence.verdict import SegmentBorders
    >>> segment_sentence(SegmentBorders("shades", into=1, between=210, near=180), ["Loyal", "Occasional"])
    'Shades into Occasional: 210 customers at the border against 180 near the emptier centre.'
    >>> segment_sentence(SegmentBorders("apart"))
    'Stands apart from all its neighbours.'
    """
    if own.stands == "alone":
        return say("stands.alone")
    if own.stands == "apart" or own.into is None:
        return say("stands.apart" if confirmed else "stands.apart_unconfirmed")
    facts = {"other": _named(names)(own.into), "n": own.between, "near": own.near}
    if own.stands == "shades":
        return say("stands.shades", **facts)
    return say(f"stands.{own.cause}" if own.cause else "stands.too_few", **facts)


def _value_cause(cause: Cause, _: list[str]) -> str:
    code = "cause.value" if cause.value is not None else "cause.same_value"
    return say(code, share=cause.share, column=cause.column, value=cause.value)


def _step_cause(cause: Cause, borders: list[str]) -> str:
    code = "cause.many_steps" if len(borders) > _NAMED else "cause.step"
    return say(code, n=len(borders), borders=borders, column=cause.column)


def _column_cause(cause: Cause, _: list[str]) -> str:
    return say("cause.column", column=cause.column)


def _small_cause(cause: Cause, _: list[str]) -> str:
    return say("cause.small_group", n=cause.customers, share=cause.share)


def _cut_cause(cause: Cause, _: list[str]) -> str:
    return say("cause.cut_across", groups=cause.groups)


def _long_cause(cause: Cause, _: list[str]) -> str:
    return say("cause.two_long_groups" if cause.groups == 2 else "cause.long_groups", groups=cause.groups)


def _few_values_cause(_: Cause, __: list[str]) -> str:
    return say("cause.few_values")


_CAUSES: dict[Code, Callable[[Cause, list[str]], str]] = {
    "value": _value_cause,
    "step": _step_cause,
    "column": _column_cause,
    "small group": _small_cause,
    "cut across": _cut_cause,
    "long groups": _long_cause,
    "few values": _few_values_cause,
}


def _natural(verdict: Verdict, _: Callable[[int], str]) -> str:
    if verdict.replication is None:
        return say("finding.natural_alike", k=verdict.k)
    most = max((border.thinness for border in verdict.borders), default=0.0)
    crowd = say("finding.at_most", share=most) if most > 0 else say("finding.nobody")
    code = "finding.natural_two" if verdict.k == 2 else "finding.natural"
    return say(code, k=verdict.k, crowd=crowd, again=_again(verdict))


def _partly(verdict: Verdict, name: Callable[[int], str]) -> str:
    if verdict.weakened_by:
        said = {
            "crowd": say("finding.weak_crowd"),
            "segment": say("finding.weak_segment", share=verdict.worst_segment or 0.0),
            "seeds": say("finding.weak_seeds"),
            "coarse": say("finding.weak_coarse"),
        }
        code = "finding.gaps_weakened" if "crowd" in verdict.weakened_by else "finding.natural_weakened"
        return say(code, k=verdict.k, but=[said[each] for each in verdict.weakened_by])
    code = "finding.groups_apart" if verdict.groups > 1 else "finding.within_groups"
    apart = say(code, k=verdict.k, groups=verdict.groups, but=_but(verdict.borders, name))
    return joined((apart, say("finding.full_stop", said=capital(_again(verdict)))))


def _reproducible(verdict: Verdict, _: Callable[[int], str]) -> str:
    code = "finding.reproducible"
    if any(border.answer == "crowd" for border in verdict.borders):
        code = "finding.reproducible_crowd"
    elif not _gaps(verdict):
        code = "finding.reproducible_no_gaps"
    said = say(code, k=verdict.k, agreement=_agreement(verdict))
    return joined((said, _gaps_that(verdict))) if _gaps(verdict) else said


def _constructed(verdict: Verdict, _: Callable[[int], str]) -> str:
    if verdict.supported_k > 1:
        return say(
            "finding.constructed_though", k=verdict.k, elsewhere=_elsewhere(verdict), supported=verdict.supported_k
        )
    said = say("finding.constructed", k=verdict.k, elsewhere=_elsewhere(verdict))
    return joined((said, _gaps_that(verdict))) if _gaps(verdict) else said


def _one_segment(verdict: Verdict) -> str:
    if verdict.supported_k > 1:
        return say("finding.one_though", supported=verdict.supported_k)
    return say("finding.one")


_FINDINGS: dict[Kind, Callable[[Verdict, Callable[[int], str]], str]] = {
    "natural": _natural,
    "partly natural": _partly,
    "reproducible": _reproducible,
    "constructed": _constructed,
}


def samples(*, few: bool) -> str:
    """Name what was compared: halves of the customers, or bootstrap samples where customers are few.

    Examples
    --------
    >>> samples(few=True)
    'bootstrap samples of the customers'
    """
    return say("finding.bootstrap_samples" if few else "finding.random_halves")


def _agreement(verdict: Verdict) -> str:
    """Say what shows that segments are found again."""
    if (verdict.replication or 0.0) < _ALIKE:
        return say("finding.prediction_strength", strength=verdict.prediction_strength)
    return say("finding.agreement", agreement=verdict.replication, samples=samples(few=verdict.few))


def _again(verdict: Verdict) -> str:
    """Say how far the segments are found again."""
    if verdict.replication is None:
        return say("finding.untested", samples=samples(few=verdict.few))
    found = next(code for least, code in _GIVE if verdict.replication >= least)
    return say(f"finding.{found}", agreement=verdict.replication, samples=samples(few=verdict.few))


_GIVE = ((_ALIKE, "gives_same"), (_SIMILAR, "gives_similar"), (-1.0, "gives_different"))


def _elsewhere(verdict: Verdict) -> str:
    if verdict.replication is None:
        return _again(verdict)
    code = "finding.partly_elsewhere" if verdict.replication >= _SIMILAR else "finding.elsewhere"
    return say(code, agreement=verdict.replication, samples=samples(few=verdict.few))


def _gaps(verdict: Verdict) -> int:
    return sum(border.answer == "gap" for border in verdict.borders)


def _gaps_that(verdict: Verdict) -> str:
    """Count gaps that do not make the segments natural."""
    gaps, borders = _gaps(verdict), len(verdict.borders)
    return say("finding.gaps_everywhere" if gaps == borders else "finding.gaps_at_some", n=gaps, borders=borders)


def _but(borders: Sequence[Border], name: Callable[[int], str]) -> str:
    """Name the borders that run through a crowd, and count those with too few customers to tell."""
    crowds = [_pair(name, border.first, border.second) for border in borders if border.answer == "crowd"]
    thin = sum(border.answer == "unproven" and not border.cause for border in borders)
    steps = sum(border.answer == "unproven" and bool(border.cause) for border in borders)
    said = []
    if crowds:
        code = "finding.crowds_at" if len(crowds) <= _NAMED else "finding.many_crowds"
        said.append(say(code, n=len(crowds), pairs=crowds, borders=len(borders)))
    if thin:
        said.append(say("finding.thin", n=thin))
    if steps:
        said.append(say("finding.steps", n=steps))
    return say("finding.but", said=said) if said else ""


def _pair(name: Callable[[int], str], first: int, second: int) -> str:
    return f"{name(first)} | {name(second)}"


def _named(names: Sequence[str] | None) -> Callable[[int], str]:
    return (lambda segment: say("finding.segment", id=segment)) if names is None else lambda segment: names[segment]


def _code(kind: str) -> str:
    return kind.replace(" ", "_")
