"""What `coterie.evidence.keep` keeps of invented customers, whatever they are, and where nothing was asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from coterie.evidence import wording
from coterie.evidence.borders import Border
from coterie.evidence.causes import Cause
from coterie.evidence.slsa import stability_across
from coterie.evidence.verdict import Verdict, segment_borders

READINGS = ((0.5, "dissolved"), (0.6, "do not trust"), (0.75, "pattern"), (0.85, "stable"), (2.0, "highly stable"))
ADVICE = {
    "natural": ("", ""),
    "partly natural": ("", ""),
    "reproducible": ("says nearly the same as others, so it counts twice: keep one of them.", "redundant_feature"),
    "constructed": ("Segments hardly differ in it: leave it out, or let it only describe.", "noise_feature"),
}
AGREEMENT = {"natural": 0.96, "partly natural": 0.9, "reproducible": 0.92, "constructed": 0.45}
KINDS = ("constructed", "reproducible", "partly natural", "natural")


def evidence(kind: str, labels: np.ndarray, ks: range, features: list[str]) -> dict[str, Any]:
    """Make everything that the evidence of a run puts into a summary."""
    k = int(labels.max()) + 1
    rng = np.random.default_rng(k)
    return {
        "evidence": {"effort": "quick", "rows": min(1000, len(labels))},
        "supported_k": 1 if kind == "constructed" else k,
        "verdict": verdict(kind, k, features),
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
    unknown |= {"halves": None, "groups": None, "kind": None, "borders": []}
    rows = [row | unknown for row in made["k_card"]["rows"]]
    choices = made["k_card"]["choices"] | dict.fromkeys(("gap", "gap_global", "prediction_strength", "excess"))
    made["k_card"] |= {"rows": rows, "choices": choices | {"agreement": None}}
    made["recommendation"] |= {"supported_k": None, "basis": "criteria", "ladder": ""}
    return made | left_out | {"supported_k": None, "warnings": [], "evidence": {"effort": "none", "rows": len(labels)}}


def verdict(kind: str, k: int, features: list[str]) -> dict[str, Any]:
    """Make a verdict whose sentences are the evidence's own."""
    found = facts(kind, k)
    between = [border(each, features) for each in found.borders]
    sure = kind in {"natural", "partly natural"}
    segments = [{**vars(each), "sentence": wording.segment_sentence(each, confirmed=sure)} for each in found.segments]
    said = {"sentence": found.sentence, "finding": wording.finding(found), "remarks": wording.remarks(found)}
    causes = [{**vars(each), "segments": list(each.segments)} for each in found.causes]
    plain = {**vars(found), "borders": between, "segments": segments, "causes": causes, "weakened_by": []}
    return {**plain, **said, "meaning": found.meaning}


def facts(kind: str, k: int) -> Verdict:
    """Make a gap at every border, or a crowd at every second one, or at all of them."""
    crowded = {"natural": (), "partly natural": (1,), "reproducible": (0, 1), "constructed": (0, 1)}[kind]
    borders = tuple(between(i, crowd=i % 2 in crowded) for i in range(k - 1))
    causes = (Cause("value", column="<visits>", value=0.0, share=0.36),) if kind == "constructed" and k > 2 else ()
    return Verdict(
        kind=kind,
        k=k,
        supported_k=1 if kind == "constructed" else k,
        groups=sum(each.answer == "gap" for each in borders) + 1,
        replication=AGREEMENT[kind],
        prediction_strength=0.8,
        worst_segment=0.7,
        borders=borders,
        segments=tuple(segment_borders(i, borders) for i in range(k)),
        causes=causes,
    )


def between(i: int, *, crowd: bool) -> Border:
    counted = {"near": 180, "between": 210, "z": -1.5, "answer": "crowd"}
    if not crowd:
        counted = {"near": 180, "between": 40 + i, "z": 9.0, "answer": "gap"}
    return Border(i, i + 1, at=0.0, column=0, share=0.7, **counted)


