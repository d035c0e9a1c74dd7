"""How often drift is told where nothing changed, and where something did.

python benchmarks/drift_rates.py [counted] [fitted] [planted] [sizes] [--draws N]

counted: counts are drawn as those of a reference and of new customers are spread, which is exact and quick.
fitted: customers are drawn, segments made of the first ones and the others placed; nothing changed.
planted: the same, with a change. sizes: the same change at several sizes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial

import numpy as np
import polars as pl

import coterie
from coterie.monitoring.drift import Drift, drift
from coterie.monitoring.drift_of import drift_of
from coterie.monitoring.strangers import strangeness
from coterie.monitoring.tally_columns import ColumnTally
from coterie.monitoring.tallying import Tally
from coterie.reference import QUANTILES, Distances, NumericBins, Reference

SEED = 20_261_201  # the limits were found on other draws
OLD, NEW = (500, 5_000, 50_000), (50, 500, 5_000, 50_000)
SHARES = np.array([0.35, 0.3, 0.2, 0.15])
COLUMNS = ("visits", "spent", "age", "items")
FREEDOM = 3.0  # of squared distances: about those of four columns in four segments


def drawn_counts(rng: np.random.Generator, N: int, n: int) -> tuple[Reference, Tally]:
    """Draw a reference and a tally of customers alike.

    Tenths of N customers hold as many each; the chances that others fall into them are spacings, which are Dirichlet.
    """
    tenths = np.full(10, N // 10)
    bins = NumericBins(tuple(map(float, range(1, 10))), tuple(tenths.tolist()), missing=0)
    counts = [rng.multinomial(n, rng.dirichlet(tenths)) for _ in COLUMNS]
    old, new = rng.chisquare(FREEDOM, N), rng.chisquare(FREEDOM, n)
    edge = float(np.partition(old, int(np.ceil(0.99 * N)) - 1)[int(np.ceil(0.99 * N)) - 1])
    before, after = rng.multinomial(N, SHARES), rng.multinomial(n, SHARES)
    made = old / strangeness(N, len(SHARES))  # those who made the centroids lie nearer, which is put right again
    quantiles = np.sqrt(np.quantile(made, QUANTILES, method="inverted_cdf"))
    distances = Distances(float(made.mean()), float(made.std()), tuple(quantiles.tolist()))
    reference = Reference(N, dict.fromkeys(COLUMNS, bins), tuple(before.tolist()), distances)
    columns = {name: ColumnTally(tuple(own.tolist()), 0) for name, own in zip(COLUMNS, counts, strict=True)}
    moments = float(new.mean()), float(new.std()), float(np.minimum(new, edge).mean())
    tally = Tally(n, 0, columns, tuple(after.tolist()), int((new > edge).sum()), *moments)
    return reference, tally


def groups(rng: np.random.Generator, n: int, shares: tuple[float, ...] = (0.25,) * 4) -> pl.DataFrame:
    """Four groups that overlap."""
    places = np.array([[0, 0, 0, 0], [3, 2, 0, 1], [0, 3, 2, 3], [3, 0, 3, 2]], float)
    own = rng.choice(4, n, p=shares)
    points = rng.normal(size=(n, 4)) + places[own]
    return pl.DataFrame(dict(zip(COLUMNS, points.T, strict=True)))


def shop(rng: np.random.Generator, n: int, shares: tuple[float, ...] = (0.25,) * 4) -> pl.DataFrame:
    """Customers of a shop: counts, amounts that are skewed, an age, a plan, values missing; four kinds of them."""
    own = rng.choice(4, n, p=shares)
    visits = rng.poisson(np.array([2, 4, 9, 20])[own]).astype(float)
    spent = rng.lognormal(np.array([3.0, 4.2, 4.8, 5.8])[own], 0.5)
    age = rng.normal(np.array([28, 52, 40, 61])[own], 8).round()
    items = 1 + rng.poisson(np.array([1, 2, 5, 6])[own]).astype(float)
    plan = np.array(["basic", "plus", "gold"])[(rng.random(n)[:, None] > np.array([[0.5, 0.8]])).sum(axis=1)]
    found = pl.DataFrame({"visits": visits, "spent": spent, "age": age, "items": items, "plan": plan})
    return found.with_columns(pl.when(pl.Series(rng.random(n) < 0.05)).then(None).otherwise("age").alias("age"))


def cloud(rng: np.random.Generator, n: int, shares: tuple[float, ...] | None = None) -> pl.DataFrame:
    """One cloud without groups, whose columns depend on each other (correlations of 0.5)."""
    del shares
    points = (rng.normal(size=(n, 4)) + rng.normal(size=(n, 1))) / np.sqrt(2)
    return pl.DataFrame(dict(zip(COLUMNS, points.T, strict=True)))


def wide(rng: np.random.Generator, n: int, shares: tuple[float, ...] | None = None) -> pl.DataFrame:
    """The same with 17 columns: from ten segments of few customers strangers lie much further away."""
    del shares
    points = (rng.normal(size=(n, 17)) + rng.normal(size=(n, 1))) / np.sqrt(2)
    return pl.DataFrame({f"v{place}": own for place, own in enumerate(points.T)})


def bank(rng: np.random.Generator, n: int, shares: tuple[float, ...] | None = None) -> pl.DataFrame:
    """The demo's bank, its rows drawn with replacement out of 200,000."""
    del shares
    everyone = _whole_bank()
    return everyone[rng.integers(0, everyone.height, n)]


