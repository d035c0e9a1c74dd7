"""What `coterie.evidence.plain` says of invented customers: natural, reproducible, constructed, and nothing at all."""

from __future__ import annotations

from typing import Any

import numpy as np

from coterie.evidence.slsa import stability_across
from coterie.evidence.verdict import MEANING

READINGS = ((0.5, "dissolved"), (0.6, "do not trust"), (0.75, "pattern"), (0.85, "stable"), (2.0, "highly stable"))
ADVICE = {
    "natural": ("", ""),
    "reproducible": ("says nearly the same as others, so it counts twice: keep one of them.", "redundant_feature"),
    "constructive": ("Segments hardly differ in it: leave it out, or let it only describe.", "noise_feature"),
}
SENTENCES = {
    "natural": "{k} natural segments: clear groups (0 of 39 placebo tables without groups look as separated) that are "
    "found again (refits agree to 0.98 of 1).",
    "reproducible": "{k} reproducible segments: no clear groups at this number (5 of 39 placebo tables without groups "
    "look as separated), but nearly the same answer every time (refits agree to 0.92 of 1).",
    "constructive": "{k} constructed segments: none are there by nature (33 of 39 placebo tables without groups look "
    "as separated), and refits draw other borders (refits agree to 0.45 of 1).",
}


def evidence(kind: str, labels: np.ndarray, ks: range, features: list[str]) -> dict[str, Any]:
    """Make everything that the evidence of a run puts into a summary."""
    k = int(labels.max()) + 1
    rng = np.random.default_rng(k)
    return {
        "evidence": {"effort": "quick", "rows": min(1000, len(labels))},
        "verdict": verdict(kind, k),
        "structure": structure(kind, rng),
        "k_card": card(kind, labels, ks),
        "recommendation": recommendation(kind, k),
        "stability": stability(kind, labels),
        "across": across(labels, ks, rng),
        "audit": None if k == 1 else audit(kind, features),
        "descriptors": [
            {"descriptor": "branch", "effect": 0.03, "test": "chi-squared", "p": 0.2, "p_holm": 0.2},
            {"descriptor": "<tenure> in years", "effect": 0.3, "test": "kruskal-wallis", "p": 1e-9, "p_holm": 2e-9},
        ],
        "warnings": warnings(kind, k, features),
    }


def nothing(labels: np.ndarray, ks: range) -> dict[str, Any]:
    """Make what stands in a summary where no evidence was asked for."""
    made = evidence("natural", labels, ks, [])
    left_out = dict.fromkeys(("verdict", "structure", "stability", "audit"))
    unknown = dict.fromkeys(("gap", "gap_se", "prediction_strength", "excess", "agreement", "worst_segment"))
    rows = [row | unknown for row in made["k_card"]["rows"]]
    choices = made["k_card"]["choices"] | dict.fromkeys(("gap", "gap_global", "prediction_strength", "excess"))
    made["k_card"] |= {"rows": rows, "choices": choices | {"agreement": None}}
    return made | left_out | {"warnings": [], "evidence": {"effort": "none", "rows": len(labels)}}


def verdict(kind: str, k: int) -> dict[str, Any]:
    sentence = SENTENCES[kind].format(k=k)
    if k == 1:
        sentence = (
            "One segment: the customers do not stand apart from a placebo without groups (39 of 39 look as apart)."
        )
    return {
        "kind": kind,
        "k": k,
        "sentence": sentence,
        "meaning": "The customers are one group: treat them alike." if k == 1 else MEANING[kind],
        "structure": kind == "natural",
        "p": {"natural": 0.025, "reproducible": 0.15, "constructive": 0.85}[kind],
        "agreement": 0.9,
        "prediction_strength": 0.8,
        "worst_segment": 0.7,
    }


def structure(kind: str, rng: np.random.Generator) -> dict[str, Any]:
    own, p = {"natural": (28.3, 0.025), "reproducible": (2.1, 0.15), "constructive": (-0.4, 0.85)}[kind]
    compared = [
        {"kind": each, "statistic": own + more, "p": p, "draws": rng.gumbel(0.4, 0.6, 39).tolist()}
        for each, more in (("gaussian", 8.0), ("box", 0.0))
    ]
    return {"found": kind == "natural", "p": p, "placebos": compared, "treated": [], "rows": 1000}


def card(kind: str, labels: np.ndarray, ks: range) -> dict[str, Any]:
    k = int(labels.max()) + 1
    best = k if kind == "natural" else min(2, ks[-1])
    names = ("prediction_strength", "silhouette", "silhouette_squared", "calinski_harabasz", "davies_bouldin")
    choices = dict.fromkeys((*names, "excess", "gap", "gap_first", "gap_global", "bic"), best)
    return {
        "rows": [row(each, best, len(labels)) for each in ks],
        "choices": choices | {"elbow": None, "agreement": min(best + 1, ks[-1])},
        "elbows": [[most, 3 if most < 11 else best] for most in ks if most > 7] or [[ks[-1], None]],
    }


