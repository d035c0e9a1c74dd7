"""What the page says of borders: which run through a gap, which through a crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.evidence.borders import CROWDED, MOST_ROWS
from coterie.evidence.wording import listed
from coterie.number_format import count, percent, spelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANSWERS = {"gap": "Gap", "unproven": "Too few to tell", "crowd": "Crowd"}
"""What the page calls each answer."""

CAUSES = {
    "step": ("A step", "between two values of {feature}, which has only a few"),
    "value": ("One value", "of {feature}, which many customers share"),
}
"""Why what looks like a gap is none."""

FEW = 12
"""Borders that are shown at once; of more, the most crowded ones."""

_BAR = 100  # units of a bar, up to as many customers as near the emptier centre
_MOST = 1.2  # of them


def borders(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return every border of the segments, the most crowded first; None for one segment, or without evidence.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    dict or None
        With `rows`, of which `more` are shown on demand, `counts` in a sentence, `tick` (the place of the limit between
        gap and crowd) and `sample`: whether a sample was counted.

    Examples
    --------
    >>> border = {"first": 0, "second": 1, "near": 180, "between": 210, "answer": "crowd", "feature": "age"}
    >>> segments = [{"id": 0, "name": "Loyal", "size": 900}, {"id": 1, "name": "Occasional", "size": 800}]
    >>> found = borders({"verdict": {"borders": [border | {"cause": ""}]}, "segments": segments})
    >>> found["counts"], found["rows"][0]["share"], found["rows"][0]["answer"]
    ('The only border runs through a crowd.', '117%', 'Crowd')
    """
    found = summary["verdict"]["borders"] if summary["verdict"] else []
    if not found:
        return None
    order = sorted(found, key=lambda border: (-_share(border), border["first"], border["second"]))
    customers = sum(segment["size"] for segment in summary["segments"])
    return {
        "rows": [_row(border, summary["segments"]) for border in order],
        "more": max(len(order) - FEW, 0),
        "counts": counts([_kind(border) for border in order]),
        "tick": f"{CROWDED * _BAR:g}",
        "limit": percent(CROWDED),
        "wide": f"{_MOST * _BAR:g}",
        "sample": count(MOST_ROWS) if customers > MOST_ROWS else "",
    }


def _row(border: Mapping[str, Any], segments: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    answer, more = ANSWERS[border["answer"]], "differ most in {feature}" if border["feature"] else ""
    if border["cause"] and border["answer"] == "unproven":
        answer, more = CAUSES[border["cause"]]
    pair = [{"id": segments[at]["id"], "name": segments[at]["name"]} for at in (border["first"], border["second"])]
    return {
        "pair": pair,
        "near": count(border["near"]),
        "between": count(border["between"]),
        "share": percent(_share(border)),
        "bar": f"{min(_share(border), _MOST) * _BAR:.1f}",
        "answer": answer,
        "kind": border["answer"],
        "more": more.format(feature=border["feature"]),
    }


def _kind(border: Mapping[str, Any]) -> str:
    """Return the answer; a step or one value where only that looks like a gap."""
    return str(border["cause"] if border["cause"] and border["answer"] == "unproven" else border["answer"])


def _share(border: Mapping[str, Any]) -> float:
    share: float = border["between"] / max(border["near"], 1)
    return share


def counts(answers: Sequence[str]) -> str:
    """Count the answers in a sentence.

    Examples
    --------
    >>> counts(["gap"] * 10)
    'All ten borders run through gaps.'
    >>> counts(["gap", "crowd", "unproven", "gap"])
    'Of four borders two run through a gap, one through a crowd and at one there are too few customers to tell.'
    >>> counts(["crowd", "step"])
    'Of two borders none runs through a gap, one through a crowd and at one only single values look like a gap.'
    """
    n = {answer: answers.count(answer) for answer in (*ANSWERS, *CAUSES)}
    if len(answers) == 1:
        return f"The only border {_ONE[answers[0]]}."
    if n["gap"] == len(answers):
        return f"{'Both' if len(answers) == 2 else f'All {spelled(len(answers))}'} borders run through gaps."
    said = [f"{spelled(n['gap']) if n['gap'] else 'none'} run{'' if n['gap'] > 1 else 's'} through a gap"]
    said += [f"{spelled(n['crowd'])} through a crowd"] if n["crowd"] else []
    said += [f"at {spelled(n['unproven'])} there are too few customers to tell"] if n["unproven"] else []
    alone = n["step"] + n["value"]
    said += [f"at {spelled(alone)} only single values look like a gap"] if alone else []
    return f"Of {spelled(len(answers))} borders {listed(said)}."


_ONE = {
    "gap": "runs through a gap",
    "crowd": "runs through a crowd",
    "unproven": "is thinly populated, with too few customers to tell",
    "step": "is a step between two values",
    "value": "is made by one value that many customers share",
}
