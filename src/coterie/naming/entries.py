"""Reading a catalogue's entries: every key that may stand in them, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.naming.claims import RHYTHM, Also, Archetype, Bounds, Claim, Condition, Extreme, Guard, Role, Unit, Values

if TYPE_CHECKING:
    from coterie.naming.reading import Section

LEVELS = {
    "very low": (None, -1.0),
    "low": (None, -0.3),
    "at most average": (None, 0.3),
    "average": (-0.5, 0.5),
    "at least average": (-0.3, None),
    "high": (0.3, None),
    "very high": (1.0, None),
}
"""What a level means: the standard deviations from the average customer between which it lies."""

_BOUNDS = ("at_least", "at_most", "below")
_SPAN = ("level", "from", "to")
_UNITS: tuple[Unit, ...] = ("days", "years")
_EXTREMES: tuple[Extreme, ...] = ("highest", "lowest")


def role(section: Section) -> Role:
    """Read one role.

    Raises
    ------
    InputError
        If a key is unknown or a value cannot be what it should be.
    """
    lists = ("scores", "reversed", "unsure", "unit_unknown", "lifetimes")
    section.only(
        "label", "synonyms", *lists, "scores_reversed", "values", "unsure_values", "yearly", "unit", "least_effect"
    )  # fmt: skip
    least = section.number("least_effect") or 0.0
    if least < 0:
        raise section.wrong(f"has least_effect = {least:g}; it must be 0 or more")
    scores, other_way, unsure, unit_unknown, lifetimes = (
        section.texts(key) if section.has(key) else () for key in lists
    )
    return Role(
        section.key,
        section.text("label", section.key.replace("_", " ")),
        section.texts("synonyms"),
        scores,
        scores_reversed=section.flag("scores_reversed"),
        reversed=other_way,
        values=_values(section, "values"),
        unsure=unsure,
        unsure_values=_values(section, "unsure_values"),
        unit_unknown=unit_unknown,
        lifetimes=lifetimes,
        yearly=section.flag("yearly"),
        unit=next((each for each in _UNITS if section.has("unit") and section.choice("unit", _UNITS) == each), None),
        least_effect=least,
    )


def archetype(section: Section, roles: tuple[str, ...]) -> Archetype:
    """Read one archetype of a catalogue with these roles.

    Raises
    ------
    InputError
        If a key is unknown, a value cannot be what it should be, or no claim is essential.
    """
    section.only("name", "description", "advice", "advice_from", "claims", "guards", "also")
    claims = section.section("claims")
    claims.only(*roles)
    stated = tuple(claim(each) for each in claims.sections())
    if not any(each.essential for each in stated):
        raise section.wrong("has no essential claim; give at least one essential = true")
    return Archetype(
        section.key,
        section.text("name"),
        section.text("description", ""),
        section.text("advice", ""),
        stated,
        tuple(_guard(each, roles) for each in section.listed("guards")),
        tuple(_also(each, roles) for each in section.listed("also")),
        section.choices("advice_from", roles),
    )


def claim(section: Section) -> Claim:
    """Read one claim: a level or a span in standard deviations, bounds in the table's units, or both."""
    section.only(*_SPAN, "word", "essential", *_BOUNDS)
    bounds = _bounds(section)
    if not any(section.has(key) for key in _SPAN) and bounds is None:
        raise section.wrong("has neither a level nor bounds (from, to; at_least, at_most, below)")
    low, high, word = _span(section)
    return Claim(section.key, section.text("word", word), low, high, section.flag("essential"), bounds)


def _span(section: Section) -> tuple[float | None, float | None, str]:
    """Return the bounds in standard deviations, and what they are called."""
    if section.has("level"):
        if section.has("from") or section.has("to"):
            raise section.wrong("has a level and bounds; give one or the other")
        level = section.choice("level", tuple(LEVELS))
        return *LEVELS[level], level
    low, high = section.number("from"), section.number("to")
    if low is not None and high is not None and low >= high:
        raise section.wrong(f"goes from {low:g} to {high:g}; the first must be the smaller")
    return low, high, _span_in_words(low, high) if low is not None or high is not None else _bounds_in_words(section)


def _bounds(section: Section) -> Bounds | None:
    """Return the bounds in the table's units."""
    least, most, below = (section.number(key) for key in _BOUNDS)
    if least is None and most is None and below is None:
        return None
    if most is not None and below is not None:
        raise section.wrong("has at_most and below; give one or the other")
    top = most if most is not None else below
    if least is not None and top is not None and least >= top:
        raise section.wrong(f"goes from {least:g} to {top:g}; the first must be the smaller")
    return Bounds(least, most, below)


def _values(section: Section, key: str) -> Values | None:
    if not section.has(key):
        return None
    given = section.section(key)
    given.only("from", "to", "reaches", "whole")
    low, high = given.number("from"), given.number("to")
    if low is not None and high is not None and low >= high:
        raise given.wrong(f"goes from {low:g} to {high:g}; the first must be the smaller")
    return Values(low, high, given.number("reaches"), given.flag("whole"))


def _guard(section: Section, roles: tuple[str, ...]) -> Guard:
    section.only("any", "first_known")
    keys = [key for key in ("any", "first_known") if section.has(key)]
    if len(keys) != 1:
        raise section.wrong("needs either 'any' or 'first_known', a list of conditions")
    return Guard(
        tuple(_condition(each, roles) for each in section.listed(keys[0])), first_known=keys[0] == "first_known"
    )


def _condition(section: Section, roles: tuple[str, ...]) -> Condition:
    section.only("of", *_BOUNDS)
    bounds = _bounds(section)
    if bounds is None:
        raise section.wrong("has no bound; give at_least, at_most or below")
    return Condition(section.choice("of", (*roles, RHYTHM)), bounds)


def _also(section: Section, roles: tuple[str, ...]) -> Also:
    section.only("says", "of", "extreme", *_SPAN, *_BOUNDS)
    bounds = _bounds(section)
    extreme = next(
        (each for each in _EXTREMES if section.has("extreme") and section.choice("extreme", _EXTREMES) == each), None
    )
    if extreme is None and bounds is None and not any(section.has(key) for key in _SPAN):
        raise section.wrong("has no condition; give extreme, a level or bounds")
    low, high, word = _span(section)
    told = Claim(section.choice("of", roles), word, low, high, essential=False, bounds=bounds)
    return Also(section.text("says"), told, extreme)


def _span_in_words(low: float | None, high: float | None) -> str:
    if high is None:
        return f"from {low:+.1f} sd"
    return f"up to {high:+.1f} sd" if low is None else f"{low:+.1f} to {high:+.1f} sd"


def _bounds_in_words(section: Section) -> str:
    said = [f"{key.replace('_', ' ')} {section.number(key):g}" for key in _BOUNDS if section.has(key)]
    return ", ".join(said)
