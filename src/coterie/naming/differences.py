"""What segments that share their traits differ in from one another: numbers that take the place of "(2)"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from string import ascii_uppercase
from typing import TYPE_CHECKING

from coterie.naming.measures import ENOUGH_KNOWN, Measure
from coterie.naming.trait import Trait, about, claimed, in_words, parts
from coterie.naming.wording import counted, singular
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coterie.naming.measures import Measures

_FIGURES = range(3, 16)
Traits = tuple[Trait, ...]


def told_apart(
    traits: Sequence[Traits],
    bare: str,
    segments: Sequence[Measures],
    *,
    features: Collection[str],
    words: Mapping[str, str],
    taken: Collection[str] = (),
) -> list[Traits]:
    """Give segments that share their traits the number in which they differ most from one another.

    Parameters
    ----------
    traits : sequence of tuple of Trait
        What each segment's name says so far.
    bare : str
        What a segment is called that has no trait of its own.
    segments : sequence of dict of str to Measure
        Their measures.
    features : collection of str
        Columns the segments were built on: they go before the others.
    words : mapping of str to str
        What to call a column, where that is not its name.
    taken : collection of str
        Names that are given already.

    Returns
    -------
    list of tuple of Trait
        With a number in place of the trait of its column, or behind the others. Groups that differ in no number get
        letters.
    """
    made, elsewhere = list(traits), set(map(parts, taken))
    groups = defaultdict(list)
    for i, own in enumerate(made):
        groups[claimed(own)].append(i)
    for group in groups.values():
        if len(group) > 1 or parts(in_words(made[group[0]], bare)) in elsewhere:
            for i, extra in _split(group, segments, features=features, words=words).items():
                made[i] = _with(made[i], extra)
    made = [
        _averaged(own, measures, bare, elsewhere, features=features, words=words)
        if parts(in_words(own, bare)) in elsewhere
        else own
        for own, measures in zip(made, segments, strict=True)
    ]
    return _lettered(made, bare, elsewhere)


def _averaged(
    traits: Traits,
    measures: Measures,
    bare: str,
    elsewhere: Collection[frozenset[str]],
    *,
    features: Collection[str],
    words: Mapping[str, str],
) -> Traits:
    """Say an average, with as many figures as it takes, in a name that a group at another K has."""
    usable = [own for own in measures.values() if _usable(own)]
    columns = sorted(usable, key=lambda own: (own.column not in features, -abs(own.z)))
    numbers = (
        about(own, words.get(own.column, own.column), figures=figures, value=own.said)
        for own in columns
        for figures in _FIGURES
    )
    tried = (_with(traits, (each,)) for each in numbers)
    return next((each for each in tried if _is_free(each, bare, elsewhere)), traits)


def _with(traits: Traits, extra: Traits) -> Traits:
    """Put numbers in the place of traits of the same columns, and the others behind."""
    new = {each.column: each for each in extra}
    kept = tuple(replace(new.pop(each.column), own=True) if each.column in new else each for each in traits)
    return kept + tuple(new.values())


def _split(
    group: Sequence[int],
    segments: Sequence[Measures],
    *,
    features: Collection[str],
    words: Mapping[str, str],
    without: Collection[str] = (),
) -> dict[int, Traits]:
    """Tell the segments of a group apart by one column, and those that it leaves alike by further ones."""
    column = _widest(group, segments, features, without)
    if column is None:
        return dict.fromkeys(group, ())
    phrases = _phrases([segments[i][column] for i in group], words.get(column, column))
    alike = defaultdict(list)
    for i, phrase in zip(group, phrases, strict=True):
        alike[phrase.claim].append(i)
    found: dict[int, Traits] = {i: (phrase,) for i, phrase in zip(group, phrases, strict=True)}
    for rest in alike.values():
        if len(rest) > 1:
            further = _split(rest, segments, features=features, words=words, without=[*without, column])
            found |= {i: found[i] + extra for i, extra in further.items()}
    return found


def _widest(
    group: Sequence[int], segments: Sequence[Measures], features: Collection[str], without: Collection[str]
) -> str | None:
    """Return the column in which the segments of a group differ most, features first; None where in none."""

    def worth(column: str) -> tuple[int, bool, bool, float]:
        own = [segments[i][column] for i in group]
        z = sorted(each.z for each in own)
        gaps = [later - earlier for earlier, later in pairwise(z)]
        different = len({each.mean for each in own})
        return different, column in features, _agree(own), min(gaps, default=abs(z[0]))

    columns = [
        column
        for column in segments[group[0]]
        if column not in without and all(_usable(segments[i].get(column)) for i in group)
    ]
    best = max(columns, key=worth, default=None)
    if best is None or (len(group) > 1 and worth(best)[0] < 2):
        return None
    return best


def _usable(own: Measure | None) -> bool:
    return own is not None and own.category is None and own.known >= ENOUGH_KNOWN


def _agree(own: Sequence[Measure]) -> bool:
    """Return whether the medians of segments come in the order of their means."""
    ranked = sorted(own, key=lambda each: each.mean)
    return all(_middle(earlier) < _middle(later) for earlier, later in pairwise(ranked))


def _middle(own: Measure) -> float:
    return own.mean if own.median is None else own.median


def _phrases(own: Sequence[Measure], word: str) -> list[Trait]:
    """Return a number for each segment: ranges of counts that don't overlap, or else what the table shows of them."""
    things = counted(word)
    if things is not None and len(own) > 1 and _apart(own):
        return [_range(each, things) for each in own]
    values = [each.said for each in own]
    wanted = len(set(values))
    for figures in _FIGURES:
        said = [about(each, word, figures=figures, value=value) for each, value in zip(own, values, strict=True)]
        if len({each.claim for each in said}) == wanted:
            break
    return [replace(each, own=False) for each in said]


