"""Who each segment is, in a row: name, a plain sentence, people, what is typical, and an idea."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coterie.number_format import count, percent
from coterie.remarks import capital, say
from coterie.views.comparison import common, says_yes
from coterie.views.front.outcomes import LEAST_EFFECT, interval, is_outcome
from coterie.views.front.strips import out_of_band
from coterie.views.labels import named
from coterie.views.lives import lives
from coterie.views.summary import Category, Number

if TYPE_CHECKING:
    from coterie.views.front.value import Value
    from coterie.views.lives import Life
    from coterie.views.summary import Profiled, Segment, Summary

_SAID = 3
"""Features that a sentence names at most."""

_OFF = 1 / 3
"""From this part of the middle half's width on, a median lies off that of all customers."""
_MEAN_OFF = 0.5
"""Standard deviations from which on a mean lies off: between two groups the middle half is too wide to tell by."""

_CLEARLY = 0.1
"""How far beyond the next a median must lie to be called highest or lowest, as a part of the middle half's width."""

_TYPICAL = 0.3
"""Least share of a segment's customers that makes a category typical of them."""
_LIFT = 1.2
"""How many times as common as among all customers it must be."""


@dataclass(frozen=True)
class Row:
    """One segment.

    Attributes
    ----------
    id : int
        Permanent.
    place : int
        Among the segments, and in all that is ordered as they are.
    name, sentence : str
        What it is called, and how its medians differ from the middle half of all customers.
    size : int
        Customers.
    people, share : str
        The same as text, and their share of all.
    part : float
        That share as a number.
    value : str
        Its share of the worth; empty where there is none.
    value_part : float or None
        The same as a number.
    value_ends : (float, float) or None
        Between which shares of the worth it lies in 95 % of resampled tables; None where no column was named for it.
    between : str
        The same as text.
    telling : str
        The category, or the yes, that is most typical; empty where nothing is.
    idea : str
        An untested idea; empty without an archetype.
    life : str
        At which numbers of segments it is there.
    alone : bool
        Whether that is at no other.
    """

    id: int
    place: int
    name: str
    sentence: str
    size: int
    people: str
    share: str
    part: float
    value: str
    value_part: float | None
    value_ends: tuple[float, float] | None
    between: str
    telling: str
    idea: str
    life: str
    alone: bool


def rows(summary: Summary, value: Value | None) -> tuple[Row, ...]:
    """Return every segment, that which holds most of the worth first; without a worth, the largest first.

    Examples
    --------
    >>> import coterie
    >>> from coterie.views import summary_of
    >>> from coterie.views.front.value import value_of
    >>> found = summary_of(coterie.segment(coterie.datasets.bank_customers(n=1000)).segmentation)
    >>> first = rows(found, value_of(found))[0]
    >>> first.name, first.value, first.telling
    ('Financial Titans', '28%', 'card type: 66% Platinum (all: 18%)')
    >>> first.sentence
    'Highest income; high spending score and credit score.'
    """
    there = {life.id: life for life in lives(summary.across, summary.segments)}
    made = [_row(summary, place, value, there.get(segment.id)) for place, segment in enumerate(summary.segments)]
    return tuple(sorted(made, key=lambda row: (-(row.value_part or 0.0), row.place)))


def _row(summary: Summary, place: int, value: Value | None, life: Life | None) -> Row:
    segment = summary.segments[place]
    held = None if value is None else value.shares[place]
    ends = value.intervals[place] if value is not None and value.intervals else None
    return Row(
        id=segment.id,
        place=place,
        name=segment.name,
        sentence=sentence(summary, segment),
        size=segment.size,
        people=count(segment.size),
        share=percent(segment.share),
        part=segment.share,
        value="" if held is None else percent(held),
        value_part=held,
        value_ends=ends,
        between="" if ends is None else say("front.interval", low=ends[0], high=ends[1]),
        telling=telling(summary, segment),
        idea=segment.evidence.idea,
        life="" if life is None else _life(life, summary.k),
        alone=life is not None and life.alone,
    )


def _life(life: Life, k: int) -> str:
    return say("front.life_alone", k=k) if life.alone else say("front.life", life=life.words)


def sentence(summary: Summary, segment: Segment) -> str:
    """Say in which features the segment's median leaves the middle half of all customers, the farthest first.

    Where none does, those are said in which it lies a third of that half's width or more from the median of all, or the
    mean half a standard deviation or more from the mean of all.
    """
    if not segment.profile:
        return say("front.too_few")
    found = sorted(_out(summary, segment) or _off(summary, segment), key=lambda each: (-each[0], each[2]))[:_SAID]
    if not found:
        return say("front.middle")
    return say("front.sentence", groups=_grouped([(word, label) for _, word, label in found]))


def _grouped(said: list[tuple[str, str]]) -> str:
    """Put together what is said with the same word: "high income and credit score; lowest age"."""
    words = dict.fromkeys(word for word, _ in said)
    groups = [say(f"front.{word}", columns=[label for each, label in said if each == word]) for word in words]
    return capital(say("front.groups", first=groups[0], others=groups[1:]) if len(groups) > 1 else groups[0])


