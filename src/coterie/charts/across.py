"""Which segment splits into which as the number of segments grows (the SLSA plot of Dolnicar and Leisch, 2017)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coterie.charts.chart import Chart
from coterie.charts.picture import number, picture, text
from coterie.charts.theme import QUIET, colour, ink_on
from coterie.remarks import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coterie.evidence.kept import Step
    from coterie.views.summary import Summary

WIDTH: Final = 520
_LEFT = 56.0  # beside it stands the number of segments
_GAP = 3.0
_ROW = 44
_HIGH, _LOW = 20, 10  # of a segment's bar at the chosen number, and at others
_BEFORE, _AFTER, _LAST = 9, 2, 6
_FEW = 0.01  # of all customers: links of fewer are left out
_NUMBERED = 16.0  # width from which a bar has room for its number

Spans = dict[int, tuple[float, float]]
"""Where each segment's bar begins and ends."""


def across(steps: Sequence[Step], *, chosen: int) -> str | None:
    """Draw a row a K, each cut into segments by size, and the customers who pass from row to row as bands.

    Parameters
    ----------
    steps : sequence of Step
        From each K to the next, as `coterie.evidence` finds them and as they are kept.
    chosen : int
        The K whose segments have their colours.

    Returns
    -------
    str or None
        An SVG element; None when there is nothing to follow. Bands of fewer than one customer in a hundred are left
        out, and rows far from `chosen`.

    References
    ----------
    Dolnicar and Leisch (2017), Using segment level stability to select target segments in data-driven market
    segmentation studies, Marketing Letters 28:423-436.

    Examples
    --------
    >>> from coterie.evidence.kept import Step
    >>> step = Step((1, 2), shared=((30, 20),), slsa=(1.0, 1.0), order=(0, 1))
    >>> across([step], chosen=2).count("<rect")
    3
    """
    shown = near(steps, chosen)
    if not shown:
        return None
    ks = [shown[0].n_clusters[0], *(step.n_clusters[1] for step in shown)]
    rows = _rows(steps, shown)
    marks = [
        *(mark for row, step in enumerate(shown) for mark in _bands(step, rows[row : row + 2], row, chosen)),
        *(mark for row, k in enumerate(ks) for mark in _bars(rows[row], row, k, chosen=k == chosen)),
    ]
    height = _ROW * (len(ks) - 1) + _HIGH + 8
    return picture(marks, name="across", size=(WIDTH, height), says=_says(ks, chosen))


def near(steps: Sequence[Step], chosen: int) -> list[Step]:
    """Return the steps that lie near the chosen K: nine before it, two after it.

    Examples
    --------
    >>> from coterie.evidence.kept import Step
    >>> steps = [Step((k, k + 1), shared=(), slsa=(), order=()) for k in range(1, 12)]
    >>> [step.n_clusters[1] for step in near(steps, 3)]
    [2, 3, 4, 5, 6]
    """
    last = max(chosen + _AFTER, _LAST)
    return [step for step in steps if step.n_clusters[0] >= chosen - _BEFORE and step.n_clusters[1] <= last]


def _says(ks: Sequence[int], chosen: int) -> str:
    code = "chart.across_numbered" if chosen in ks else "chart.across"
    return say(code, first=ks[0], last=ks[-1], chosen=chosen)


def _rows(steps: Sequence[Step], shown: Sequence[Step]) -> list[Spans]:
    """Lay out every row: its segments side by side, in the order that crosses fewest bands."""
    first = shown[0]
    before = next((step.order for step in steps if step.n_clusters[1] == first.n_clusters[0]), None)
    sizes = [sum(row) for row in first.shared]
    rows = [_spans(sizes, before or range(len(sizes)))]
    return rows + [_spans([sum(c) for c in zip(*step.shared, strict=True)], step.order) for step in shown]


def _spans(sizes: Sequence[int], order: Sequence[int]) -> Spans:
    unit = (WIDTH - _LEFT - _GAP * (len(sizes) - 1)) / sum(sizes)
    spans, start = {}, _LEFT
    for segment in order:
        spans[segment] = start, start + sizes[segment] * unit
        start += sizes[segment] * unit + _GAP
    return spans


def _bars(spans: Spans, row: int, k: int, *, chosen: bool) -> Iterator[str]:
    middle = _middle(row)
    high = _HIGH if chosen else _LOW
    yield text(f"K = {k}", (0, middle + 4), bold=chosen)
    for segment, (start, end) in spans.items():
        fill = colour(segment) if chosen else QUIET
        yield (
            f'<rect x="{number(start)}" y="{number(middle - high / 2)}" width="{number(end - start)}" height="{high}" '
            f'rx="2" fill="{fill}"/>'
        )
        if chosen and end - start >= _NUMBERED:
            yield text(str(segment), ((start + end) / 2, middle + 4), anchor="middle", bold=True, fill=ink_on(fill))


def _bands(step: Step, rows: Sequence[Spans], row: int, chosen: int) -> Iterator[str]:
    """Draw the customers whom two segments share, as a band between them."""
    above, below = rows
    shared = step.shared
    customers = sum(map(sum, shared))
    top = _middle(row) + _half(step.n_clusters[0], chosen)
    bottom = _middle(row + 1) - _half(step.n_clusters[1], chosen)
    left = {segment: start for segment, (start, _) in below.items()}
    for source, (start, end) in above.items():
        for target, (other, stop) in below.items():
            count = shared[source][target]
            wide = (end - start) * count / max(sum(shared[source]), 1)
            arrives = (stop - other) * count / max(sum(line[target] for line in shared), 1)
            if count >= _FEW * customers:
                fill = _fill(source, target, step.n_clusters, chosen)
                yield _band((start, wide, top), (left[target], arrives, bottom), fill)
            start += wide  # noqa: PLW2901 - the next band leaves beside this one
            left[target] += arrives


def _fill(source: int, target: int, ks: Sequence[int], chosen: int) -> str:
    """Return a band's colour: the chosen segment's it comes from or goes to."""
    if chosen == ks[0]:
        return colour(source)
    return colour(target) if chosen == ks[1] else QUIET


def _band(leaves: tuple[float, float, float], arrives: tuple[float, float, float], fill: str) -> str:
    x, wide, top = leaves
    other, reach, bottom = arrives
    half = number((top + bottom) / 2)
    down = f"M{number(x)},{number(top)}C{number(x)},{half} {number(other)},{half} {number(other)},{number(bottom)}"
    back = (
        f"h{number(reach)}C{number(other + reach)},{half} {number(x + wide)},{half} {number(x + wide)},{number(top)}Z"
    )
    return f'<path d="{down}{back}" fill="{fill}" opacity="0.3"/>'


def _half(k: int, chosen: int) -> float:
    return (_HIGH if k == chosen else _LOW) / 2


def _middle(row: int) -> float:
    return row * _ROW + _HIGH / 2 + 4


def _draw(summary: Summary) -> str | None:
    chosen = summary.choice.k
    return across(summary.across, chosen=chosen) if chosen > 1 else None


CHART = Chart("across", _draw)
