"""How often a refit keeps who is who: on fresh halves, on strangers, and where a population really changed.

python benchmarks/identity.py [halves] [strangers] [changed] [--draws N]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable

import numpy as np
import polars as pl

import coterie

QUICK = {"evidence": "none", "k_max": 8}
PLACES = np.array([[0, 0], [10, 0], [0, 10], [10, 10], [5, 20]], float)
SIZES = (300, 260, 220, 180, 140)
GROUPS = "abcde"


def frame(points: np.ndarray, group: str, first: int = 0) -> pl.DataFrame:
    names = [f"{group}{i}" for i in range(first, first + len(points))]
    return pl.DataFrame({"id": names} | {f"v{i}": points[:, i] for i in range(points.shape[1])})


def population(rng: np.random.Generator, spread: float) -> pl.DataFrame:
    """Five groups on a plane; wider ones overlap."""
    made = []
    for group, place, size in zip(GROUPS, PLACES, SIZES, strict=True):
        made.append(frame(rng.normal(size=(size, 2)) * spread + place, group))
    return pl.concat(made)


def shift(table: pl.DataFrame, who: pl.Expr, x: float, y: float) -> pl.DataFrame:
    add = [pl.when(who).then(pl.col(name) + by).otherwise(name).alias(name) for name, by in (("v0", x), ("v1", y))]
    return table.with_columns(add)


def of(group: str) -> pl.Expr:
    return pl.col("id").str.head(1) == group


def number() -> pl.Expr:
    return pl.col("id").str.slice(1).cast(pl.Int64)


def steady(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """A tenth goes, a tenth comes, and everybody moves a little."""
    del spread
    noise = rng.normal(size=(table.height, 2)) * 0.2
    table = table.with_columns(pl.col("v0") + noise[:, 0], pl.col("v1") + noise[:, 1])
    return table.filter(pl.Series(rng.random(table.height) > 0.1)), dict.fromkeys(GROUPS, "kept")


def drift(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """One group moves on, by a third of the way to its neighbour."""
    table, _ = steady(table, rng, spread)
    return shift(table, of("a"), 3.3, 0.0), dict.fromkeys(GROUPS, "kept")


def split(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """A half of one group goes its own way: K + 1."""
    table, _ = steady(table, rng, spread)
    return shift(table, of("a") & (number() % 2 == 0), -7.0, -7.0), dict.fromkeys(GROUPS, "kept") | {"a": "split"}


def merge(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """Two groups meet half way: K - 1."""
    table, _ = steady(table, rng, spread)
    table = shift(shift(table, of("c"), 5.0, 0.0), of("d"), -5.0, 0.0)
    return table, dict.fromkeys(GROUPS, "kept") | {"c": "merged", "d": "merged"}


def shrink(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """One group loses four of five."""
    table, _ = steady(table, rng, spread)
    return table.filter(~of("b") | (number() % 5 == 0)), dict.fromkeys(GROUPS, "kept")


def appear(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """A group of newcomers: K + 1."""
    table, _ = steady(table, rng, spread)
    points = rng.normal(size=(150, 2)) * spread + (20, 5)
    return pl.concat([table, frame(points, "n")]), dict.fromkeys(GROUPS, "kept")


def vanish(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """A group goes, and K is kept: what goes on clings to what is gone where it can."""
    table, _ = steady(table, rng, spread)
    return table.filter(~of("e")), dict.fromkeys(GROUPS, "kept") | {"e": "retired"}


def replace(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """A group goes, and another one of newcomers comes elsewhere."""
    table, fates = vanish(table, rng, spread)
    points = rng.normal(size=(150, 2)) * spread + (20, 5)
    return pl.concat([table, frame(points, "n")]), fates


def remnant(table: pl.DataFrame, rng: np.random.Generator, spread: float) -> tuple[pl.DataFrame, dict[str, str]]:
    """The same, but one in twenty of the group that goes is still there: what goes on may cling to them."""
    table, _ = steady(table, rng, spread)
    table = table.filter(~of("e") | (number() % 20 == 0))
    points = rng.normal(size=(60, 2)) * spread + (20, 5)
    return pl.concat([table, frame(points, "n")]), dict.fromkeys(GROUPS, "kept") | {"e": "any"}


Change = Callable[[pl.DataFrame, np.random.Generator, float], tuple[pl.DataFrame, dict[str, str]]]
CHANGES: tuple[tuple[Change, int], ...] = (
    (steady, 0), (drift, 0), (split, 1), (merge, -1), (shrink, 0), (appear, 1), (vanish, -1),
    (split, 0), (merge, 0), (appear, 0), (vanish, 0), (replace, 0), (remnant, 0),
)  # fmt: skip
"""What changes, and how many segments more are asked for; 0: K is kept."""


ALLOWED = {"kept": {"kept"}, "split": {"split", "kept"}, "merged": {"merged", "kept"}, "retired": {"retired", "merged"},
           "any": {"kept", "merged", "retired", "split"}}  # fmt: skip
"""Fates that are right: the larger half of what splits is kept by a hair, and so is one of two that merge."""


def group_of(result: coterie.Result) -> dict[int, str]:
    """The group that most of a segment's customers belong to."""
    rows = result.assignments.with_columns(pl.col("id").str.head(1).alias("group")).drop_nulls("segment_id")
    counts = rows.group_by("segment_id", "group").agg(pl.len()).sort("len", descending=True)
    return dict(
        counts.unique("segment_id", keep="first", maintain_order=True).select("segment_id", "group").iter_rows()
    )