def _out(summary: Summary, segment: Segment) -> list[tuple[float, str, str]]:
    """Return how far each feature's median lies out of the middle half, in widths of it, with a word and its label."""
    found = []
    for name in (each.name for each in summary.columns if each.role == "feature"):
        own, everyone = segment.profile.get(name), summary.overall.profile.get(name)
        if isinstance(own, Number) and isinstance(everyone, Number) and (side := out_of_band(own, everyone)):
            found.append((_far(own, everyone), _word(summary, segment, name, side), named(summary, name)))
    return found


def _off(summary: Summary, segment: Segment) -> list[tuple[float, str, str]]:
    """Return the features in which a segment lies off all customers, though its median is in their middle half."""
    found = []
    for name in (each.name for each in summary.columns if each.role == "feature"):
        own, everyone = segment.profile.get(name), summary.overall.profile.get(name)
        if not isinstance(own, Number) or not isinstance(everyone, Number) or None in {own.median, everyone.median}:
            continue
        side, far = (own.median or 0.0) - (everyone.median or 0.0), _far(own, everyone)
        if not _OFF <= far < float("inf"):
            side = far = _mean_off(own, everyone)
        if side:
            found.append((abs(far), "rather_high" if side > 0 else "rather_low", named(summary, name)))
    return found


def _mean_off(own: Number, everyone: Number) -> float:
    """Return how far the means lie apart in standard deviations of all customers; 0 where that is little."""
    if own.mean is None or everyone.mean is None or not everyone.std:
        return 0.0
    far = (own.mean - everyone.mean) / everyone.std
    return far if abs(far) >= _MEAN_OFF else 0.0


def _far(own: Number, everyone: Number) -> float:
    assert own.median is not None  # noqa: S101 - for the type checker: it is out of the middle half
    assert everyone.median is not None  # noqa: S101 - as above
    width = _width(everyone)
    return abs(own.median - everyone.median) / width if width > 0 else float("inf")


def _width(everyone: Profiled) -> float:
    """Return how wide the middle half of all customers is."""
    return (everyone.p75 or 0.0) - (everyone.p25 or 0.0) if isinstance(everyone, Number) else 0.0


def _word(summary: Summary, segment: Segment, name: str, side: int) -> str:
    """Return the word for a median: highest or lowest where no other segment's comes near it, otherwise high or low."""
    others = [each.profile.get(name) for each in summary.segments if each.id != segment.id]
    own = segment.profile[name]
    medians = [each.median for each in others if isinstance(each, Number) and each.median is not None]
    assert isinstance(own, Number)  # noqa: S101 - for the type checker
    assert own.median is not None  # noqa: S101 - as above
    if len(medians) < len(others) or len(others) < 2:
        return "high" if side > 0 else "low"
    least = _CLEARLY * _width(summary.overall.profile[name])
    if side > 0:
        return "highest" if own.median - max(medians) > least else "high"
    return "lowest" if min(medians) - own.median > least else "low"


def telling(summary: Summary, segment: Segment) -> str:
    """Return the category that is most typical of a segment, in the descriptor in which segments differ most.

    Outcomes stand first, then the other descriptors by effect size; features that are categories come last. Nothing is
    said where segments hardly differ.
    """
    for column in _descriptors(summary):
        own, everyone = segment.profile.get(column), summary.overall.profile.get(column)
        if (
            isinstance(own, Category)
            and isinstance(everyone, Category)
            and (said := _typical(summary, column, own, everyone))
        ):
            return said
    return ""


def _descriptors(summary: Summary) -> list[str]:
    tests = [
        each for each in summary.descriptors if each.test == "chi-squared" and (each.effect or 0.0) >= LEAST_EFFECT
    ]
    tests.sort(key=lambda each: (not is_outcome(each.descriptor), -(each.effect or 0.0)))
    features = [each.name for each in summary.columns if each.role == "feature"]
    return [*(each.descriptor for each in tests), *features]


def _says_yes(column: str, label: str, yes: float, of_all: float, *, known: int | None) -> str:
    """Say how many of a segment say yes; what became of customers comes with its interval."""
    if not known or not is_outcome(column):
        return say("front.yes", share=yes, column=label, all=of_all)
    low, high = interval(yes, known)
    return say("front.yes_between", share=yes, column=label, all=of_all, low=low, high=high)


def _typical(summary: Summary, column: str, own: Category, everyone: Category) -> str:
    label = named(summary, column)
    yes, of_all = says_yes(own), says_yes(everyone)
    if of_all is not None:
        return "" if yes is None else _says_yes(column, label, yes, of_all, known=own.known)
    lifted = [
        (share / everyone.shares[name], share, name)
        for name, share in own.shares.items()
        if share >= _TYPICAL and everyone.shares.get(name, 0.0) > 0 and not name.startswith("(")
    ]
    lift, share, name = max(lifted, default=(0.0, 0.0, ""))
    if lift < _LIFT:
        return ""
    return say(
        "front.typical",
        share=share,
        category=common(Category(name, tie=False, shares={})),
        column=label,
        all=everyone.shares[name],
    )
