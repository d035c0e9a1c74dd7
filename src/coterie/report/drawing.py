"""How the page draws what views say: lengths of bars, classes of shades, arrows. Nothing here decides what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coterie.charts.sparks import spark

if TYPE_CHECKING:
    from coterie.views.criteria import CriterionView

BORDER_MOST = 1.2
"""The longest bar of a border, in customers at the border for each near the centre."""

_BORDER, _HELD, _PART = 100, 200, 60  # units of bars: of a border, of a stability, of a feature's part


class Bar(NamedTuple):
    """Where a bar begins and how wide it is, in the units of its picture."""

    x: str
    width: str


def deviation_bar(z: float) -> Bar:
    """Return the bar of a deviation: from the middle of 48 units, 12 a standard deviation, two at most.

    Examples
    --------
    >>> deviation_bar(0.5), deviation_bar(-3.0)
    (Bar(x='24.0', width='6.0'), Bar(x='0.0', width='24.0'))
    """
    length = min(abs(z), 2.0) * 12
    return Bar(f"{24 - (length if z < 0 else 0):.1f}", f"{length:.1f}")


def border_bar(of_near: float) -> str:
    """Return the length of a border's bar: 100 units for as many customers as near the centre.

    Examples
    --------
    >>> border_bar(0.7), border_bar(3.0)
    ('70.0', '120.0')
    """
    return f"{min(of_near, BORDER_MOST) * _BORDER:.1f}"


def border_place(of_near: float) -> str:
    """Return a place on the scale of borders' bars.

    Examples
    --------
    >>> border_place(0.7)
    '70'
    """
    return f"{of_near * _BORDER:g}"


def held_bar(jaccard: float) -> str:
    """Return the length of a stability's bar, of 200 units.

    Examples
    --------
    >>> held_bar(0.9), held_bar(0.0)
    ('180.0', '0')
    """
    return f"{jaccard * _HELD:.1f}" if jaccard else "0"


def held_place(jaccard: float) -> str:
    """Return a place on the scale of stabilities' bars.

    Examples
    --------
    >>> held_place(0.75)
    '150'
    """
    return f"{jaccard * _HELD:g}"


def part_bar(part: float) -> str:
    """Return the length of the bar of a feature's part, of 60 units.

    Examples
    --------
    >>> part_bar(0.25)
    '15.0'
    """
    return f"{part * _PART:.1f}"


_SHADES = {-3: "step-m3", -2: "step-m2", -1: "step-m1", 0: "", 1: "step-p1", 2: "step-p2", 3: "step-p3"}
_SIGNS = {-3: "▼▼", -2: "▼", 2: "▲", 3: "▲▲"}
_PARTS = ((0.5, "step-p3"), (0.25, "step-p2"), (0.1, "step-p1"))


def shade(step: int) -> str:
    """Return the class that colours a step of a difference.

    Examples
    --------
    >>> shade(-3), shade(0)
    ('step-m3', '')
    """
    return _SHADES[step]


def sign(step: int) -> str:
    """Return the arrows that say the same as a shade for who does not see colours.

    Examples
    --------
    >>> sign(2), sign(1)
    ('▲', '')
    """
    return _SIGNS.get(step, "")


def shade_of_share(share: float | None) -> str:
    """Return the class that colours a share: shades begin at 10%, 25% and 50%.

    Examples
    --------
    >>> shade_of_share(0.3), shade_of_share(None)
    ('step-p2', '')
    """
    return "" if share is None else next((shade for least, shade in _PARTS if share >= least), "")


def curve(criterion: CriterionView) -> str:
    """Draw a criterion over K as a small curve.

    Examples
    --------
    >>> from coterie.views.criteria import CriterionView
    >>> curve(CriterionView("BIC", "", "", (1.0, 2.0), 1, 1, "2", agrees=True)).count("<circle")
    1
    """
    return spark(criterion.values, choice=criterion.choice_at, chosen=criterion.chosen_at)