@cache
def _whole_bank() -> pl.DataFrame:
    return coterie.datasets.bank_customers(n=200_000).drop("customer_id")


POPULATIONS: dict[str, tuple[Callable[..., pl.DataFrame], int]] = {
    "groups": (groups, 4), "shop": (shop, 4), "cloud": (cloud, 5), "bank": (bank, 6), "wide": (wide, 10)
}  # fmt: skip


def fit(table: pl.DataFrame, k: int) -> coterie.Segmentation:
    features = [name for name in table.columns if name != "plan"] if "visits" in table.columns else None
    return coterie.segment(table, features=features, k=k, evidence="none", k_max=max(k, 3)).segmentation


def plus(table: pl.DataFrame, rng: np.random.Generator, by: float, column: str = "spent") -> pl.DataFrame:
    """Move a column by a part of its standard deviation; an amount that is never below 0 by that of its logarithm."""
    del rng
    values = table[column].to_numpy()
    if values.min() > 0:
        return table.with_columns(pl.Series(column, values * np.exp(by * np.log(values).std())))
    return table.with_columns(pl.Series(column, values + by * values.std()))


def times(table: pl.DataFrame, rng: np.random.Generator, by: float) -> pl.DataFrame:
    del rng
    return table.with_columns(pl.col("spent") * by)


def shuffled(table: pl.DataFrame, rng: np.random.Generator, part: float = 0.3) -> pl.DataFrame:
    values = table["items"].to_numpy().copy()
    chosen = rng.choice(len(values), round(part * len(values)), replace=False)
    values[chosen] = values[rng.permutation(chosen)]
    return table.with_columns(items=values)