def changed(draws: int) -> None:
    print("changed: how many segments of before have the right fate, and how many kept ones still hold their group")
    for spread in (1.0, 3.0):
        for change, more in CHANGES:
            for prefer in ("auto", "identity", "fit"):
                print(line(change, more, spread, prefer, draws), flush=True)


def line(
    change: Callable[..., tuple[pl.DataFrame, dict[str, str]]], more: int, spread: float, prefer: str, draws: int
) -> str:
    right, all_, held, kept, starts = 0, 0, 0, 0, Counter[str]()
    for draw in range(draws):
        rng = np.random.default_rng([draw, int(spread * 10)])
        before = population(rng, spread)
        first = coterie.segment(before, k=5, **QUICK)
        groups = group_of(first)
        after, expected = change(before, rng, spread)
        again = coterie.refit(
            first, after, before=first.assignments, prefer=prefer, k=5 + more if more else None, checks="lenient"
        )
        now = group_of(again.result)
        starts[again.refit.start] += 1
        for each in again.refit.old:
            fate = expected[groups[each.id]]
            all_ += 1
            right += each.fate in ALLOWED[fate]
            if each.fate == "kept":
                kept += 1
                held += now[each.id] == groups[each.id] or (fate == "merged" and now[each.id] in "cd")
    begun = ", ".join(f"{name} {n}" for name, n in sorted(starts.items()))
    said = f"fate {right / all_:6.1%}  group {held / max(kept, 1):6.1%}  {begun}"
    return f"{change.__name__:8} K {more:+d} spread {spread} {prefer:8} {said}"


def halves(draws: int) -> None:
    bank = coterie.datasets.bank_customers(n=2000)
    first = coterie.segment(bank, k=6, **QUICK)
    for prefer in ("auto", "identity", "fit"):
        found = [coterie.refit(first, bank.sample(1000, seed=1000 + i), prefer=prefer).refit for i in range(draws)]
        fates = Counter(each.fate for one in found for each in one.old)
        print(f"halves of the demo, {prefer}: kept {fates['kept'] / fates.total():.1%}", flush=True)


def strangers(draws: int) -> None:
    for columns, k in ((2, 5), (3, 5), (4, 6), (6, 6), (10, 5)):
        fates = Counter[str]()
        for draw in range(draws):
            both = frame(np.random.default_rng([draw, columns]).normal(size=(2000, columns)), "s")
            first = coterie.segment(both.head(1000), k=k, **QUICK)
            again = coterie.refit(first, both.tail(1000), before=first.assignments, checks="lenient")
            fates.update(each.fate for each in again.refit.old)
        print(f"strangers, {columns} columns, K {k}: matched {fates['kept'] / fates.total():.1%}", flush=True)


def main() -> None:
    asked = [each for each in sys.argv[1:] if each in {"halves", "strangers", "changed"}]
    draws = int(sys.argv[sys.argv.index("--draws") + 1]) if "--draws" in sys.argv else 50
    for name, work in (("halves", halves), ("strangers", strangers), ("changed", changed)):
        if not asked or name in asked:
            work(draws)


if __name__ == "__main__":
    main()
