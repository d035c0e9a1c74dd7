"""Errors when the criterion asked for cannot choose a number of segments."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from coterie.errors.kinds import CriterionError
from coterie.errors.voices import either, parameter, setting
from coterie.errors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    Curve = Sequence[tuple[int, float]]
    Elbows = Sequence[tuple[int, int | None]]

_MOST_LISTED = 20  # numbers of segments, or ranges of K, that a message lists
_FEWEST = 4  # of three points, none can be followed by a fall as deep as Kneedle asks
_AUTO = f"{setting('--k', 'auto')} (by all the evidence)"
_OWN = f"{either('k=N', '--k N')} (a number of your own)"
_WIDER = f"a larger {parameter('--k-max')}"
_ELBOW = setting("--k", "elbow")


def no_elbow(curve: Curve, elbows: Elbows, *, wider: bool) -> CriterionError:
    """The inertia curve bends nowhere in the whole range; `wider`: whether more segments can be tried."""
    few = f" An elbow needs at least {_FEWEST} numbers of segments." if len(curve) < _FEWEST else ""
    ways = [_AUTO, _OWN, _WIDER] if wider else [_AUTO, _OWN]
    return CriterionError(
        f"{_ELBOW}: the inertia curve has no elbow from K = {curve[0][0]} to {curve[-1][0]}.{few} "
        f"{_found(curve, elbows)} Use {', '.join(ways[:-1])} or {ways[-1]}."
    )


def elbow_beyond_limits(curve: Curve, elbows: Elbows, *, k: int, limit: str) -> CriterionError:
    """The elbow breaks a limit; `limit` says which, as the end of a sentence."""
    return CriterionError(
        f"{_ELBOW}: the inertia curve bends at K = {k}, but {limit}. {_found(curve, elbows)} "
        f"Change the limit, or use {_AUTO} or {_OWN}."
    )


def no_silhouette(why: str, curve: Curve, *, limited: bool) -> CriterionError:
    """No number above one is left to compare; `why` is a sentence without its full stop."""
    more = "Change the limits" if limited else f"Give a {parameter('--k-max')} of at least 2"
    return CriterionError(
        f"{setting('--k', 'silhouette')}: {why}, and one segment has no silhouette. {_saved(curve)} "
        f"{more}, or use {_AUTO} or {_OWN}."
    )


def _found(curve: Curve, elbows: Elbows) -> str:
    """Say where an elbow was looked for, and how the curve falls."""
    runs = [(elbow, [most for most, _ in run]) for elbow, run in groupby(elbows, key=lambda each: each[1])]
    ranges = listed([_run(curve[0][0], most, elbow) for elbow, most in runs], _MOST_LISTED)
    return f"Elbow by range of K: {ranges}. {_saved(curve)}"


def _run(first: int, most: Sequence[int], elbow: int | None) -> str:
    """Name neighbouring ranges with the same elbow by the shortest and the longest of them."""
    longest = "" if len(most) == 1 else f" to {first}–{most[-1]}"
    return f"{first}–{most[0]}{longest} ({'none' if elbow is None else f'K = {elbow}'})"


def _saved(curve: Curve) -> str:
    """Say how inertia falls with each further segment, in percent of that of the first K."""
    (first, whole), *_ = curve
    start = f"{_number(whole)} at K = {first}"
    steps = [f"{_number(now)} at {k} ({_share(before - now, whole)})" for (_, before), (k, now) in pairwise(curve)]
    if not steps:
        return f"Inertia: {start}."
    return f"Inertia, and how much each step saves of that at K = {first}: {listed([start, *steps], _MOST_LISTED)}."


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "0%"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
