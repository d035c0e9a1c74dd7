"""How often the verdict is right, and how often each criterion and the combined rule choose the right K.

    python benchmarks/evidence_simulation.py [--tables N] [--customers N] [--first-seed N] [kinds, by part of name]

Tables are made from seeds, so the same numbers come out each time. docs/methods.md shows the run with 100 tables, and
one on other seeds than those that were looked at while the limits were set (`--first-seed 1000`).
Without names only the first kinds are run, as there.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from evidence_kinds import BLURRED, CLEAR, KINDS, STRUCTURELESS, TRUTH, make

from coterie.evidence import judge

KS = range(1, 11)
JOBS = 2
CRITERIA = {
    "combined": "combined",
    "prediction_strength": "pred. strength",
    "gap_global": "gap, global",
    "gap": "gap, Tibs.",
    "bic": "BIC",
    "agreement": "stability",
    "elbow": "elbow",
    "silhouette_squared": "squared sil.",
    "silhouette": "silhouette",
    "calinski_harabasz": "CH",
    "davies_bouldin": "DB",
    "excess": "excess",
}


def one(seed: int, kind: str, n: int) -> dict[str, object]:
    """Judge one table."""
    found = judge(make(kind, seed, n), n_clusters=KS, random_state=seed)
    truth = TRUTH[kind]
    said = {**found.card.choices, "combined": found.recommendation.supported_k}
    clearer = found.audit.clearer if found.audit else None
    return {
        "verdict": found.verdict.kind,
        "structure": found.structure.found,
        "clearer": clearer is not None,
        "clearer_right": clearer is not None and clearer.k == truth and clearer.features == ("column 0", "column 1"),
        "right": {name: said[name] == truth for name in CRITERIA},
    }


def main(tables: int, n: int, first: int, kinds: list[str]) -> None:
    right: dict[str, Counter[str]] = defaultdict(Counter)
    print(f"{tables} tables of {n} customers a kind, seeds from {first}; K from {KS[0]} to {KS[-1]}; effort quick\n")
    verdict_names = "natural | partly natural | reproducible | constructed"
    print(f"| kind | truth | beats placebos | {verdict_names} | clearer set offered (right) | s |")
    print("|--" * 9 + "|")
    for kind in kinds:
        began = time.perf_counter()
        with ProcessPoolExecutor(JOBS) as pool:
            found = list(pool.map(partial(one, kind=kind, n=n), range(first, first + tables)))
        verdicts = Counter(each["verdict"] for each in found)
        for each in found:
            right[kind].update(name for name, ok in each["right"].items() if ok)
        shares = [verdicts[name] / tables for name in ("natural", "partly natural", "reproducible", "constructed")]
        structure, clearer, exact = (
            sum(each[name] for each in found) / tables for name in ("structure", "clearer", "clearer_right")
        )
        cells = [f"{structure:.0%}", *(f"{share:.0%}" for share in shares), f"{clearer:.0%} ({exact:.0%})"]
        seconds = (time.perf_counter() - began) / tables
        print(f"| {kind} | {TRUTH[kind]} | {' | '.join(cells)} | {seconds:.2f} |", flush=True)
    _print_right(right, tables, kinds)


def _print_right(right: dict[str, Counter[str]], tables: int, kinds: list[str]) -> None:
    print("\n| right K | truth |", " | ".join(CRITERIA.values()), "|")
    print("|--" * (len(CRITERIA) + 2) + "|")
    for kind in kinds:
        print(f"| {kind} | {TRUTH[kind]} |", " | ".join(f"{right[kind][name] / tables:.0%}" for name in CRITERIA), "|")
    for title, some in (
        ("without structure", [k for k in kinds if TRUTH[k] == 1]),
        ("with structure", [k for k in kinds if TRUTH[k] > 1]),
        ("**all**", kinds),
    ):
        if some:
            means = (sum(right[kind][name] for kind in some) / (tables * len(some)) for name in CRITERIA)
            print(f"| {title} | |", " | ".join(f"{mean:.0%}" for mean in means), "|")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=10)
    parser.add_argument("--customers", type=int, default=500)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("kinds", nargs="*")
    given = parser.parse_args()
    named = [kind for kind in KINDS if any(part in kind for part in given.kinds)]
    chosen = named if given.kinds else [*STRUCTURELESS, *CLEAR, *BLURRED]
    main(given.tables, given.customers, given.first_seed, chosen)
