"""Summaries as the main job makes them, from invented customers: what the report's tests are fed."""

from __future__ import annotations

import importlib.util
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from coterie.planes import planes
from coterie.preparation import Preparation
from coterie.projection import CustomerMap, project

_SPEC = importlib.util.spec_from_file_location("report_evidence", Path(__file__).with_name("evidence.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
invented = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(invented)

BANK_NAMES = (
    "Prudent Elite",
    "Established Earners",
    "Silver Sages",
    "Financial Titans",
    "Trendsetters",
    "Millennial Moguls",
)
BANK_CENTRES = (
    (47, 118_000, 34, 748),
    (44, 67_000, 51, 681),
    (66, 48_500, 29, 724),
    (51, 181_000, 78, 779),
    (27, 35_200, 72, 594),
    (31, 102_000, 69, 662),
)
BANK_SIZES = (1210, 1062, 918, 702, 611, 497)
ADVICE = "Offer wealth planning and a dedicated adviser; keep the tone factual and the fees plain."


def told(code: str, column: str | None, action: str, rows: int, detail: str) -> dict[str, Any]:
    return {"code": code, "column": column, "action": action, "rows": rows, "detail": detail, "facts": {}}


def numeric(values: np.ndarray) -> dict[str, float | None]:
    known = values[~np.isnan(values)]
    if len(known) == 0:
        return dict.fromkeys(("mean", "median", "std", "min", "max"))
    spread = float(known.std(ddof=1)) if len(known) > 1 else 0.0
    return {
        "mean": float(known.mean()),
        "median": float(np.median(known)),
        "std": spread,
        "min": float(known.min()),
        "max": float(known.max()),
        "known": len(known),
        **dict(zip(("p10", "p25", "p75", "p90"), np.quantile(known, [0.1, 0.25, 0.75, 0.9]).tolist(), strict=True)),
    }


def category(values: np.ndarray) -> dict[str, Any]:
    found, counts = np.unique(values, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    shares = {str(found[i]): float(counts[i] / len(values)) for i in order}
    tie = bool(len(order) > 1 and counts[order[0]] == counts[order[1]])
    return {"mode": str(found[order[0]]), "tie": tie, "shares": shares}


def profile(data: dict[str, np.ndarray], rows: np.ndarray) -> dict[str, Any]:
    return {
        name: numeric(values[rows]) if values.dtype == float else category(values[rows])
        for name, values in data.items()
    }


def claims(own: dict[str, Any], overall: dict[str, Any]) -> list[dict[str, Any]]:
    made = []
    for column, whole in overall.items():
        if "mean" not in whole or not whole["std"]:
            continue
        z = (own[column]["mean"] - whole["mean"]) / whole["std"]
        claim = "high" if z > 0 else "low"
        numbers = {"z": z, "mean": own[column]["mean"], "average": whole["mean"], "fit": 0.9}
        made.append({"column": column, "role": None, "claim": claim, "essential": False, **numbers})
    return sorted(made, key=lambda claim: -abs(claim["z"]))


def sentence(made: list[dict[str, Any]]) -> str:
    words = ("{column} {z:.1f} sd {way} average ({mean:,.0f} against {average:,.0f})",) * 3
    return (
        "; ".join(
            word.format(**claim | {"z": abs(claim["z"])}, way="above" if claim["z"] > 0 else "below")
            for word, claim in zip(words, made, strict=False)
        )
        + "."
    )


def summary(
    data: dict[str, np.ndarray],
    labels: np.ndarray,
    names: tuple[str, ...],
    *,
    k_max: int = 12,
    kind: str = "natural",
    **changed: Any,
) -> dict[str, Any]:
    overall = profile(data, np.ones(len(labels), dtype=bool))
    segments = [segment(i, name, profile(data, labels == i), labels, overall) for i, name in enumerate(names)]
    ks = range(1, k_max + 1)
    k = len(names)
    made = {
        "schema_version": 2,
        "coterie_version": "0.1.0",
        "short_hash": "1dbd14c4ab4d",
        "source": {"name": "customers.csv", "sha256": "3f" * 32, "rows": len(labels) + 43, "columns": len(data) + 2},
        "purchases": None,
        "options": {"id": None, "features": None, "ignore": [], "type": {}, "k": "auto", "k_max": 12, "seed": 0},
        "columns": [
            {"name": "customer_id", "type": "text", "role": "id", "missing": 0, "reason": "Unique and key-like."},
            *(column(name, values) for name, values in data.items()),
            {"name": "notes", "type": "text", "role": "ignored", "missing": 12, "reason": "Free text is left out."},
        ],
        "cleaning": [
            told("duplicate_row", None, "duplicate rows dropped", 41, "equal in every column"),
            told("spelling_unified", "customer_id", "blanks around values removed", 7, ""),
            told("missing_token", "notes", "missing tokens read as missing", 12, "'n/a' 9, '-' 3"),
        ],
        "account": {
            "rows": [
                {"code": "lines_in_file", "what": "lines in the file", "rows": len(labels) + 47, "left_out": False},
                {"code": "header", "what": "header", "rows": 1, "left_out": True},
                {"code": "blank_lines", "what": "blank lines", "rows": 3, "left_out": True},
                {"code": "rows_read", "what": "rows read", "rows": len(labels) + 43, "left_out": False},
                {"code": "duplicate_row", "what": "duplicate row", "rows": 43, "left_out": True},
                {"code": "customers", "what": "customers", "rows": len(labels), "left_out": False},
            ],
            "columns": [counted(name, len(labels), at) for at, name in enumerate(data)],
        },
        "preparation": [prepared(name, values) for name, values in data.items() if values.dtype == float],
        "sweep": [
            {
                "k": each,
                "inertia": 4 * len(labels) / each**0.85 + (2000 if each < k else 0) * (k - each),
                "silhouette": None if each == 1 else 0.52 - 0.03 * abs(each - k),
                "silhouette_squared": None if each == 1 else 0.72 - 0.03 * abs(each - k),
                "n_best": 20,
                "n_starts": 25,
            }
            for each in ks
        ],
        "choice": {"k": k, "method": "elbow", "reason": f"The curve bends at {k} for every range of K tried."},
        "inertia": 8211.5,
        "silhouette": None if k == 1 else 0.5187,
        "catalogue": {"name": "none", "columns": {}},
        "overall": {"size": len(labels), "profile": overall},
        "segments": segments,
        "planes": planes_of(data, labels),
        "labels": {},
        "value": None,
    }
    features = [column["name"] for column in made["columns"] if column["role"] == "feature"]
    return made | invented.evidence(kind, labels, ks, features) | changed


def planes_of(data: dict[str, np.ndarray], labels: np.ndarray) -> list[dict[str, Any]]:
    numbers = {name: values for name, values in data.items() if values.dtype == float}
    fitted, X = Preparation(transform="none").fit_matrix(numbers)
    return [asdict(each) for each in planes(X, labels.astype(np.int32), fitted)]


def segment(number: int, name: str, own: dict[str, Any], labels: np.ndarray, overall: dict[str, Any]) -> dict[str, Any]:
    size = int((labels == number).sum())
    made = claims(own, overall)
    evidence = {
        "archetype": None,
        "fit": None,
        "description": "",
        "sentence": sentence(made),
        "advice": "",
        "claims": made,
    }
    return {"id": number, "name": name, "evidence": evidence, "size": size, "share": size / len(labels), "profile": own}


def column(name: str, values: np.ndarray) -> dict[str, Any]:
    if values.dtype == float:
        missing = int(np.isnan(values).sum())
        reason = "A number with many different values."
        return {"name": name, "type": "numeric", "role": "feature", "missing": missing, "reason": reason}
    reason = "A category: it describes, and does not build segments unless named in --features."
    return {"name": name, "type": "categorical", "role": "descriptor", "missing": 0, "reason": reason}


def counted(name, cells, empty):
    kinds = {"empty": empty, "tokens": 2 * empty, "unreadable": 0, "impossible": 0, "rewritten": 0}
    return {"column": name, "cells": cells, **kinds, "missing": 3 * empty, "gaps": 3 * empty}


def prepared(name: str, values: np.ndarray) -> dict[str, Any]:
    known = numeric(values)
    skewed = (known["mean"] or 0) > 20_000
    return {
        "feature": name,
        "impute": "median",
        "fill": known["median"],
        "transform": "yeo-johnson" if skewed else "none",
        "center": known["mean"],
        "scale": known["std"] or 1.0,
        "power": -0.21 if skewed else None,
        "unit": 50_000.0 if skewed else None,
        "categories": [],
    }


def bank() -> tuple[dict[str, Any], CustomerMap]:
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(6), BANK_SIZES)
    centre = np.array(BANK_CENTRES, dtype=float)[labels]
    noise = rng.normal(size=centre.shape)
    age, spending, credit = (centre[:, i] + noise[:, i] * spread for i, spread in ((0, 6), (2, 9), (3, 42)))
    income = centre[:, 1] * np.exp(0.22 * noise[:, 1])
    income[rng.random(len(labels)) < 0.02] = np.nan
    data = {
        "age": age.round(),
        "gender": np.where(rng.random(len(labels)) < 0.52, "Female", "Male"),
        "income": income,
        "spending_score": np.clip(spending, 1, 100).round(),
        "credit_score": np.clip(credit, 300, 850).round(),
        "card_type": np.array(["Gold", "Silver", "Blue", "Platinum", "Blue", "Silver"])[
            np.where(rng.random(len(labels)) < 0.6, labels, rng.integers(0, 6, len(labels)))
        ],
    }
    roles = {"age": "age", "income": "income", "spending": "spending_score", "credit": "credit_score"}
    made = summary(data, labels, BANK_NAMES, catalogue={"name": "bank", "columns": roles})
    for each in made["segments"]:
        each["evidence"] |= {"archetype": each["name"].casefold().replace(" ", "_"), "fit": 0.86, "advice": ADVICE}
    return made, mapped(data, labels)


def mapped(data: dict[str, np.ndarray], labels: np.ndarray) -> CustomerMap:
    names = [name for name, values in data.items() if values.dtype == float]
    X = np.column_stack([np.nan_to_num(data[name], nan=float(np.nanmean(data[name]))) for name in names])
    spread = X.std(axis=0)
    return project((X - X.mean(axis=0)) / np.where(spread > 0, spread, 1), labels.astype(np.int32), names)


def mall() -> tuple[dict[str, Any], CustomerMap]:
    rng = np.random.default_rng(1)
    labels = np.repeat(np.arange(5), (81, 39, 35, 23, 22))
    centre = np.array([(55, 49), (86, 82), (88, 17), (26, 21), (25, 79)], dtype=float)[labels]
    data = {
        "Gender": np.where(rng.random(200) < 0.56, "Female", "Male"),
        "Age": rng.integers(18, 71, 200).astype(float),
        "Annual Income (k$)": (centre[:, 0] + 8 * rng.normal(size=200)).round(),
        "Spending Score (1-100)": (centre[:, 1] + 7 * rng.normal(size=200)).round(),
    }
    names = (
        "Average throughout",
        "High income, high spending",
        "High income, low spending",
        "Low income, low spending",
        "Low income, high spending",
    )
    made = summary(data, labels, names, kind="constructed")
    made["columns"][2]["role"] = "descriptor"
    return made, mapped(data, labels)


def unasked() -> tuple[dict[str, Any], CustomerMap]:
    """Make the mall's segments without any evidence."""
    made, drawn = mall()
    return made | invented.nothing(np.repeat(np.arange(5), (81, 39, 35, 23, 22)), range(1, 13)), drawn


def wide(k: int = 12, features: int = 30) -> tuple[dict[str, Any], CustomerMap]:
    rng = np.random.default_rng(2)
    labels = np.sort(rng.integers(0, k, 3000))
    labels[:3] = k - 1
    centres = rng.normal(size=(k, features)) * 10.0 ** rng.integers(-2, 6, features)
    data = {
        f"feature_{i:02d}_{word(i)}": (centres[labels, i] * (1 + 0.4 * rng.normal(size=3000))) for i in range(features)
    }
    data["preferred_store_in_the_last_twelve_months"] = rng.choice(["Online", "High Street", "Outlet"], 3000)
    order = np.argsort(-np.bincount(labels, minlength=k), kind="stable")
    labels = np.argsort(order)[labels]
    names = tuple(f"High {word(i)}, low {word(i + 3)}, frequent {word(i + 5)}" for i in range(k))
    return summary(data, labels, names, k_max=max(k, 12), kind="reproducible"), mapped(data, labels)


def partly() -> tuple[dict[str, Any], CustomerMap]:
    """Make twenty segments, of which every second border runs through a crowd."""
    rng = np.random.default_rng(5)
    labels = np.repeat(np.arange(20), np.arange(60, 40, -1))
    data = {"visits": labels + rng.normal(size=len(labels)), "spend": labels % 7 + rng.normal(size=len(labels))}
    names = tuple(f"Visits {i}, spend {i % 7}" for i in range(20))
    return summary(data, labels, names, k_max=20, kind="partly natural"), mapped(data, labels)


def word(i: int) -> str:
    words = (
        "balance",
        "purchases_one_off",
        "cash_advance_frequency",
        "tenure",
        "credit_limit_utilisation",
        "minimum_payments",
    )
    return words[i % len(words)]


def single() -> tuple[dict[str, Any], CustomerMap]:
    rng = np.random.default_rng(3)
    labels = np.zeros(120, dtype=int)
    data = {"visits": rng.poisson(6, 120).astype(float)}
    choice = {"k": 1, "method": "given", "reason": "One segment was asked for."}
    return summary(data, labels, ("Everyone",), k_max=1, kind="constructed", choice=choice), mapped(data, labels)


def tiny() -> tuple[dict[str, Any], CustomerMap]:
    """Make the bank's segments with a last one of three customers, too few to profile."""
    made, drawn = bank()
    last = made["segments"][-1]
    last |= {"size": 3, "share": 0.0006, "profile": {}}
    labels = drawn.labels.copy()
    labels[np.flatnonzero(labels == 5)[3:]] = 0
    return made, CustomerMap(drawn.points, labels, drawn.explained, drawn.axes, drawn.customers)


def hostile() -> tuple[dict[str, Any], CustomerMap]:
    """Name columns, categories and segments so that they break any page that does not escape them."""
    rng = np.random.default_rng(4)
    labels = np.repeat(np.arange(2), (40, 30))
    data = {
        "<script>alert(1)</script>": labels + rng.normal(size=70),
        "{{ 7*7 }} </style></title>": labels * 2 + rng.normal(size=70),
        "x'\"><img src=x onerror=alert(2)>": np.where(labels == 0, "</td><b>a", '&amp;" onload="x'),
    }
    names = ('"><b>bold</b>', "</text></svg><script>alert(3)</script>")
    made = summary(data, labels, names, kind="constructed")
    made["source"]["name"] = "<svg onload=alert(4)>.csv"
    made["choice"]["reason"] = '<em>because</em> datum.k < 3 && "so"'
    made["cleaning"][0]["detail"] = "<iframe src='https://example.org'>"
    told = "<img src=x onerror=alert(5)> & more"
    made["verdict"] |= {"sentence": told, "finding": told, "remarks": [told], "meaning": told}
    for each in (*made["verdict"]["borders"], *made["verdict"]["segments"]):
        each.update({"feature": told} if "feature" in each else {"sentence": told})
    made["recommendation"]["ladder"] = told
    made["recommendation"]["runner_up_reason"] = "</p><script>alert(6)</script>"
    for each in made["warnings"]:
        each["advice"] = "<b onclick=alert(7)>"
    return made, mapped(data, labels)
