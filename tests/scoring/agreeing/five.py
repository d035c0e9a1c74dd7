"""Five segmentations of different kinds, and rows that are hard to place: for every other way of scoring."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl

import coterie

KINDS = ("plain", "straightened", "robust", "mixed", "purchases")
EXTREMES = (1e99, -1e99, 5e-324, -5e-324, 0.0, -0.0, 1e-99, 1e100, 1e101, -1e101, 1e300)
WORDS = (
    "gold",
    "GOLD ",
    " silver",
    "Amèx",
    "AMÈX",
    "tin",
    "n/a",
    "",
    "Amex",
    "new  york",
    "not available",
    "not  available",
    "no\tdata",
    "Ünknown",
    "M",
    "m",
    "x",
)


def segmentation(kind: str) -> tuple[coterie.Segmentation, pl.DataFrame]:
    """Return a segmentation, and the customers that it was made of."""
    if kind == "purchases":
        made = coterie.summarise_transactions(bought(), customer="customer_id", date="date", amount="amount").customers
        return coterie.segment(bought(), k=4, evidence="none").segmentation, made
    made = customers()
    features = ["paid", "owed", "age", "visits"] + (["card", "gender", "vip", "since"] if kind == "mixed" else [])
    how = {"plain": {"transform": "none"}, "robust": {"transform": "none", "scale": "robust"}}.get(kind, {})
    return coterie.segment(made, k=5, features=features, evidence="none", **how).segmentation, made


def customers(rows: int = 600) -> pl.DataFrame:
    n = np.arange(rows)
    return pl.DataFrame(
        {
            "client": [f"c{i:04}" for i in n],
            "paid": np.exp(n * 37 % 101 / 12.0),
            "owed": np.where(n % 3 == 0, -1.0, 1.0) * np.expm1(n * 53 % 89 / 14.0),
            "age": (n * 29 % 61 + 18).astype(float),
            "visits": np.exp(n * 19 % 67 / 17.0).round(),
            "card": [("gold", "silver", "Amèx", "New York")[i * 7 % 11 % 4] for i in n.tolist()],
            "gender": [("Female", "Male")[i * 5 % 7 % 2] for i in n.tolist()],
            "vip": [i % 5 == 0 for i in n.tolist()],
            "since": [dt.date(2015, 1, 1) + dt.timedelta(days=int(i) * 13 % 3000) for i in n],
        }
    )


def bought(rows: int = 6000) -> pl.DataFrame:
    n = np.arange(rows)
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=int(i) * int(i) % 700) for i in n]
    return pl.DataFrame(
        {"customer_id": [f"k{i * i % 401}" for i in n.tolist()], "date": days, "amount": (n * 31 % 97 + 1) / 4.0}
    )


def hard_rows(scorer: coterie.Scorer, made: pl.DataFrame, rows: int, seed: int = 0) -> pl.DataFrame:
    """Return customers with gaps, other categories and extremes; the last tenth lies on a border."""
    draw = np.random.default_rng(seed)
    names = [column.name for column in scorer.description.columns]
    drawn = made.select(names)[draw.integers(0, made.height, rows)]
    table = pl.DataFrame([_worn(drawn[name], draw) for name in names])
    border = rows // 10
    table = pl.concat([table[: rows - border], on_borders(scorer, drawn.select(names), border, draw)])
    key = scorer.description.key or "client"
    return table.insert_column(0, pl.Series(key, [f"c{n}" for n in range(rows)]))


def _worn(column: pl.Series, draw: np.random.Generator) -> pl.Series:
    """Return a column with gaps and with what was never seen."""
    n = len(column)
    gap, odd = pl.Series(draw.random(n) < 0.05), pl.Series(draw.random(n) < 0.1)
    if column.dtype.is_numeric():
        shaken = column.cast(pl.Float64) * draw.lognormal(0, 0.3, n)
        other = pl.Series(draw.choice(EXTREMES, n))
    elif column.dtype == pl.String:
        shaken, other = column, pl.Series(draw.choice(WORDS, n).tolist())
    elif column.dtype == pl.Date:
        shaken, other = column, pl.Series([dt.date(1700, 1, 1), dt.date(2201, 1, 1)] * (n // 2 + 1))[:n]
    else:
        shaken, other = column, column.not_()
    frame = pl.DataFrame({"gap": gap, "odd": odd, "shaken": shaken, "other": other})
    return frame.select(
        pl.when("gap").then(None).when("odd").then("other").otherwise("shaken").alias(column.name)
    ).to_series()


def on_borders(scorer: coterie.Scorer, made: pl.DataFrame, rows: int, draw: np.random.Generator) -> pl.DataFrame:
    """Return customers between two others of different segments, halved until no number lies between."""
    numeric = [name for name, kind in made.schema.items() if kind.is_numeric()]
    pairs = 12 * rows
    one, other = (made[draw.integers(0, made.height, pairs)] for _ in range(2))
    other = other.with_columns(one[name] for name in made.columns if name not in numeric)
    low, high = (each.select(pl.col(numeric).cast(pl.Float64)).to_numpy() for each in (one, other))
    first = _placed(scorer, one, low, numeric)
    between = first != _placed(scorer, one, high, numeric)
    one, low, high, first = (
        one.filter(pl.Series(between))[:rows],
        low[between][:rows],
        high[between][:rows],
        first[between][:rows],
    )
    for _ in range(70):
        middle = low + (high - low) / 2
        stays = (_placed(scorer, one, middle, numeric) == first)[:, None]
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    half = one.height // 2
    numbers = np.concatenate([low[:half], high[half:]])
    found = one.with_columns(pl.Series(name, numbers[:, at]) for at, name in enumerate(numeric))
    assert found.height == rows, "too few pairs of customers in different segments"
    return found


def _placed(scorer: coterie.Scorer, table: pl.DataFrame, numbers: np.ndarray, names: list[str]) -> np.ndarray:
    given = table.with_columns(pl.Series(name, numbers[:, at]) for at, name in enumerate(names))
    return scorer.many(given).frame["segment_id"].to_numpy()


def differing(wanted: pl.DataFrame, found: pl.DataFrame, clear: float = 1e-12) -> tuple[int, int]:
    """Return how many rows another way of scoring gives another answer, and how many of them with a clear margin.

    Distances, margins and counts of filled features must agree in every row.
    """
    assert wanted["imputed"].to_list() == found["imputed"].to_list()
    for name in ("distance", "margin"):
        one, two = (frame[name].cast(pl.Float64).fill_nan(None) for frame in (wanted, found))
        assert (one.is_null() == two.is_null()).all(), name
        gap = (one - two).abs() / pl.Series(np.maximum(1.0, one.fill_null(1.0).abs().to_numpy()))
        assert (gap.max() or 0.0) < 1e-9, (name, gap.max())
    other = pl.lit(value=False)
    for name in ("segment_id", "segment"):
        other |= pl.Series(wanted[name].ne_missing(found[name]))
    if "unlike_anyone" in found.columns:
        other |= wanted["unlike_anyone"].fill_null(value=False) != found["unlike_anyone"].fill_null(value=False)
    rows = wanted.select(other.alias("other"), clear=pl.col("margin").fill_null(1.0) > clear)
    return int(rows["other"].sum()), int((rows["other"] & rows["clear"]).sum())
