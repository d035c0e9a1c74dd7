"""Two ways to divide the same customers: what became of each segment, and which has the better evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coterie.evidence.agreement import shared
from coterie.naming.following import matches
from coterie.number_format import count, decimals, percent
from coterie.remarks import capital, say

if TYPE_CHECKING:
    import polars as pl

    from coterie.views.summary import Summary

_FEW = 0.0025
"""Of all customers: flows of fewer are not drawn; the table has them."""
_TOLD = 0.1
"""Of a segment that split: parts of fewer are not named."""
_PART = 0.2
"""Of a segment: where as many go to a new one, it split."""
_TALL, _APART = 440.0, 14.0


Table = Sequence[Sequence[int]]
Same = Sequence[int | None]


class Side(NamedTuple):
    """One way to divide: the segment of each customer, names and colours by segment, and what is known of it."""

    labels: pl.Series
    names: Sequence[str]
    colours: Sequence[int]
    summary: Summary

    @property
    def k(self) -> int:
        """The number of segments."""
        return len(self.names)


@dataclass(frozen=True)
class Bar:
    """A segment as it is drawn: where it begins, how tall it is."""

    segment: int
    name: str
    says: str
    colour: int
    top: float
    tall: float
    kept: bool


@dataclass(frozen=True)
class Flow:
    """Customers who go from one segment to another: as a band, where it begins and how tall it is at both ends."""

    one: int
    other: int
    n: int
    colour: int
    at: tuple[float, float]
    tall: tuple[float, float]
    stays: bool


@dataclass(frozen=True)
class Better:
    """One thing that speaks for a number of segments: as text, as parts of the larger, and which is better."""

    title: str
    asks: str
    texts: tuple[str, str]
    parts: tuple[float, float]
    best: int | None


@dataclass(frozen=True)
class Beside:
    """What is shown of two ways to divide.

    Attributes
    ----------
    heading, lead : str
    bars : (tuple of Bar, tuple of Bar)
    flows : tuple of Flow
    table : tuple of tuple of str
        A row per segment of the first side: the number of customers in each segment of the second, and the total.
    sums : tuple of str
        The last row.
    evidence : tuple of Better
    verdict : str
        Which is better by more of them; empty where nothing is known.
    """

    heading: str
    lead: str
    bars: tuple[tuple[Bar, ...], tuple[Bar, ...]]
    flows: tuple[Flow, ...]
    table: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...]
    evidence: tuple[Better, ...]
    verdict: str


def beside(one: Side, other: Side) -> Beside:
    """Return what is shown of two ways to divide the same customers.

    Parameters
    ----------
    one, other : Side
        Their labels are of the same customers in the same order.
    """
    both = shared(one.labels.to_numpy(), other.labels.to_numpy(), (one.k, other.k))
    table, same = both.tolist(), matches(both)
    evidence = _evidence(one, other)
    columns = [sum(column) for column in zip(*table, strict=True)]
    return Beside(
        heading=_heading(one, other, table, same),
        lead=_lead(one, other, table, same),
        bars=(
            _bars(one, [*map(sum, table)], range(one.k), kept={each for each in same if each is not None}),
            _bars(other, columns, _places(table, same), kept={i for i, each in enumerate(same) if each is not None}),
        ),
        flows=_flows(one, table, same),
        table=tuple((name, *map(count, row), count(sum(row))) for name, row in zip(one.names, table, strict=True)),
        sums=(say("explained.sum"), *map(count, columns), count(sum(columns))),
        evidence=evidence,
        verdict=_verdict(one, other, evidence),
    )


def _gone(one: Side, same: Same) -> list[int]:
    """Return the segments of the first that the second does not have."""
    return [segment for segment in range(one.k) if segment not in same]


def _split(table: Table, same: Same) -> list[int]:
    """Return the segments of which a good part goes to one that is new, whether the rest is the same segment or not."""
    new = [place for place, each in enumerate(same) if each is None]
    return [segment for segment, row in enumerate(table) if any(row[place] >= _PART * sum(row) > 0 for place in new)]


def _heading(one: Side, other: Side, table: Table, same: Same) -> str:
    """Say the main thing that changes."""
    facts = {"a": one.k, "b": other.k}
    split, gone = _split(table, same), _gone(one, same)
    new = [other.names[place] for place, each in enumerate(same) if each is None]
    if split and len(new) >= len(gone):
        return say("studio.compare_split", names=[one.names[segment] for segment in split], **facts)
    if gone:
        code = "studio.compare_merged" if new else "studio.compare_gone"
        return say(code, names=[one.names[segment] for segment in gone], **facts)
    return say("studio.compare_new", names=new, **facts) if new else say("studio.compare_same", **facts)


def _lead(one: Side, other: Side, table: Table, same: Same) -> str:
    told = sorted({*_split(table, same), *_gone(one, same)})
    said = [_became(one, other, segment, table[segment], same) for segment in told]
    rest = [segment for segment in range(one.k) if segment not in told]
    everyone = sum(sum(table[segment]) for segment in rest)
    stays = sum(table[segment][place] for place, segment in enumerate(same) if segment in rest and segment is not None)
    if everyone:
        code = "studio.compare_else" if told else "studio.compare_stay"
        said.append(say(code, n=stays, of=everyone, share=stays / everyone))
    return " ".join(map(str, said))


def _became(one: Side, other: Side, segment: int, row: Sequence[int], same: Same) -> str:
    """Say where the customers of a segment are then."""
    parts = sorted(((n, place) for place, n in enumerate(row) if n >= _TOLD * sum(row)), reverse=True)
    went = [
        say("studio.compare_stays" if same[place] == segment else "studio.compare_goes", n=n, name=other.names[place])
        for n, place in parts
    ]
    return say("studio.compare_became", of=sum(row), name=one.names[segment], parts=went)


class _Drawn(NamedTuple):
    """A side as it is drawn: by segment, where it begins; how tall a customer is."""

    tops: list[float]
    each: float


def _drawn(sizes: Sequence[int], order: Sequence[int]) -> _Drawn:
    each = (_TALL - _APART * (len(sizes) - 1)) / (sum(sizes) or 1)
    tops, at = [0.0] * len(sizes), 0.0
    for segment in order:
        tops[segment] = at
        at += sizes[segment] * each + _APART
    return _Drawn(tops, each)


def _places(table: Table, same: Same) -> list[int]:
    """Return the segments of the second as they are drawn: beside where most of their customers come from."""

    def key(place: int) -> tuple[int, bool, int]:
        column = [row[place] for row in table]
        return max(range(len(column)), key=column.__getitem__), same[place] is None, place

    return sorted(range(len(same)), key=key)


def _bars(side: Side, sizes: Sequence[int], order: Sequence[int], *, kept: set[int]) -> tuple[Bar, ...]:
    drawn, everyone = _drawn(sizes, order), sum(sizes) or 1
    found = []
    for segment in order:
        says = say("studio.compare_size", n=sizes[segment], share=percent(sizes[segment] / everyone))
        tall = sizes[segment] * drawn.each
        colour, top = side.colours[segment], drawn.tops[segment]
        found.append(Bar(segment, side.names[segment], says, colour, top, tall, segment in kept))
    return tuple(found)


def _flows(one: Side, table: Table, same: Same) -> tuple[Flow, ...]:
    """Return the bands between the bars, those of few customers left out."""
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    order = _places(table, same)
    left, right = _drawn(rows, range(one.k)), _drawn(columns, order)
    found = []
    for segment, row in enumerate(table):
        for place in order:
            at, tall = (left.tops[segment], right.tops[place]), (row[place] * left.each, row[place] * right.each)
            left.tops[segment] += tall[0]
            right.tops[place] += tall[1]
            if row[place] >= _FEW * sum(rows):
                stays = same[place] == segment
                found.append(Flow(segment, place, row[place], one.colours[segment], at, tall, stays))
    return tuple(found)


_EVIDENCE = ("silhouette_squared", "agreement", "halves", "worst_segment", "excess", "smallest")


def _evidence(one: Side, other: Side) -> tuple[Better, ...]:
    rows = [side.summary.k_card.row(side.k) for side in (one, other)]
    found = []
    for name in _EVIDENCE:
        values = [None if row is None else getattr(row, name) for row in rows]
        if values[0] is None or values[1] is None:
            continue
        found.append(_better(name, float(values[0]), float(values[1])))
    return tuple(found)


def _better(name: str, one: float, other: float) -> Better:
    largest = max(one, other, 1e-300)
    texts = _written(name, one), _written(name, other)
    return Better(
        title=capital(say(f"studio.evidence_{name}")),
        asks=say(f"studio.evidence_{name}_asks"),
        texts=texts,
        parts=(max(one, 0.0) / largest, max(other, 0.0) / largest),
        best=None if texts[0] == texts[1] else 0 if one > other else 1,
    )


def _written(name: str, value: float) -> str:
    if name == "smallest":
        return count(round(value))
    return decimals(value, 1 if name == "excess" else 2)


def _verdict(one: Side, other: Side, evidence: Sequence[Better]) -> str:
    """Say for which of the two more speaks; the two numbers must differ."""
    if not evidence or one.k == other.k:
        return ""
    for_one, for_other = (sum(each.best == which for each in evidence) for which in (0, 1))
    if for_one == for_other:
        return say("studio.compare_even", of=len(evidence))
    best, n = (one.k, for_one) if for_one > for_other else (other.k, for_other)
    return capital(say("studio.compare_better", k=best, n=n, of=len(evidence)))
