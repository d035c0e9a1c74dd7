"""Why this K: what each criterion says of every K, and at which K's each segment is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from coterie.charts.sparks import spark
from coterie.evidence.criteria import CRITERIA, Criterion, Idea, Tried
from coterie.number_format import MISSING, count, decimals, percent, readable, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORST = ("worst_segment", "Worst segment")
"""What is shown beside the values of the criteria."""
_SAME = 0.75  # Jaccard from which a segment of another K counts as the same


def criteria(summary: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the criteria by idea: a small curve each, and the K it chooses; None where one K was tried.

    Parameters
    ----------
    summary : mapping
        The content of ``segments.json``.

    Returns
    -------
    dict or None
        With `ideas`, each with its `name` and `rows` (`name`, `asks`, `note`, `spark`, `choice`, `agrees`), `ks` and
        `numbers`: every number by K.

    Examples
    --------
    >>> rows = [{"k": k, "silhouette": s} for k, s in ((1, None), (2, 0.3), (3, 0.5), (4, 0.4))]
    >>> found = criteria({"k_card": {"rows": rows, "choices": {"silhouette": 3}}, "choice": {"k": 3}})
    >>> [(idea["name"], [(row["name"], row["choice"]) for row in idea["rows"]]) for idea in found["ideas"]]
    [('Separation', [('Silhouette', '3')])]
    """
    rows, choices = summary["k_card"]["rows"], summary["k_card"]["choices"]
    if len(rows) < 2:
        return None
    ks = [row["k"] for row in rows]
    chosen = summary["choice"]["k"]
    known = [each for each in CRITERIA if _known(rows, each.column)]
    ideas = [
        {"name": idea, "rows": [_criterion(each, rows, choices, chosen) for each in known if each.idea == idea]}
        for idea in get_args(Idea)
    ]
    return {"ideas": [idea for idea in ideas if idea["rows"]], "ks": [ks[0], ks[-1]], "numbers": _numbers(rows)}


def _known(rows: Sequence[Mapping[str, Any]], column: str) -> bool:
    return any(row.get(column) is not None for row in rows)


def _criterion(
    criterion: Criterion, rows: Sequence[Mapping[str, Any]], choices: Mapping[str, Any], chosen: int
) -> dict[str, Any]:
    ks = [row["k"] for row in rows]
    found = choices.get(criterion.key) if criterion.key else criterion.rule(_tried(criterion, rows))
    if criterion.several and found == 1:
        found = None
    note = _at_the_end(found, ks) if criterion.optimum else ""
    choice = None if note else found
    return {
        "name": criterion.name,
        "asks": criterion.asks,
        "note": note,
        "spark": spark(
            [row.get(criterion.column) for row in rows],
            choice=ks.index(choice) if choice in ks else None,
            chosen=ks.index(chosen) if chosen in ks else None,
        ),
        "choice": MISSING if choice is None else str(choice),
        "agrees": choice == chosen,
    }


def _tried(criterion: Criterion, rows: Sequence[Mapping[str, Any]]) -> Tried:
    """Return what the rule of a criterion looks at whose choice is not written."""
    values = {row["k"]: row[criterion.column] for row in rows if row.get(criterion.column) is not None}
    return Tried({criterion.column: values}, natural=tuple(row["k"] for row in rows if row.get("kind") == "natural"))


def _at_the_end(choice: int | None, ks: Sequence[int]) -> str:
    """Say that a criterion is best at the largest K tried, where there is no telling how it goes on.

    Examples
    --------
    >>> _at_the_end(12, range(1, 13)), _at_the_end(11, range(1, 13))
    ('Best at 12, the largest number tried: not an optimum.', '')
    """
    return f"Best at {choice}, the largest number tried: not an optimum." if choice == ks[-1] else ""


