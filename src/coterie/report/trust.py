"""What the page says of whether the segments can be trusted: verdict, stability, features, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie.charts.placebos import as_separated
from coterie.number_format import MISSING, count, decimals, percent
from coterie.report.borders import borders

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = {
    "constructed": ("Constructed", "a convenient cut that is not found again"),
    "reproducible": ("Reproducible", "no groups stand apart, but the cut is the same every time"),
    "partly natural": ("Partly natural", "groups stand apart, but not every border is real"),
    "natural": ("Natural", "a gap at every border, and the same segments every time"),
}
"""The label of each verdict and what it stands for, the weakest first."""

READINGS = {
    "dissolved": "Dissolved",
    "do not trust": "Not to be relied on",
    "pattern": "A pattern, but its members are doubtful",
    "stable": "Stable",
    "highly stable": "Highly stable",
    "unknown": MISSING,
}
"""What Hennig's thresholds say, in words for people."""

THRESHOLDS = (0.5, 0.6, 0.75, 0.85)
_BAR = 200  # units of a stability's bar
_SHARE = 60  # units of the bar of a feature's part
_CHANGE = 0.05  # of the structure: less is no change
_SAME, _ALIKE = 0.9, 0.65  # adjusted Rand index


def trust(summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page part "Can I trust this?" shows.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    dict
        `verdict`, `borders`, `standings`, `placebos`, `stability`, `features`, `clearer` and `warnings`; all but the
        last are None where evidence was not asked for, or has nothing to show.

    Examples
    --------
    >>> nothing = dict.fromkeys(("verdict", "structure", "stability", "audit")) | {"warnings": [], "segments": []}
    >>> trust(nothing)["verdict"] is None
    True
    """
    audit = summary["audit"]
    return {
        "verdict": verdict(summary),
        "borders": borders(summary),
        "standings": standings(summary),
        "placebos": _placebos(summary),
        "stability": stability(summary),
        "features": [_feature(each) for each in audit["features"]] if audit else None,
        "clearer": audit["clearer"] if audit else None,
        # The verdict stands at the top already.
        "warnings": [each for each in summary["warnings"] if each["code"] != "no_structure"],
    }


def verdict(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the verdict's label, its place among the four kinds, its finding, remarks and meaning.

    Examples
    --------
    >>> found = {"kind": "natural", "k": 5, "finding": "5 natural segments.", "remarks": [], "meaning": "Plan."}
    >>> verdict({"verdict": found})["label"]
    'Natural'
    """
    found = summary["verdict"]
    if found is None:
        return None
    one = found["k"] == 1
    label, means = ("One segment", "nothing is divided") if one else KINDS[found["kind"]]
    return {
        "kind": found["kind"],
        "one": one,
        "label": label,
        "means": means,
        "finding": found["finding"],
        "remarks": found["remarks"],
        "meaning": found["meaning"],
        "scale": [{"kind": kind, "label": words[0], "means": words[1]} for kind, words in KINDS.items()],
    }


def _placebos(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Say how many tables without groups there are, and how the customers compare with the better kind."""
    structure = summary["structure"]
    if structure is None or not any(each["draws"] for each in structure["placebos"]):
        return None
    worst = max(structure["placebos"], key=as_separated)
    return {"tables": count(len(worst["draws"])), "reached": as_separated(worst), "found": structure["found"]}


def standings(summary: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return how each segment stands to its neighbours; None for one segment, or without evidence.

    Examples
    --------
    >>> own = {"stands": "apart", "sentence": "Stands apart from all its neighbours."}
    >>> segments = [{"id": i, "name": "Loyal"} for i in range(2)]
    >>> standings({"verdict": {"segments": [own, own]}, "segments": segments})[0]["sentence"]
    'Stands apart from all its neighbours.'
    """
    verdict, segments = summary["verdict"], summary["segments"]
    if verdict is None or len(segments) < 2:
        return None
    return [
        {"id": segment["id"], "name": segment["name"], "stands": own["stands"], "sentence": own["sentence"]}
        for segment, own in zip(segments, verdict["segments"], strict=True)
    ]


def stability(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return how each segment held together in refits; None for one segment, or without refits.

    Examples
    --------
    >>> own = {"jaccard": 0.9, "stayed": 0.93, "borderline": 212, "reading": "highly stable"}
    >>> found = {"n_resamples": 20, "rows": 1000, "borderline": 424, "segments": [own, own]}
    >>> segments = [{"id": i, "name": "Silver Sages", "size": 900} for i in range(2)]
    >>> stability({"stability": found, "segments": segments})["rows"][0]["sentence"]
    'In refits 93% of its 900 customers stay together; 212 are borderline.'
    """
    found, segments = summary["stability"], summary["segments"]
    if found is None or len(segments) < 2:
        return None
    customers = sum(segment["size"] for segment in segments)
    return {
        "refits": count(found["n_resamples"]),
        "sample": count(found["rows"]) if found["rows"] < customers else "",
        "borderline": count(found["borderline"]),
        "share": percent(found["borderline"] / customers),
        "ticks": [f"{threshold * _BAR:g}" for threshold in THRESHOLDS],
        "rows": [_held(segment, own) for segment, own in zip(segments, found["segments"], strict=True)],
    }


def _held(segment: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    shown = {"id": segment["id"], "name": segment["name"], "value": decimals(own["jaccard"], 2)}
    if own["jaccard"] is None or own["stayed"] is None:
        sentence = "Too few of its customers were in the sample to say."
        return shown | {"bar": "0", "reading": MISSING, "sentence": sentence}
    sentence = f"In refits {_stayed(segment, own)}; {_borderline(own['borderline'])}."
    return shown | {"bar": f"{own['jaccard'] * _BAR:.1f}", "reading": READINGS[own["reading"]], "sentence": sentence}


def _stayed(segment: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    if segment["size"] == 1:
        return f"its one customer stays in {percent(own['stayed'])} of cases"
    return f"{percent(own['stayed'])} of its {count(segment['size'])} customers stay together"


def _borderline(customers: int) -> str:
    """Count who stayed in fewer than three of four refits.

    Examples
    --------
    >>> _borderline(0), _borderline(1), _borderline(1212)
    ('none is borderline', '1 is borderline', '1,212 are borderline')
    """
    return f"{count(customers) if customers else 'none'} {'are' if customers > 1 else 'is'} borderline"


def _feature(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "feature": found["feature"],
        "share": percent(found["share"]),
        "bar": f"{found['share'] * _SHARE:.1f}",
        "without": _without(found),
        "numbers": _numbers(found),
        "advice": found["advice"],
    }


def _without(found: Mapping[str, Any]) -> str:
    """Say in words what happens when a feature is left out."""
    change, same = found["structure_without"], found["same_without"]
    said = []
    if same is not None:
        alike = "similar segments" if same >= _ALIKE else "other segments"
        said.append("the same segments" if same >= _SAME else alike)
    if change is not None and abs(change) > _CHANGE:
        said.append("clearer groups" if change > 0 else "groups less clear")
    words = ", ".join(said)
    return words[:1].upper() + words[1:] or MISSING


def _numbers(found: Mapping[str, Any]) -> str:
    """Give the numbers behind it, for readers who want to check."""
    said = []
    if found["same_without"] is not None:
        said.append(f"agreement {decimals(found['same_without'], 2)} of 1")
    if found["structure_without"] is not None:
        said.append(f"squared silhouette above placebo {_signed(found['structure_without'])}")
    return "; ".join(said)


def _signed(change: float) -> str:
    """Write a change with its sign; one too small to be seen is none."""
    written = decimals(change, 2)
    return "unchanged" if not written.strip("−0.") else f"+{written}" if change > 0 else written