def border(found: Border, features: list[str]) -> dict[str, Any]:
    return {**vars(found), "feature": features[found.column] if features else None}


def structure(kind: str, rng: np.random.Generator) -> dict[str, Any]:
    by_k: dict[str, Any] = {"excess": [0.1, 0.2], "silhouette_squared": [0.3, 0.4]}
    own, p = {"reproducible": (2.1, 0.15), "constructed": (-0.4, 0.85)}.get(kind, (28.3, 0.025))
    compared = [
        {"kind": each, "statistic": own + more, "draws": rng.gumbel(0.4, 0.6, 39).tolist(), "p": p} | by_k
        for each, more in (("gaussian", 8.0), ("box", 0.0))
    ]
    return {
        "found": kind == "natural",
        "p": p,
        "placebos": compared,
        "treated": [],
        "rows": 1000,
        "n_clusters": [2, 3],
    } | by_k


def card(kind: str, labels: np.ndarray, ks: range) -> dict[str, Any]:
    k = int(labels.max()) + 1
    best = k if kind == "natural" else min(2, ks[-1])
    names = ("prediction_strength", "silhouette", "silhouette_squared", "calinski_harabasz", "davies_bouldin")
    choices = dict.fromkeys((*names, "excess", "gap", "gap_first", "gap_global", "bic"), best)
    return {
        "rows": [row(each, best, len(labels)) | of_borders(each, kind if each == k else "constructed") for each in ks],
        "choices": choices | {"elbow": None, "agreement": min(best + 1, ks[-1])},
        "customers": min(1000, len(labels)),
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
        "halves": near,
        "few": False,
        "worst_segment": near - 0.1,
        "smallest": customers // (k + 1),
        "smallest_share": 1 / (k + 1),
        "same_answer": 0.6,
    }


def of_borders(k: int, kind: str) -> dict[str, Any]:
    if k == 1:
        return {"borders": [], "groups": 1, "kind": None}
    found = facts(kind, k)
    return {"borders": [border(each, []) for each in found.borders], "groups": found.groups, "kind": kind}


def recommendation(kind: str, k: int) -> dict[str, Any]:
    return {
        "supported_k": 1 if kind == "constructed" else k,
        "recommended_k": k,
        "k": k,
        "basis": dict(zip(KINDS, ("convenience", "again", "groups", "gaps"), strict=True))[kind],
        "reason": f"K = {k}: so the evidence says.",
        "agreeing": ["silhouette", "bic"],
        "disagreeing": ["elbow"],
        "runner_up": None if k == 1 else 2 if k > 2 else 3,
        "runner_up_reason": None
        if k == 1
        else "reproducible; agreement 0.84 of 1 between random halves of the customers",
        "limited": None,
        "ladder": f"{kind.capitalize()} at K = {k}; constructed at every other K.",
    }


def stability(kind: str, labels: np.ndarray) -> dict[str, Any]:
    sizes = np.bincount(labels)
    start, fall = {"reproducible": (0.93, 0.03), "constructed": (0.88, 0.1)}.get(kind, (0.99, 0.005))
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
    noise = kind == "constructed"
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
        sentence = f"Without {features[-1]}, 5 clearer segments appear in {features[0]}."
        words = {"features": features[:1], "left_out": features[-1:], "sentence": sentence}
        clearer = words | {"k": 5, "p": 0.05, "prediction_strength": 0.83, "gain": 0.1}
    return {"features": found, "clearer": clearer}


def warnings(kind: str, k: int, features: list[str]) -> list[dict[str, Any]]:
    if kind in {"natural", "partly natural"}:
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
            "advice": "Set a minimum share, ask for fewer segments, or look at these customers one by one.",
            "about": [str(k - 1)],
        },
    ]
    first = {"code": "no_structure", "message": facts(kind, k).sentence, "advice": facts(kind, k).meaning, "about": []}
    return [first, *found] if kind == "constructed" else found
