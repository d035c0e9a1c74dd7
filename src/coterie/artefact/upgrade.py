"""Saved segmentations of earlier formats, brought to what this version reads."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coterie.artefact.refusals import Refused
from coterie.remarks.table import english
from coterie.segmentation.identities import first_identities, salt_of
from coterie.segmentation.short_hash import short_hash

if TYPE_CHECKING:
    from collections.abc import Callable

    Plain = dict[str, Any]  # JSON of a format that no model describes any more

_BASES = {"structure": "criteria", "stability": "again", "asked for": "asked"}
"""Why a K was recommended, in earlier words and in those of today."""

_SQUARED, _EUCLIDEAN = "silhouette_squared", "silhouette_euclidean"


def upgraded(plain: Any, version: int) -> Any:  # noqa: ANN401 - what JSON says
    """Return what a file of an earlier format says, as the latest format says it.

    Parameters
    ----------
    plain : dict
        What `segmentation.json` says. It is changed.
    version : int
        The format it is in, one of `STEPS` or the latest.

    Returns
    -------
    dict

    Raises
    ------
    coterie.artefact.refusals.Refused
        When something is missing, or is in another place than the format says.

    Examples
    --------
    >>> upgraded({"k": 6}, 3)
    {'k': 6}
    """
    while version in STEPS:
        try:
            plain = STEPS[version](plain)
        except KeyError as error:
            message = f"{error.args[0]} is missing"
            raise Refused(message) from error
        except (AttributeError, IndexError, TypeError, ValueError) as error:
            message = f"it is not what format {version} says"
            raise Refused(message) from error
        version += 1
    return plain


def _to_2(plain: Plain) -> Plain:
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
    return plain


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


_KEPT = {"left without a segment"}
"""What was said in whole words that the account of rows goes by."""

_COLUMN: Plain = {
    "categories": [],
    "decimal": ".",
    "date_format": "",
    "codes": [],
    "bounds": None,
    "units": [],
    "doubt": "",
}
_FEATURE: Plain = {"power": None, "unit": None, "categories": []}
_KINDS = {"numeric": "numeric", "date": "date"}
"""What earlier versions left out where it was as here; and of profiles, the kind by the type of their column."""


def _to_3(plain: Plain) -> Plain:
    """Write out what stood there by default, and add who the segments are; how customers looked is not known."""
    _as_remarks(plain["cleaning"], plain.get("purchases"))
    columns = [_COLUMN | column for column in plain.pop("schema")["columns"]]
    prepared = [_FEATURE | feature for feature in plain.pop("preparation")["features"]]
    names = plain.pop("names")
    advised = plain["evidence"]["recommendation"]
    advised["basis"] = _BASES.get(advised["basis"], advised["basis"])
    return {
        "coterie_version": plain.pop("version"),
        "libraries": {},
        "columns": columns,
        "contract": {"columns": [_needed(each) for each in columns if each["role"] in {"id", "feature"}]},
        "purchases": _purchases(plain.pop("purchases", None)),
        "cleaning": {"account": {"rows": [], "columns": []}} | plain.pop("cleaning"),
        "preparation": prepared,
        "choice": {"elbows": []} | plain.pop("choice"),
        "profiles": _profiles(plain.pop("profiles"), {each["name"]: each["type"] for each in columns}),
        "names": names | {"names": [{"description": "", "given": False} | name for name in names["names"]]},
        "identities": _identities([name["name"] for name in names["names"]], columns, prepared, plain["centers"]),
        "lineage": {"parent": None},
        "hold_out": {"salt": salt_of(plain["source"]["sha256"])},
        "reference": None,
        **plain,
    }


def _as_remarks(cleaning: Plain, purchases: Plain | None) -> None:
    """Keep what was said in words of their own: earlier formats had no codes."""
    said = english().remarks
    codes = {words: code for code, entry in said.items() for words in (entry.says, entry.step) if words}
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


def _needed(column: Plain) -> Plain:
    return {name: column[name] for name in ("name", "type", "role")}


def _purchases(found: Plain | None) -> Plain | None:
    return None if found is None else {"span": None} | found


def _profiles(profiles: Plain, types: dict[str, str]) -> Plain:
    """Say of each column's profile which kind it is."""
    for segment in (profiles["overall"], *profiles["segments"]):
        segment["columns"] = {
            name: {"kind": _KINDS.get(types[name], "category"), "known": None} | found
            for name, found in segment["columns"].items()
        }
    return profiles


def _identities(names: list[str], columns: list[Plain], prepared: list[Plain], centers: list[list[float]]) -> Plain:
    """Give the segments the identities that a first segmentation has."""
    features = [column for column in columns if column["role"] == "feature"]
    born = short_hash(columns=features, features=prepared, centers=centers, ids=range(len(names)))
    return asdict(first_identities(names, born=born))


STEPS: dict[int, Callable[[Plain], Plain]] = {1: _to_2, 2: _to_3}
"""By format, what makes the next one of it."""