def kinds(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the segments of every K would be; nothing without evidence.

    Examples
    --------
    >>> rows = [{"k": 1, "kind": None}, {"k": 2, "kind": "natural"}]
    >>> kinds({"k_card": {"rows": rows}, "choice": {"k": 2}})
    [{'k': 2, 'kind': 'natural', 'here': True}]
    """
    chosen = summary["choice"]["k"]
    rows = [row for row in summary["k_card"]["rows"] if row.get("kind") is not None]
    return [{"k": row["k"], "kind": row["kind"], "here": row["k"] == chosen} for row in rows]


def _numbers(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return every number of every K, as text."""
    named = [(each.column, each.heading) for each in sorted(CRITERIA, key=lambda each: each.place)]
    columns = [column for column in (*named, WORST) if _known(rows, column[0])]
    largest = {name: max(abs(row[name]) for row in rows if row[name] is not None) for name, _ in columns}
    table = [
        {
            "k": row["k"],
            "cells": [readable(row[name], largest=largest[name]) for name, _ in columns],
            "smallest": f"{count(row['smallest'])} ({percent(row['smallest_share'])})"
            if "smallest" in row
            else MISSING,
        }
        for row in rows
    ]
    return {"titles": [title for _, title in columns], "rows": table}


def silhouette_of(summary: Mapping[str, Any]) -> str:
    """Say of whom the mean silhouette is: of all customers, or of a sample, with the 95 % interval.

    Examples
    --------
    >>> row = {"k": 5, "silhouette_kind": "sampled", "silhouette_rows": 2400, "silhouette_interval": [0.54, 0.56]}
    >>> silhouette_of({"k_card": {"rows": [row]}, "choice": {"k": 5}})
    'of a random sample of 2,400 customers; 95% interval 0.540 to 0.560'
    >>> silhouette_of({"k_card": {"rows": [row | {"silhouette_kind": "exact"}]}, "choice": {"k": 5}})
    'of all customers'
    """
    row: Mapping[str, Any] = next((row for row in summary["k_card"]["rows"] if row["k"] == summary["choice"]["k"]), {})
    if row.get("silhouette_kind") != "sampled":
        return "of all customers" if row.get("silhouette_kind") else ""
    said = f"of a random sample of {count(row['silhouette_rows'])} customers"
    if row["silhouette_interval"] is None:
        return said
    low, high = (decimals(end, 3) for end in row["silhouette_interval"])
    return f"{said}; 95% interval {low} to {high}"


def advice(summary: Mapping[str, Any]) -> list[str]:
    """Return what evidence adds to the reason of the choice: what it supports, and the runner-up.

    Examples
    --------
    >>> found = {"supported_k": 1, "k": 6, "basis": "convenience", "runner_up": 4, "runner_up_reason": "reproducible"}
    >>> advice({"verdict": {}, "recommendation": found, "choice": {"k": 6}})[1]
    'Runner-up: four segments (reproducible).'
    """
    found, k = summary["recommendation"], summary["choice"]["k"]
    if summary["verdict"] is None:
        return []
    said = []
    if k > 1 and found["supported_k"] == 1:
        said.append("The evidence supports no groups: any number is a matter of convenience, not a discovery.")
    elif found["supported_k"] != k:
        said.append(f"The evidence supports {_segments(found['supported_k'])}.")
    if found["runner_up"] is not None:
        said.append(f"Runner-up: {_segments(found['runner_up'])} ({found['runner_up_reason']}).")
    return said


def chosen_by(summary: Mapping[str, Any]) -> str:
    """Say what chose the number of segments, and whether a person asked for it.

    Examples
    --------
    >>> chosen_by({"choice": {"method": "elbow"}, "options": {"k": "elbow"}})
    'by the elbow, as asked for'
    >>> chosen_by({"choice": {"method": "elbow"}, "options": {"k": "auto"}})
    'chosen by the elbow'
    >>> chosen_by({"choice": {"method": "evidence"}, "recommendation": {"basis": "convenience"}})
    'a convenient number'
    """
    method = summary["choice"]["method"]
    if method == "given":
        return "as asked for"
    if method == "evidence" and summary["recommendation"]["basis"] == "convenience":
        return "a convenient number"
    return f"by the {method}, as asked for" if summary["options"]["k"] == method else f"chosen by the {method}"


def elbows(summary: Mapping[str, Any]) -> str:
    """Say where the elbow is in each range of K tried, where it moves.

    Examples
    --------
    >>> elbows({"k_card": {"elbows": [[8, 3], [9, 3], [10, 4]]}})
    'Here it is at 3 with up to 8 or 9 segments tried, at 4 with up to 10.'
    >>> elbows({"k_card": {"elbows": [[8, 6], [9, 6]]}})
    'Here it is at 6, whatever the range.'
    """
    places: dict[int | None, list[int]] = {}
    for most, place in summary["k_card"]["elbows"]:
        places.setdefault(place, []).append(most)
    if not places or set(places) == {None}:
        return "There is none here."
    if len(places) == 1:
        return f"Here it is at {next(iter(places))}, whatever the range."
    said = [f"{'nowhere' if at is None else f'at {at}'} with up to {_either(most)}" for at, most in places.items()]
    said[0] += " segments tried"
    return f"Here it is {', '.join(said)}."


def _either(numbers: Sequence[int]) -> str:
    *first, last = map(str, numbers)
    return f"{', '.join(first)} or {last}" if first else last


def _segments(k: int) -> str:
    return f"{spelled(k)} segment{'' if k == 1 else 's'}"


def lives(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return for each segment from which K to which it is there, nearly the same.

    From K to K it counts as the same while it shares at least three quarters of its customers with the segment most
    like it (Jaccard).

    Examples
    --------
    >>> steps = [{"n_clusters": [1, 2], "shared": [[30, 20]]}]
    >>> steps.append({"n_clusters": [2, 3], "shared": [[29, 1, 0], [0, 9, 10]]})
    >>> segments = [{"id": 0, "name": "a"}, {"id": 1, "name": "b"}]
    >>> [each["words"] for each in lives({"across": steps, "segments": segments})]
    ['among two to three', 'only among two']
    """
    k, steps = len(summary["segments"]), summary["across"]
    after = [(step["n_clusters"][1], step["shared"]) for step in steps if step["n_clusters"][0] >= k]
    before = [(step["n_clusters"][0], _turned(step["shared"])) for step in steps if step["n_clusters"][1] <= k]
    if not any(k in step["n_clusters"] for step in steps):
        return []
    return [
        {"id": each["id"], "name": each["name"], "words": _life(each["id"], k, before[::-1], after)}
        for each in summary["segments"]
    ]


def _life(segment: int, k: int, before: Sequence[tuple[int, Any]], after: Sequence[tuple[int, Any]]) -> str:
    first, last = (list(_same(segment, tables))[-1:] or [k] for tables in (before, after))
    if first == last:
        return f"only among {spelled(k)}"
    return f"among {spelled(first[0])} to {spelled(last[0])}"


def _same(segment: int, tables: Sequence[tuple[int, Sequence[Sequence[int]]]]) -> Iterator[int]:
    """Follow a segment from table to table as long as it stays nearly the same; give each K where it does."""
    for k, shared in tables:
        own = shared[segment]
        totals = [sum(column) for column in zip(*shared, strict=True)]
        alike = [both / (sum(own) + total - both) if both else 0.0 for both, total in zip(own, totals, strict=True)]
        segment = max(range(len(alike)), key=alike.__getitem__)
        if alike[segment] < _SAME:
            return
        yield k


def _turned(shared: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    return list(zip(*shared, strict=True))
