"""Namers of others: plug-ins that give names with claims, held to what the names of catalogues are held to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from coterie import errors
from coterie.naming.archetypes import archetype_fit, evidence_for, true_of
from coterie.naming.claims import Archetype, Bounds, Claim
from coterie.naming.describing import advice as advised_by
from coterie.naming.entries import LEVELS
from coterie.naming.given import checked_names
from coterie.naming.measures import measure, numbers
from coterie.naming.names import Name
from coterie.naming.roles import Cast
from coterie.naming.telling import told_of_claims
from coterie.naming.wording import label, words_for
from coterie.profiling import Profiles
from coterie.remarks import joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coterie.naming.measures import Measures
    from coterie.naming.names import Names

GROUP = "coterie.namers"
"""The entry points under which an installed package offers its namers."""

Namer = Callable[[Profiles], Sequence[Archetype | None]]
"""Profiles in; for each segment a name with claims out, or None for what coterie calls it."""


def claimed(
    name: str,
    levels: Mapping[str, str],
    *,
    bounds: Mapping[str, Bounds] | None = None,
    description: str = "",
    advice: str = "",
) -> Archetype:
    """Return a name with what it claims of columns, as a namer answers it.

    Parameters
    ----------
    name : str
        What the segment is called.
    levels : mapping of str to str
        By column, what is claimed of it beside the average customer: "very low", "low", "at most average", "average",
        "at least average", "high" or "very high".
    bounds : mapping of str to Bounds, optional
        By column, between which numbers mean and median must lie besides, in the units of the table.
    description, advice : str
        What is true of every segment for which the claims are, and an idea.

    Returns
    -------
    Archetype

    Examples
    --------
    >>> [(each.role, each.word) for each in claimed("Savers", {"income": "high", "spending": "low"}).claims]
    [('income', 'high'), ('spending', 'low')]
    """
    within = bounds or {}
    for column in within.keys() - levels.keys():
        raise errors.choosing.bad_value("bounds", column, "columns that a level is claimed of", words=list(levels))
    claims = tuple(
        Claim(column, _level(level), *LEVELS[level], essential=True, bounds=within.get(column))
        for column, level in levels.items()
    )
    return Archetype(name, name, description, advice, claims)


def namer_called(wanted: str) -> Namer:
    """Return the namer that an installed package offers under a name.

    Raises
    ------
    coterie.errors.InputError
        If none does, or it cannot be loaded.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - few name a namer, and it takes a while to load

    found = {each.name: each for each in entry_points(group=GROUP)}
    if wanted not in found:
        raise errors.choosing.no_such_namer(wanted, sorted(found))
    try:
        loaded = found[wanted].load()
    except Exception as error:
        raise errors.choosing.bad_namer(wanted, f"it cannot be loaded ({type(error).__name__}: {error})") from error
    if not callable(loaded):
        raise errors.choosing.bad_namer(wanted, f"it is a {type(loaded).__name__}, and cannot be called")
    namer: Namer = loaded
    return namer


def named_by(
    wanted: str, names: Names, profiles: Profiles, *, features: Sequence[str], words: Mapping[str, str] | None = None
) -> Names:
    """Give segments the names of a namer, wherever their claims hold.

    A claim is refuted as an archetype's is: by the segment's mean or its median, by too few values, by an amount
    outside its bounds, or because nothing that is claimed sets the segment apart. Such a segment keeps the name it
    has, and the sentence beside it says what the namer called it and what refutes that.

    Parameters
    ----------
    wanted : str
        Name of the namer.
    names : Names
        What segments are called without it.
    profiles : Profiles
        Of the segments and of all customers.
    features : sequence of str
        The columns segments were built on.
    words : mapping of str to str, optional
        What to call a column, where that is not its name.

    Returns
    -------
    Names

    Raises
    ------
    coterie.errors.InputError
        If there is no such namer, or what it answers cannot be names of these segments.
    """
    if len(profiles.segments) == 1:
        return names
    answers, columns = _asked(wanted, profiles), {column: column for column in numbers(profiles)}
    called = words_for(profiles.overall.columns, words)
    segments, playing = measure(profiles, features), Cast(columns, quantities=columns)
    found = []
    for own, answer, measures in zip(names.names, answers, segments, strict=True):
        found.append(own if answer is None else _checked(wanted, own, answer, measures, playing=playing, words=called))
    _check_different(found)
    return replace(names, names=tuple(found))


def _check_different(names: Sequence[Name]) -> None:
    folded = [each.name.casefold() for each in names]
    for place, name in enumerate(folded):
        if folded.count(name) > 1:
            bearing = [at for at, other in enumerate(folded) if other == name]
            raise errors.choosing.name_used_twice(names[place].name, bearing)


def _asked(wanted: str, profiles: Profiles) -> list[Archetype | None]:
    """Ask a namer, and check the form of what it answers."""
    namer = namer_called(wanted)
    try:
        answers = list(namer(profiles))
    except Exception as error:
        raise errors.choosing.bad_namer(wanted, f"it failed ({type(error).__name__}: {error})") from error
    if len(answers) != len(profiles.segments):
        why = f"it gave {len(answers)} names for {len(profiles.segments)} segments"
        raise errors.choosing.bad_namer(wanted, why)
    for answer in filter(None, answers):
        _check_form(wanted, answer, profiles)
    return answers


def _check_form(wanted: str, answer: object, profiles: Profiles) -> None:
    if not isinstance(answer, Archetype):
        why = f"it gave a {type(answer).__name__} where coterie.naming.claimed(...) or None should be"
        raise errors.choosing.bad_namer(wanted, why)
    checked_names({0: answer.name})
    if not answer.claims:
        raise errors.choosing.bad_namer(wanted, f"'{answer.name}' claims nothing, so that nothing can bear it out")
    for claim in answer.claims:
        if claim.role not in numbers(profiles):
            raise errors.choosing.bad_namer(
                wanted, f"'{answer.name}' claims something of '{claim.role}', no number here"
            )


def _checked(
    wanted: str, own: Name, answer: Archetype, measures: Measures, *, playing: Cast, words: Mapping[str, str]
) -> Name:
    """Return the namer's name where its claims hold, else the segment's own with what refutes them."""
    if not archetype_fit(answer, measures, playing):
        refuted = _refuted(wanted, answer, measures, playing=playing, words=words)
        return replace(own, sentence=joined((refuted, own.sentence)))
    evidence = evidence_for(answer, measures, playing)
    said = joined((say("evidence.by_namer", namer=wanted), told_of_claims(evidence, measures, words)))
    advised = advised_by(answer, measures, playing, words=words)
    idea = answer.advice if advised else ""
    return Name(answer.name, None, None, advised, said, evidence, answer.description, idea=idea)


def _refuted(wanted: str, answer: Archetype, measures: Measures, *, playing: Cast, words: Mapping[str, str]) -> str:
    wrong = next((claim for claim in answer.claims if not true_of(claim, measures, playing)), None)
    if wrong is None:
        return say("evidence.nothing_apart", namer=wanted, name=answer.name)
    column = label(words.get(wrong.role, wrong.role))
    return say("evidence.refuted", namer=wanted, name=answer.name, column=column, claim=wrong.word)


def _level(level: str) -> str:
    if level not in LEVELS:
        raise errors.choosing.unknown_choice("level", level, list(LEVELS))
    return level