def row(k: int, best: int, customers: int) -> dict[str, Any]:
    near = 0.9 - 0.06 * abs(k - best)
    several = None if k == 1 else near
    return {
        "k": k,
        "inertia": 4 * customers / k**0.85,
        "elbow": False,
        "gap": 0.6 + near / 4,
        "gap_se": 0.015,
        "prediction_strength": 1.0 if k == 1 else near,
        "silhouette": several,
        "silhouette_interval": None if k == 1 else [near - 0.01, near + 0.01],
        "silhouette_rows": None if k == 1 else 2400,
        "silhouette_kind": None if k == 1 else "sampled",
        "silhouette_squared": several,
        "excess": None if k == 1 else 28 * near,
        "calinski_harabasz": None if k == 1 else 900 * near,
        "davies_bouldin": None if k == 1 else 2 - near,
        "bic": -6000 + 900 * near,
        "agreement": near,
        "worst_segment": near - 0.1,
        "smallest": customers // (k + 1),
        "smallest_share": 1 / (k + 1),
        "same_answer": 0.6,
    }


def recommendation(kind: str, k: int) -> dict[str, Any]:
    return {
        "supported": k if kind == "natural" else 1,
        "k": k,
        "basis": {"natural": "structure", "reproducible": "stability", "constructive": "convenience"}[kind],
        "reason": f"K = {k}: so the evidence says.",
        "agreeing": ["silhouette", "bic"],
        "disagreeing": ["elbow"],
        "runner_up": None if k == 1 else 2 if k > 2 else 3,
        "runner_up_reason": None if k == 1 else "4 of 9 criteria choose it; refits agree to 0.84",
        "limited": None,
    }


def stability(kind: str, labels: np.ndarray) -> dict[str, Any]:
    sizes = np.bincount(labels)
    start, fall = {"natural": (0.99, 0.005), "reproducible": (0.93, 0.03), "constructive": (0.88, 0.1)}[kind]
    segments = [held(start - fall * i, int(size)) for i, size in enumerate(sizes)]
    total = sum(each["borderline"] for each in segments)
    return {"n_resamples": 20, "rows": 1000, "agreement": 0.9, "segments": segments, "borderline": total}


def held(jaccard: float, size: int) -> dict[str, Any]:
    jaccard = max(jaccard, 0.31)
    reading = next(words for limit, words in READINGS if jaccard < limit)
    stayed = min(jaccard + 0.05, 1.0)
    return {
        "jaccard": jaccard,
        "recovered": 0.9,
        "slsw": jaccard - 0.01,
        "stayed": stayed,
        "borderline": int(size * (1 - stayed) * 2),
        "reading": reading,
    }


def across(labels: np.ndarray, ks: range, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Merge the last segments where there are fewer, and split the largest where there are more."""
    every, now = [], labels.copy()
    for k in ks:
        if k > int(labels.max()) + 1:
            largest = np.flatnonzero(now == np.bincount(now).argmax())
            now = now.copy()
            now[rng.permutation(largest)[: len(largest) // 3]] = k - 1
        every.append(np.minimum(now, k - 1))
    return [
        {
            "n_clusters": list(s.n_clusters),
            "shared": [list(row) for row in s.shared],
            "slsa": list(s.slsa),
            "order": list(s.order),
        }
        for s in stability_across(every)
    ]


def audit(kind: str, features: list[str]) -> dict[str, Any]:
    noise = kind == "constructive"
    found = [
        {
            "feature": feature,
            "share": 0.62 if i == 0 else 0.38 / max(len(features) - 1, 1),
            "eta_squared": 0.7,
            "structure_without": None if len(features) > 12 else 0.08 if noise and i else -0.12,
            "agreement_without": -0.05,
            "same_without": None if len(features) == 1 else 0.5 + 0.5 * i / len(features),
            "same_reweighted": 0.8,
            "redundant_with": [],
            "noise": noise and i > 0,
            "dominates": i == 0,
            "advice": ADVICE[kind][0] if i else "",
        }
        for i, feature in enumerate(features)
    ]
    clearer = None
    if noise and len(features) > 1:
        sentence = f"Without {features[-1]}, 5 natural segments appear in {features[0]}."
        words = {"features": features[:1], "left_out": features[-1:], "sentence": sentence}
        clearer = words | {"k": 5, "p": 0.05, "prediction_strength": 0.83, "gain": 0.1}
    return {"features": found, "clearer": clearer}


def warnings(kind: str, k: int, features: list[str]) -> list[dict[str, Any]]:
    if kind == "natural":
        return []
    about = ", ".join(features[1:4]) or "nothing"
    found = [
        {
            "code": ADVICE[kind][1],
            "message": f"{about} add no structure (their shares of the differences between segments: 1%).",
            "advice": "Leave these out, or let them only describe.",
            "about": features[1:4],
        },
        {
            "code": "small_segment",
            "message": f"Segment {k - 1} has 3 customers, 0.1% of all.",
            "advice": "Ask for a least share, for fewer segments, or look at these customers one by one.",
            "about": [str(k - 1)],
        },
    ]
    first = {"code": "no_structure", "message": verdict(kind, k)["sentence"], "advice": MEANING[kind], "about": []}
    return [first, *found] if kind == "constructive" else found
