"""The verdict in sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coterie.evidence.borders import Border
    from coterie.evidence.card import Kind
    from coterie.evidence.causes import Cause, Code
    from coterie.evidence.verdict import SegmentBorders, Verdict

MEANING: dict[Kind, str] = {
    "natural": (
        "You can treat them as real groups of customers. Describe them, name them, plan for them, and expect to find "
        "them again among new customers of the same kind."
    ),
    "partly natural": (
        "Some borders are real and some are drawn by the method. Rely on the groups that stand apart, and treat "
        "customers near the other borders as lying between two segments."
    ),
    "reproducible": (
        "They divide the customers in the same way every time, though not into groups that stand apart. They are good "
        "for planning and reporting, but customers near a border differ little from their neighbours across it."
    ),
    "constructed": (
        "They are a convenient way to divide customers, not a discovery. Use them to organise work, but do not read "
        "types of people into them, and expect the borders to move with other customers or another seed."
    ),
}
"""What each kind means for the user."""

_ONE = (
    "As far as these features go, the customers are one group. Treat them alike, or ask for a number of segments if "
    "work has to be divided."
)
_ONE_OF_SEVERAL = "There are groups that a single segment hides: look at the number that the evidence supports."
_NAMED = 3  # borders that a sentence names
_ALIKE = 0.8  # agreement from which segments are the same
_SIMILAR = 0.6  # as far as natural segments must agree at least


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
    return " ".join([finding(verdict, names), *remarks(verdict, names)])


def finding(verdict: Verdict, names: Sequence[str] | None = None) -> str:
    """Say what kind of segments these are, without special causes."""
    if verdict.k == 1:
        return _one_segment(verdict)
    said = [_FINDINGS[verdict.kind](verdict, _named(names))]
    if verdict.kind in {"partly natural", "reproducible"} and not verdict.weakened_by and verdict.dissolves:
        said.append(f"{_keeps(verdict)}.")
    return " ".join(said)


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
        return "Has no neighbouring segment."
    if own.stands == "apart" or own.into is None:
        return (
            "Stands apart from all its neighbours." if confirmed else f"A gap at each of its borders, {_UNCONFIRMED}."
        )
    other = _named(names)(own.into)
    counted = f"{own.between:,} {_people(own.between)} at the border against {own.near:,} near the emptier centre"
    if own.stands == "shades":
        return f"Shades into {other}: {counted}."
    if own.cause:
        return f"Is set apart from {other} only by {_OWN_CAUSES[own.cause]}: {counted}."
    return f"Too few customers to tell whether it stands apart from {other}: {counted}."


_OWN_CAUSES = {"step": "a step between two values", "value": "one value that many customers share"}
_UNCONFIRMED = "not confirmed by the rest of the evidence"


def _value_cause(cause: Cause, _: list[str]) -> str:
    held = f"{cause.share:.0%} of the customers have {_value(cause.column, cause.value)}"
    return f"{held}. Only that value sets them apart, so it does not count as a gap."


def _step_cause(cause: Cause, borders: list[str]) -> str:
    many = len(borders) > _NAMED
    which = f"{len(borders)} borders" if many else f"the border{'' if len(borders) == 1 else 's'} {listed(borders)}"
    lie = "lies" if len(borders) == 1 else "lie"
    where = f"{which} {lie} between two values of {cause.column}, which has only a few"
    return f"{where[:1].upper()}{where[1:]}: such a step does not count as a gap."


def _column_cause(cause: Cause, _: list[str]) -> str:
    return f"Every gap lies in {cause.column} alone."


def _small_cause(cause: Cause, _: list[str]) -> str:
    form = "forms" if cause.customers == 1 else "form"
    people = _people(cause.customers)
    return f"{cause.customers:,} {people} ({cause.share:.1%}) {form} a small group far from the rest."


def _cut_cause(cause: Cause, _: list[str]) -> str:
    return (
        f"K-Means with {cause.groups} segments does not follow the shapes or sizes of the {cause.groups} groups that "
        f"stand apart, so these segments divide them further."
    )


def _long_cause(cause: Cause, _: list[str]) -> str:
    gaps = "a gap separates" if cause.groups == 2 else "gaps separate"
    return (
        f"At least {cause.groups} long groups lie side by side, and these segments cut across them, because K-Means "
        f"looks for round groups. Once the columns are decorrelated, {gaps} {cause.groups} groups."
    )


def _few_values_cause(_: Cause, __: list[str]) -> str:
    return (
        "Answers, scores and flags with at most ten values make up most of the differences, and tables without groups "
        "look just as clearly separated. So gaps between such values do not count."
    )


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
        return f"{verdict.k} natural segments: no customer differs from the others in their segment."
    most = max((border.thinness for border in verdict.borders), default=0.0)
    crowd = f"at most {most:.0%} as many customers as near the emptier centre" if most > 0 else "nobody is there"
    where = "between the two" if verdict.k == 2 else "between every two neighbours"
    return f"{verdict.k} natural segments: {where} there is a gap ({crowd}), and {_again(verdict)}."


def _partly(verdict: Verdict, name: Callable[[int], str]) -> str:
    start = f"{verdict.k} partly natural segments: "
    if verdict.weakened_by:
        said = {
            "crowd": "at least one border runs through a crowd",
            "segment": _keeps(verdict).lower(),
            "seeds": "another seed gives different segments",
        }
        gaps = "gaps separate them" if "crowd" in verdict.weakened_by else "there is a gap at every border"
        return f"{start}{gaps}, but {listed([said[each] for each in verdict.weakened_by])}."
    apart = (
        f"{verdict.groups} groups stand apart"
        if verdict.groups > 1
        else "they lie within groups that stand apart at other numbers of segments"
    )
    again = _again(verdict)
    return f"{start}{apart}{_but(verdict.borders, name)}. {again[:1].upper()}{again[1:]}."


def _reproducible(verdict: Verdict, _: Callable[[int], str]) -> str:
    said = f"{verdict.k} reproducible segments: the same cut every time ({_agreement(verdict)})"
    if any(border.answer == "crowd" for border in verdict.borders):
        said = f"{said}, through customers who shade into each other"
    elif not _gaps(verdict):
        said = f"{said}, but without gaps between them"
    return f"{said}.{f' {_gaps_that(verdict)}.' if _gaps(verdict) else ''}"


def _constructed(verdict: Verdict, _: Callable[[int], str]) -> str:
    cut = f"a convenience, and {_elsewhere(verdict)}"
    if verdict.supported_k > 1:
        return f"{verdict.k} constructed segments: the cut is {cut}. The evidence supports {verdict.supported_k}."
    gaps = f" {_gaps_that(verdict)}." if _gaps(verdict) else ""
    return f"No natural groups: the cut into {verdict.k} segments is {cut}.{gaps}"


def _one_segment(verdict: Verdict) -> str:
    if verdict.supported_k > 1:
        return f"One segment, though the evidence supports {verdict.supported_k}."
    return "One segment: no natural groups were found."


_FINDINGS: dict[Kind, Callable[[Verdict, Callable[[int], str]], str]] = {
    "natural": _natural,
    "partly natural": _partly,
    "reproducible": _reproducible,
    "constructed": _constructed,
}


def _samples(verdict: Verdict) -> str:
    """Name what was compared: halves of the customers, or bootstrap samples where customers are few."""
    return "bootstrap samples of the customers" if verdict.few else "random halves of the customers"


def _agreement(verdict: Verdict) -> str:
    """Say what shows that segments are found again."""
    if (verdict.replication or 0.0) < _ALIKE:
        return f"prediction strength {two(verdict.prediction_strength)}"
    return f"agreement {two(verdict.replication)} of 1 between {_samples(verdict)}"


def _again(verdict: Verdict) -> str:
    """Say how far the segments are found again."""
    if verdict.replication is None:
        return f"whether {_samples(verdict)} agree was not tested"
    found = next(words for least, words in _GIVE if verdict.replication >= least)
    return f"{_samples(verdict)} {found} (agreement {two(verdict.replication)} of 1)"


_GIVE = (
    (_ALIKE, "give the same segments"),
    (_SIMILAR, "give similar segments"),
    (-1.0, "give different segments"),
)


def _elsewhere(verdict: Verdict) -> str:
    if verdict.replication is None:
        return _again(verdict)
    other = "partly elsewhere" if verdict.replication >= _SIMILAR else "elsewhere"
    return f"{_samples(verdict)} draw its borders {other} (agreement {two(verdict.replication)} of 1)"


def _keeps(verdict: Verdict) -> str:
    return (
        f"One segment has only {verdict.worst_segment or 0.0:.0%} in common with its best match when customers are "
        f"resampled"
    )


def _gaps(verdict: Verdict) -> int:
    return sum(border.answer == "gap" for border in verdict.borders)


def _gaps_that(verdict: Verdict) -> str:
    """Count gaps that do not make the segments natural."""
    gaps, borders = _gaps(verdict), len(verdict.borders)
    where = "at every border" if gaps == borders else f"at {gaps} of {borders} borders"
    return f"{'There is a gap' if gaps == 1 else 'There are gaps'} {where}, {_UNCONFIRMED}"


def _but(borders: Sequence[Border], name: Callable[[int], str]) -> str:
    """Name the borders that run through a crowd, and count those with too few customers to tell."""
    crowds = [_pair(name, border.first, border.second) for border in borders if border.answer == "crowd"]
    thin = sum(border.answer == "unproven" and not border.cause for border in borders)
    steps = sum(border.answer == "unproven" and bool(border.cause) for border in borders)
    said = []
    if crowds:
        which = f"border{'' if len(crowds) == 1 else 's'} {listed(crowds)}"
        which = f"the {which}" if len(crowds) <= _NAMED else f"{len(crowds)} of {len(borders)} borders"
        said.append(f"{which} {'runs through a crowd' if len(crowds) == 1 else 'run through crowds'}")
    if thin:
        said.append(f"at {thin} border{'' if thin == 1 else 's'} there are too few customers to tell")
    if steps:
        said.append(f"at {steps} border{'' if steps == 1 else 's'} only single values separate the segments")
    return f", but {listed(said)}" if said else ""


def _pair(name: Callable[[int], str], first: int, second: int) -> str:
    return f"{name(first)} | {name(second)}"


def _named(names: Sequence[str] | None) -> Callable[[int], str]:
    return (lambda segment: f"segment {segment}") if names is None else lambda segment: names[segment]


def _people(count: int | None) -> str:
    return "customer" if count == 1 else "customers"


def _value(column: str | None, value: float | None) -> str:
    return f"the same value of {column}" if value is None else f"{column} = {value:,.6g}"


def two(value: float | None) -> str:
    """Write a number between 0 and 1 with two decimals.

    Examples
    --------
    >>> two(0.926), two(None)
    ('0.93', 'unknown')
    """
    return "unknown" if value is None else f"{value:.2f}"