def same(table: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    del rng
    return table


def pushed(found: coterie.Segmentation, make: Callable[..., pl.DataFrame], n: int, rng: np.random.Generator) -> Drift:
    """Draw customers so that the share of the largest segment loses 5 points and that of the second wins them."""
    many = make(rng, 4 * n)
    placed = coterie.Scorer(found).many(many).frame["segment_id"]
    counts = np.bincount(placed.to_numpy(), minlength=len(found.centers)) / many.height
    order = np.argsort(-counts)
    counts[order[0]] -= 0.05
    counts[order[1]] += 0.05
    rows = [
        rng.choice(np.flatnonzero((placed == place).to_numpy()), own, replace=False)
        for place, own in enumerate(rng.multinomial(n, counts))
    ]
    return drift_of(found, many[np.concatenate(rows)])


def lost(table: pl.DataFrame, rng: np.random.Generator, part: float) -> pl.DataFrame:
    gone = pl.Series(rng.random(table.height) < part)
    return table.with_columns(pl.when(gone).then(None).otherwise("spent").alias("spent"))


MOVED = (0.30, 0.20, 0.25, 0.25)
Named = Callable[[Drift], bool]


def column_named(name: str, seen: Drift) -> bool:
    """Whether this column is the one that is said to have changed most."""
    most = max(seen.columns, key=lambda each: each.psi)
    return most.changed and most.name == name


def shares_named(seen: Drift) -> bool:
    return seen.shares is not None and seen.shares.matters


def feature_named(name: str, seen: Drift) -> bool:
    """Whether customers lie further away, or more are unlike anyone, and this column is named for it."""
    return seen.reason in {"distances", "unlike"} and seen.distances is not None and seen.distances.feature == name


def unit_named(seen: Drift) -> bool:
    return any(each.name == "spent" and each.cause in {"unit", "shift"} for each in seen.columns)


def missing_named(seen: Drift) -> bool:
    return any(each.name == "spent" and each.cause == "missing" for each in seen.columns)


CHANGES: dict[str, tuple[Callable[..., pl.DataFrame], tuple[float, ...], Named]] = {
    "+0.2 sd of one column": (partial(plus, by=0.2), (0.25,) * 4, partial(column_named, "spent")),
    "two groups by 5 points": (same, MOVED, shares_named),
    "30 % of one column shuffled": (shuffled, (0.25,) * 4, partial(feature_named, "items")),
    "one column x 2": (partial(times, by=2.0), (0.25,) * 4, unit_named),
    "one column x 100": (partial(times, by=100.0), (0.25,) * 4, unit_named),
    "5 % of one column missing": (partial(lost, part=0.05), (0.25,) * 4, missing_named),
}


def line(name: str, seen: list[Drift], named: Named | None = None) -> str:
    """Rates: (a), (b), the three votes of (c), (a) or (c), exit 3, and the cause named."""
    found = {
        "a": [any(each.changed for each in one.columns) for one in seen],
        "b": [any(each.large for each in one.columns) for one in seen],
        "shares": [one.shares is not None and one.shares.matters for one in seen],
        "distances": [one.distances is not None and one.distances.matters for one in seen],
        "unlike": [one.unlike is not None and one.unlike.matters for one in seen],
    }
    found["a or c"] = list(map(any, zip(*(found[key] for key in ("a", "shares", "distances", "unlike")), strict=True)))
    found["exit 3"] = [one.answer == "drifted" for one in seen]
    if named is not None:
        found["named"] = [named(one) for one in seen]
    said = "".join(f"{key:>10} {np.mean(rates):6.1%}" for key, rates in found.items())
    advice = ", ".join(f"{reason} {n}" for reason, n in Counter(one.reason for one in seen).most_common())
    return f"{name:34}{said}  {advice}"


def raw(seen: list[Drift]) -> str:
    """The three votes without their floor, one-sided: what they would say with it left out."""
    votes = [
        (one.shares.changed, one.distances.z > one.distances.critical, one.unlike.changed)
        for one in seen
        if one.shares and one.distances and one.unlike
    ]
    each = " ".join(f"{np.mean(column):5.1%}" for column in zip(*votes, strict=True))
    return f"   without floors: {each}, any {np.mean([any(vote) for vote in votes]):5.1%}"


def counted(draws: int) -> None:
    print(f"counted, nothing changed, {draws} draws a cell")
    every = []
    for N in OLD:
        for n in NEW:
            rng = np.random.default_rng([SEED, N, n])
            seen = [drift(*drawn_counts(rng, N, n)) for _ in range(draws)]
            every += seen
            print(line(f"N {N:6} n {n:6}", seen) + raw(seen), flush=True)
    print(line("all", every), flush=True)


def pairs(name: str, N: int, sizes: tuple[int, ...], draws: int) -> Iterator[tuple[coterie.Segmentation, list]]:
    """Segments of N customers and tables of others, the same seeds for every change."""
    make, k = POPULATIONS[name]
    for draw in range(draws):
        rng = np.random.default_rng([SEED, sorted(POPULATIONS).index(name), N, draw])
        yield fit(make(rng, N), k), [(make, n, np.random.default_rng([SEED, N, n, draw])) for n in sizes]


def fitted(draws: int) -> None:
    for name in POPULATIONS:
        every = []
        for N in OLD:
            some = max(draws // (1 if N < 50_000 else 10), 1)
            seen: dict[int, list[Drift]] = {n: [] for n in NEW}
            for found, others in pairs(name, N, NEW, some):
                for make, n, rng in others:
                    seen[n].append(drift_of(found, make(rng, n)))
            for n, each in seen.items():
                print(line(f"{name}, {some} fits, N {N:6} n {n:6}", each) + raw(each), flush=True)
                every += each
        print(line(f"{name}, all", every), flush=True)


def planted(draws: int) -> None:
    for name in ("groups", "shop", "cloud"):
        seen = [pushed(found, make, n, rng) for found, ((make, n, rng),) in pairs(name, 5_000, (5_000,), draws)]
        print(line(f"{name}: two segments by 5 points", seen, shares_named), flush=True)
        for change, (apply, shares, named) in CHANGES.items():
            if name == "cloud" and shares == MOVED:
                continue
            seen = []
            for found, others in pairs(name, 5_000, (5_000,), draws):
                seen += [drift_of(found, apply(make(rng, n, shares), rng)) for make, n, rng in others]
            print(line(f"{name}: {change}", seen, named), flush=True)


def sizes(draws: int) -> None:
    for N, n in ((50_000, 50_000), (5_000, 5_000), (5_000, 500), (500, 500), (500, 50)):
        for name in ("groups", "shop"):
            kept = [
                (found, make, rng)
                for found, ((make, _, rng),) in pairs(name, N, (n,), draws if N < 50_000 else max(draws // 5, 1))
            ]
            tables = [(found, make(rng, n), rng) for found, make, rng in kept]
            for by in (0.05, 0.1, 0.2, 0.5, 1.0):
                seen = [drift_of(found, plus(table, rng, by)) for found, table, rng in tables]
                print(line(f"{name} N {N} n {n}: +{by} sd", seen, partial(column_named, "spent")), flush=True)


def main() -> None:
    work = {"counted": counted, "fitted": fitted, "planted": planted, "sizes": sizes}
    usual = {"counted": 1000, "fitted": 100, "planted": 200, "sizes": 50}
    asked = [name for name in sys.argv[1:] if name in work]
    for name in asked or work:
        work[name](int(sys.argv[sys.argv.index("--draws") + 1]) if "--draws" in sys.argv else usual[name])


if __name__ == "__main__":
    main()
