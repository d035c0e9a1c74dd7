"""Saved segmentations of earlier formats, brought to what this version reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coterie.remarks.table import english

if TYPE_CHECKING:
    from collections.abc import Callable

    Plain = dict[str, Any]  # whatever an earlier format holds

_BASES = {"structure": "criteria", "stability": "again"}
"""Why a K was recommended, in earlier words and in those of today."""

_KEPT = {"left without a segment"}
"""What was said in whole words that the account of rows goes by."""

_SQUARED, _EUCLIDEAN = "silhouette_squared", "silhouette_euclidean"


def upgraded(content: bytes, version: int) -> bytes:
    """Return the content of an earlier format as this version writes it.

    Parameters
    ----------
    content : bytes
        JSON.
    version : int
        The format it is in, one of `STEPS` or the latest.

    Returns
    -------
    bytes

    Examples
    --------
    >>> upgraded(b"{}", 3)
    b'{}'
    """
    if version not in STEPS:
        return content
    plain = json.loads(content)
    while version in STEPS:
        STEPS[version](plain)
        version += 1
    return json.dumps(plain).encode()


def _to_2(plain: Plain) -> None:
    """Call each silhouette by its name, and leave out a verdict that rested on placebos."""
    card, asked = plain["evidence"]["k_card"], plain["evidence"]["rows"]
    everyone = sum(segment["size"] for segment in plain["profiles"]["segments"])
    for row in card["rows"]:
        _silhouettes(row, asked=asked, everyone=everyone)
    measured = {row["k"]: row["silhouette"] for row in card["rows"]}
    for trial in plain["sweep"]:
        trial[_SQUARED], trial["silhouette"] = trial["silhouette"], measured.get(trial["k"])
    plain["silhouette"] = measured.get(plain["choice"]["k"])
    card["choices"] = {_criterion(name): k for name, k in card["choices"].items()}
    for side in ("agreeing", "disagreeing"):
        plain["evidence"]["recommendation"][side] = [*map(_criterion, plain["evidence"]["recommendation"][side])]
    _verdict(plain["evidence"])
    structure = plain["evidence"]["structure"]
    for holder in [structure, *structure["placebos"]] if structure else []:
        holder[_SQUARED] = holder.pop("silhouette")


def _as_remarks(plain: Plain) -> None:
    """Keep what was said in words of their own: earlier formats had no codes."""
    cleaning, purchases = plain["cleaning"], plain.get("purchases")
    codes = {entry.step or entry.says: code for code, entry in english().remarks.items()}
    cleaning["remarks"] = [
        {
            "code": codes.get(each["action"], "") if each["action"] in _KEPT else "as_written",
            "column": each["column"],
            "rows": each["rows"],
            "facts": {"says": each["action"], "detail": each["detail"]},
        }
        for each in cleaning.pop("actions")
    ]
    for step in cleaning.get("account", {}).get("rows", ()):
        step["code"] = codes.get(step.pop("what"), "as_written")
    if purchases is not None:
        purchases["doubts"] = [
            {"code": "as_written", "column": None, "rows": 0, "facts": {"says": doubt, "detail": ""}}
            for doubt in purchases["doubts"]
        ]


def _verdict(evidence: Plain) -> None:
    """Leave out a verdict that rested on placebos: borders, which it rests on now, were not counted then."""
    found, card = evidence["recommendation"], evidence["k_card"]
    evidence["verdict"] = None
    del found["supported"]
    found |= {"supported_k": None, "recommended_k": found["k"], "ladder": ""}
    found["basis"] = _BASES.get(found["basis"], found["basis"])
    card["customers"] = evidence["rows"]
    for row in card["rows"]:
        row |= {"halves": None, "few": False, "borders": [], "groups": None, "kind": None}


def _silhouettes(row: Plain, *, asked: int, everyone: int) -> None:
    """Rename both silhouettes of a K; the interval was that of the squared one."""
    row[_SQUARED], row["silhouette"] = row["silhouette"], row.pop(_EUCLIDEAN)
    known = row["silhouette"] is not None
    row["silhouette_interval"] = None
    row["silhouette_rows"] = asked if known else None
    row["silhouette_kind"] = ("exact" if asked == everyone else "sampled") if known else None


def _criterion(name: str) -> str:
    return {"silhouette": _SQUARED, _EUCLIDEAN: "silhouette"}.get(name, name)


STEPS: dict[int, Callable[[Plain], None]] = {1: _to_2, 2: _as_remarks}
"""By format, what makes the next one of it."""