def _apart(own: Sequence[Measure]) -> bool:
    """Return whether the values of segments are whole numbers that don't overlap."""
    ends = sorted((each.least, each.greatest) for each in own if each.least is not None and each.greatest is not None)
    whole = all(float(end).is_integer() and end >= 0 for pair in ends for end in pair)
    return whole and len(ends) == len(own) and all(low[1] < high[0] for low, high in pairwise(ends))


def _range(own: Measure, things: str) -> Trait:
    """Say from how many to how many: "one order", "two to four orders"."""
    least, greatest = int(own.least or 0), int(own.greatest or 0)
    if least == greatest:
        said = say("name.spelled_things", n=least, things=_numbered(things, least))
        return Trait(own, f"from {least} to {greatest}", said, own=False)
    said = say("name.range", least=least, greatest=greatest, things=things)
    return Trait(own, f"from {least} to {greatest}", said, own=False)


def _numbered(things: str, count: int) -> str:
    return singular(things) if count == 1 else things


def _lettered(made: Sequence[Traits], bare: str, elsewhere: Collection[frozenset[str]]) -> list[Traits]:
    """Tell apart by a letter what differs in no number; one alone is another group than that of another K."""
    said = [parts(in_words(own, bare)) for own in made]
    used, given = set(elsewhere), []
    for own, name in zip(made, said, strict=True):
        several = said.count(name) > 1
        tried = (_letter(place) for place in range(len(made) + len(used) + 1))
        names = ((*own, each) for each in ((*tried,) if several else (_other(), *tried)))
        free = own if name not in used and not several else next(n for n in names if _is_free(n, bare, used))
        used.add(parts(in_words(free, bare)))
        given.append(free)
    return given


def _is_free(traits: Traits, bare: str, used: Collection[frozenset[str]]) -> bool:
    return parts(in_words(traits, bare)) not in used


def lettered(place: int) -> str:
    """Return a letter for a group that nothing else tells apart.

    Examples
    --------
    >>> lettered(0), lettered(1), lettered(26)
    ('A', 'B', 'AA')
    """
    return ascii_uppercase[place % 26] * (1 + place // 26)


def _letter(place: int) -> Trait:
    letter = lettered(place)
    return Trait(Measure("", 0.0, 0.0, 0.0), f"group {letter}", say("name.group", letter=letter), own=False)


def _other() -> Trait:
    return Trait(Measure("", 0.0, 0.0, 0.0), "another group", say("name.other_group"), own=False)
