"""False alarms and right answers of the verdict, by kind of table and number of customers.

    python benchmarks/evidence_panel.py [--tables N] [--customers N ...] [--first-seed N] [kinds, by part of name]

Every table is judged as `coterie.judge` does it. For kinds of one cloud: how often they are called natural or partly
natural (a false alarm). For kinds with groups: how often the supported K is right, and how often a natural verdict
stands on a wrong cut (adjusted Rand index with the true groups below 0.5). Tables are made from seeds, so that the same
numbers come out each time; docs/methods.md shows a run on seeds that nobody had looked at (`--first-seed 5000`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from evidence_kinds import ATOMS, BLURRED, KINDS, OPEN, PEAKED, TRUTH, make_labelled

import coterie
from coterie.clustering import sweep
from coterie.evidence.agreement import adjusted_rand

KS = range(1, 13)
JOBS = 2
WRONG_CUT = 0.5
APART = {*OPEN, *BLURRED}
"""Kinds with groups that the method was known to miss when they were written."""


class Judged(NamedTuple):
    """What came out for one table."""

    kind: str
    k: int
    supported: int
    rand: float
    contradicted: bool


def judged(seed: int, name: str, n: int) -> Judged:
    """Judge one table."""
    X, truth = make_labelled(name, seed, n)
    tried = sweep(X, [k for k in KS if k <= len(np.unique(X, axis=0))])
    found = coterie.judge(X, sweep=tried, random_state=seed)
    verdict = found.verdict
    seeds = any(each.code == "seed_sensitive" for each in found.warnings)
    crowd = any(border.answer == "crowd" for border in verdict.borders)
    weak = verdict.worst_segment is not None and verdict.worst_segment < 0.6
    return Judged(
        verdict.kind,
        found.k,
        found.recommendation.supported_k,
        adjusted_rand(tried[found.k].labels, truth.astype(np.int32)),
        verdict.kind == "natural" and (seeds or crowd or weak),
    )


def row(name: str, found: list[Judged]) -> list[object]:
    """Sum up one kind."""
    kinds = Counter(each.kind for each in found)
    alarms = kinds["natural"] + kinds["partly natural"]
    right = sum(each.supported == TRUTH[name] for each in found)
    wrong = sum(each.kind == "natural" and each.rand < WRONG_CUT for each in found)
    every = [kinds[kind] for kind in ("natural", "partly natural", "reproducible", "constructed")]
    ks = ", ".join(f"{k}: {times}" for k, times in sorted(Counter(each.supported for each in found).items()))
    return [name, TRUTH[name], alarms, right, wrong, *every, ks, sum(each.contradicted for each in found)]


def main(tables: int, sizes: list[int], first: int, names: list[str]) -> None:
    for n in sizes:
        print(f"\n{tables} tables of {n} customers a kind, seeds from {first}; K from {KS[0]} to {KS[-1]}\n")
        print(
            "| kind | true K | natural or partly | K right | natural, wrong cut | natural | partly | reproducible |",
            end="",
        )
        print(" constructed | supported K: tables | natural, contradicted |\n" + "|--" * 11 + "|")
        rows = defaultdict(list)
        with ProcessPoolExecutor(JOBS) as pool:
            for name in names:
                found = list(pool.map(partial(judged, name=name, n=n), range(first, first + tables)))
                out = row(name, found)
                print("|", " | ".join(map(str, out)), "|", flush=True)
                rows[group(name)].append((out, len(found)))
        for title, some in rows.items():
            print(f"{title}: {summed(some, title)}")


def group(name: str) -> str:
    """Return the part of the panel that a kind belongs to."""
    if TRUTH[name] > 1:
        return "groups, open" if name in APART else "groups"
    return "one value apart" if name in ATOMS else "several peaks" if name in PEAKED else "one cloud"


def summed(rows: list[tuple[list[object], int]], title: str) -> str:
    """Add up kinds."""
    every = sum(tables for _, tables in rows)
    total = [sum(int(str(out[at])) for out, _ in rows) for at in range(1, 9)]
    contradicted = sum(int(str(out[10])) for out, _ in rows)
    if title.startswith("groups"):
        said = f"K right {total[2]} of {every} ({total[2] / every:.1%}), natural with a wrong cut {total[3]}"
    else:
        most = max(int(str(out[2])) / tables for out, tables in rows)
        said = f"natural or partly {total[1]} of {every} ({total[1] / every:.2%}), most in one kind {most:.0%}"
    return f"{said}; natural and contradicted {contradicted}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=20)
    parser.add_argument("--customers", type=int, nargs="+", default=[150, 500, 2000])
    parser.add_argument("--first-seed", type=int, default=5000)
    parser.add_argument("kinds", nargs="*")
    given = parser.parse_args()
    chosen = [kind for kind in KINDS if not given.kinds or any(part in kind for part in given.kinds)]
    main(given.tables, given.customers, given.first_seed, chosen)
