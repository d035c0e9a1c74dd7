"""Two hundred populations, named, and read by somebody who knows what the words mean and nothing of the code."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import polars as pl
import pytest

from coterie.clustering import fit_kmeans
from coterie.naming import name
from coterie.profiling import profile
from coterie.schema import Column, Schema

BANK = ["age", "income", "spending_score", "credit_score"]
SHOP = ["recency_days", "frequency", "monetary", "tenure_days"]
PERSONAS = np.array([
    [39, 77, 48, 724], [27, 30, 67, 632], [65, 38, 44, 755], [54, 146, 16, 795], [33, 160, 76, 636], [57, 250, 74, 790],
], dtype=float) * [1, 1000, 1, 1]  # fmt: skip
SHOPPERS = np.array([
    [15, 25, 2500, 700], [20, 2, 90, 40], [40, 10, 900, 500],
    [260, 12, 1200, 650], [330, 1, 60, 345], [150, 4, 200, 420],
], dtype=float)  # fmt: skip


def bank(rng: np.random.Generator, n: int) -> tuple[list[str], np.ndarray]:
    kinds = rng.integers(0, len(PERSONAS), n)
    spread = rng.normal(size=(n, 4)) * [6, 0, 11, 40]
    values = PERSONAS[kinds] + spread
    values[:, 1] *= np.exp(0.3 * rng.normal(size=n))
    return BANK, np.round(np.clip(values, [18, 0, 1, 300], [100, np.inf, 100, 850]))


def shop(rng: np.random.Generator, n: int) -> tuple[list[str], np.ndarray]:
    kinds = rng.integers(0, len(SHOPPERS), n)
    values = SHOPPERS[kinds] * np.exp(0.4 * rng.normal(size=(n, 4)))
    values[:, 1] = np.maximum(1, np.round(values[:, 1]))
    values[:, 3] = np.maximum(values[:, 3], values[:, 0])
    return SHOP, np.round(values)


def as_it_is(rng, columns, values):
    return values


def shifted(rng, columns, values):
    return values + rng.uniform(-1, 2, values.shape[1]) * values.std(axis=0)


def scaled(rng, columns, values):
    return values * np.exp(rng.uniform(-3, 3, values.shape[1]))


def squeezed(rng, columns, values):
    j = rng.integers(0, values.shape[1], 2)
    changed = values.copy()
    changed[:, j] = values.mean(axis=0)[j] + 0.01 * (values - values.mean(axis=0))[:, j]
    return changed


def turned(rng, columns, values):
    j = rng.integers(0, values.shape[1])
    changed = values.copy()
    changed[:, j] = values[:, j].max() + 1 - values[:, j]
    return changed


def negative(rng, columns, values):
    changed = values.copy()
    changed[:, rng.integers(0, values.shape[1])] *= -1
    return changed


def thinned(rng, columns, values):
    changed = values.copy()
    j = rng.integers(0, values.shape[1])
    most = changed[:, 0] < np.median(changed[:, 0])
    changed[most & (rng.random(len(values)) < 0.9), j] = np.nan
    return changed


def with_giants(rng, columns, values):
    changed = values.copy()
    changed[rng.integers(0, len(values), 6), rng.integers(0, values.shape[1])] *= 200
    return changed


def one_sided(rng, columns, values):
    changed = values.copy()
    j = rng.integers(0, values.shape[1])
    changed[changed[:, j] < np.quantile(changed[:, j], 0.8), j] = 0
    return changed


def of_one_age(rng, columns, values):
    changed = values.copy()
    low = rng.uniform(15, 80)
    changed[:, 0] = low + 8 * (values[:, 0] - values[:, 0].min()) / np.ptp(values[:, 0])
    return changed


CHANGES = [as_it_is, shifted, scaled, squeezed, turned, negative, thinned, with_giants, one_sided, of_one_age]


def population(seed: int) -> tuple[pl.DataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    columns, values = (bank if seed % 2 else shop)(rng, 240)
    values = CHANGES[seed // 2 % len(CHANGES)](rng, columns, values)
    filled = np.where(np.isnan(values), np.nanmedian(values, axis=0), values)
    ranks = filled.argsort(axis=0).argsort(axis=0) if seed % 3 else filled
    X = (ranks - ranks.mean(axis=0)) / np.maximum(ranks.std(axis=0), 1e-12)
    k = int(rng.integers(2, 10))
    labels = fit_kmeans(X, k, n_starts=3, random_state=seed).labels
    return pl.DataFrame(dict(zip(columns, values.T, strict=True))), labels


def named(frame: pl.DataFrame, labels: np.ndarray, **options):
    schema = Schema(tuple(Column(each, "numeric", "feature", 0, "") for each in frame.columns))
    return name(profile(frame, schema, labels), features=frame.columns, **options)


class Reader:
    """Reads what is said of one segment beside the customers themselves."""

    def __init__(self, frame: pl.DataFrame, labels: np.ndarray, place: int) -> None:
        self.values = {each: frame[each].to_numpy() for each in frame.columns}
        self.labels, self.place = labels, place

    def of(self, column: str, place: int | None = None) -> np.ndarray:
        values = self.values[column][self.labels == (self.place if place is None else place)]
        return values[~np.isnan(values)]

    def both(self, column: str) -> tuple[float, float]:
        return float(np.mean(self.of(column))), float(np.median(self.of(column)))

    def all(self, column: str) -> tuple[float, float]:
        return float(np.nanmean(self.values[column])), float(np.nanmedian(self.values[column]))

    def above(self, column: str) -> bool:
        return all(own > everyone for own, everyone in zip(self.both(column), self.all(column), strict=True))

    def below(self, column: str) -> bool:
        return all(own < everyone for own, everyone in zip(self.both(column), self.all(column), strict=True))

    def alone(self, column: str, sign: int) -> bool:
        others = [i for i in range(int(self.labels.max()) + 1) if i != self.place]
        return all(
            sign * middle(self.of(column)) > max(sign * middle(self.of(column, i)) for i in others)
            for middle in (np.mean, np.median)
        )

    def counts(self, column: str) -> bool:
        """Whether a difference is worth a word: 50,200 is no income beside 50,000."""
        mean, average = self.both(column)[0], self.all(column)[0]
        wide = np.nanstd(self.values[column], ddof=1) > 0.05 * abs(average)
        return wide or abs(mean - average) >= 0.02 * abs(average)

    def known(self, column: str) -> bool:
        inside = self.labels == self.place
        return bool(np.mean(~np.isnan(self.values[column][inside])) >= 0.5)


WORDS = {
    "age": ["age"], "income": ["income"], "spending_score": ["spending", "spending score"],
    "credit_score": ["credit score"], "recency_days": ["days away", "recency days"],
    "frequency": ["purchases", "purchase", "frequency"], "monetary": ["spending", "monetary"],
    "tenure_days": ["tenure", "tenure days"],
}  # fmt: skip
COLUMN = {(kind, word): column for column, words in WORDS.items() for word in words for kind in (column in BANK,)}


def column_of(reader: Reader, words: str) -> str:
    return COLUMN["age" in reader.values, words]


def negative_amounts(reader: Reader, column: str) -> bool:
    values = reader.values[column]
    return column in {"spending_score", "monetary"} and bool(np.nanmax(values) <= 0 and np.nanmean(values) < 0)


def compares(reader: Reader, word: str, column: str) -> bool:
    """Higher, lower, more, fewer, longer, shorter."""
    more = (word in {"higher", "more", "longer"}) != negative_amounts(reader, column)
    truth = reader.above(column) if more else reader.below(column)
    return truth and reader.counts(column) and reader.known(column)


def lacks(reader: Reader, almost: bool, column: str) -> bool:
    values = reader.of(column)
    return bool(np.median(values) == 0 and (almost or not values.any()))


def beyond(reader: Reader, column: str, words: str) -> bool:
    return reader.above(column) if words == "nearer zero" else reader.below(column)


def states(reader: Reader, column: str, number: str) -> bool:
    """About so many: what the mean says, which stands in the table beside the name, or a number near it."""
    shown, mean = float(number.replace(",", "")), reader.both(column)[0]
    return abs(shown - mean) <= 0.056 * abs(mean) + 1e-9


def is_median(reader: Reader, column: str, number: str) -> bool:
    shown, median = float(number.replace(",", "")), reader.both(column)[1]
    return abs(shown - median) <= 0.006 * abs(median) + 1e-9


SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def spans(reader: Reader, found: re.Match[str]) -> bool:
    """Two to four purchases: what all of them have."""
    ends = [SMALL.index(each) if each in SMALL else int(each.replace(",", "")) for each in found.groups()[:2] if each]
    values = reader.of("frequency" if found[3].startswith("purchase") else "recency_days")
    return (values.min(), values.max()) == (ends[0], ends[-1])


TRAITS = {
    r"(almost )?no (.+)": lambda r, found: lacks(r, bool(found[1]), column_of(r, found[2])),
    r"average customers|group [a-z]|another group": lambda r, found: True,
    r"older": lambda r, found: r.above("age") and r.known("age"),
    r"younger": lambda r, found: r.below("age") and r.known("age"),
    r"(higher|more|longer|lower|fewer|shorter) (.+)": lambda r, found: compares(r, found[1], column_of(r, found[2])),
    r"(.+) (nearer zero|further below zero)": lambda r, found: beyond(r, column_of(r, found[1]), found[2]),
    r"median (.+) (-?[\d,.e+-]+)": lambda r, found: is_median(r, column_of(r, found[1]), found[2]),
    r"(.+) about (-?[\d,.e+-]+)": lambda r, found: states(r, column_of(r, found[1]), found[2]),
    r"about ([a-z]+) (.+)": lambda r, found: states(r, column_of(r, found[2]), str(SMALL.index(found[1]))),
    r"about (-?[\d,.e+-]+) (.+)": lambda r, found: states(r, column_of(r, found[2]), found[1]),
    r"([a-z0-9,]+)(?: to ([a-z0-9,]+))? (purchases?|days? away)": spans,
}


def trait_is_true(reader: Reader, part: str) -> bool:
    for words, truth in TRAITS.items():
        if found := re.fullmatch(words, part):
            return truth(reader, found)
    raise AssertionError(f"nobody knows what {part!r} means")


def between(low: float, reader: Reader, column: str, high: float) -> bool:
    return all(low <= own <= high for own in reader.both(column))


def rhythm(reader: Reader) -> float | None:
    counts = reader.of("frequency")
    if not np.array_equal(counts, np.round(counts)):
        return None  # no purchases are counted so
    if min(*reader.both("frequency")) < 2 or min(reader.both("tenure_days")) <= 0:
        return None
    return min(r * f / t for r, f, t in zip(*(reader.both(each) for each in SHOP[:2] + SHOP[3:]), strict=True))


def away(reader: Reader, pauses: float, days: float) -> bool:
    own = rhythm(reader)
    return own >= pauses if own is not None else min(reader.both("recency_days")) >= days


ARCHETYPES = {
    "Prudent Elite": lambda r: r.above("income") and r.below("spending_score") and between(5e4, r, "income", np.inf),
    "Established Earners": lambda r: between(30, r, "age", 60),
    "Silver Sages": lambda r: between(60, r, "age", 120) and r.above("age"),
    "Financial Titans": lambda r: r.above("income") and r.above("spending_score") and between(6e4, r, "income", np.inf),
    "Trendsetters": lambda r: between(0, r, "age", 34.99) and r.above("spending_score"),
    "Millennial Moguls": lambda r: between(25, r, "age", 39.99) and r.above("income") and r.above("spending_score"),
    "Champions": lambda r: r.below("recency_days") and r.above("frequency") and r.above("monetary"),
    "Loyal": lambda r: r.above("frequency") and r.above("monetary") and min(r.both("frequency")) >= 2,
    "Potential Loyalist": lambda r: min(r.both("frequency")) >= 2 and r.below("recency_days"),
    "New Customers": lambda r: max(r.both("frequency")) <= 2 or max(r.both("tenure_days")) <= 90,
    "Promising": lambda r: r.below("recency_days") and r.below("frequency"),
    "Need Attention": lambda r: r.above("monetary"),
    "About To Sleep": lambda r: r.above("recency_days") and r.below("monetary") and away(r, 1, 30),
    "At Risk": lambda r: r.above("recency_days") and min(r.both("frequency")) >= 2 and away(r, 1.5, 60),
    "Cannot Lose Them": lambda r: r.above("recency_days") and r.above("monetary") and away(r, 1.5, 90),
    "Hibernating": lambda r: r.above("recency_days") and away(r, 1.5, 60),
    "Lost": lambda r: r.above("recency_days") and r.below("monetary") and away(r, 2, 90),
}
SENTENCES = {
    "as old.": lambda r: r.alone("age", 1), "as young.": lambda r: r.alone("age", -1),
    "earns as much.": lambda r: r.alone("income", 1), "spends as little.": lambda r: r.alone("spending_score", -1),
    "credit scores as high.": lambda r: r.alone("credit_score", 1),
    "spent as much.": lambda r: r.alone("monetary", 1), "buys as often.": lambda r: r.alone("frequency", 1),
    "spent as little.": lambda r: r.alone("monetary", -1),
    "away for as long.": lambda r: r.alone("recency_days", 1),
    "They earn less than others here.": lambda r: r.below("income"),
    "They spend less than others here.": lambda r: r.below("spending_score"),
    "Their credit scores are higher": lambda r: r.above("credit_score"),
    "Their credit scores are lower": lambda r: r.below("credit_score"),
    "in the middle of working life": lambda r: between(35, r, "age", 55),
}  # fmt: skip


def check(reader: Reader, one, size_of_name: int = 120) -> None:
    """Refute a name, its description and its advice, if anybody can."""
    if one.name.startswith("Very small group"):
        return
    if one.name in ARCHETYPES:
        needed = {evidence.column for evidence in one.evidence if evidence.essential}
        assert all(reader.known(column) for column in needed), one.name
        reader.values |= {each: -reader.values[each] for each in reader.values if negative_amounts(reader, each)}
        assert ARCHETYPES[one.name](reader), (one.name, one.sentence)
        assert max(abs(each.z) for each in one.evidence if each.essential) >= 0.3, one.sentence
        for words, truth in SENTENCES.items():
            assert words not in one.description or truth(reader), (one.name, words)
        if "spends as much." in one.description:
            assert reader.alone("spending_score" if "age" in reader.values else "monetary", 1)
        assert one.advice.startswith("An untested idea: "), one.advice
    else:
        for part in one.name.split(", "):
            assert trait_is_true(reader, part.lower()), (one.name, one.sentence)
    assert not re.search(r"\b(old|young|oldest|youngest|rich|poor|high|low|top|many|few|modest)\b", one.name)
    assert len(one.name) <= size_of_name


@pytest.mark.words
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_word_is_refuted_by_a_mean_or_a_median(change):
    seeds = [seed for seed in range(200) if CHANGES[seed // 2 % len(CHANGES)] is change]
    assert len(seeds) == 20
    for seed in seeds:
        frame, labels = population(seed)
        names = named(frame, labels).names
        assert len({each.name for each in names}) == len(names)
        for place, one in enumerate(names):
            check(Reader(frame, labels, place), one)


def said(one) -> frozenset:
    return frozenset((each.column, each.role, each.claim) for each in one.evidence)


@pytest.mark.parametrize("make", [bank, shop])
@pytest.mark.parametrize("catalogue", ["auto", "none"])
def test_no_two_names_claim_the_same_for_any_k(make, catalogue):
    rng = np.random.default_rng(5)
    columns, values = make(rng, 900)
    X = (values - values.mean(axis=0)) / values.std(axis=0)
    frame = pl.DataFrame(dict(zip(columns, values.T, strict=True)))
    for k in range(2, 41):
        labels = fit_kmeans(X, k, n_starts=2, random_state=k).labels
        names = named(frame, labels, catalogue=catalogue).names
        described = [each for each in names if each.evidence]
        assert len({each.name for each in names}) == k
        assert not any(said(one) == said(other) for one, other in combinations(described, 2))
        assert not any("(" in each.name for each in names)


def test_most_segments_of_the_personas_have_their_archetypes():
    """Guards must not take everything: a check that nothing is ever named would be passed by silence."""
    earned = {each.name for seed in range(1, 40, 20) for each in named(*population(seed)).names if each.archetype}
    assert len(earned) >= 3
