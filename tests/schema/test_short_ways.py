"""What is seen at a glance of a column must be what looking at all of it finds."""

from __future__ import annotations

import random

import polars as pl
import pytest

from coterie.schema import answers, draft, exclusions, impossible, kinds
from coterie.schema.facts import Facts
from coterie.sources import read

CELLS = {
    "words": ["red", "green", " pale", "Köln", "São Paulo", "Łódź", "Ελλάδα", "Мир"],
    "other letters": ["東京", "二", "三月", "²", "①", "½", "Ⅷ", "٣"],
    "names of numbers": ["inf", "nan", "-inf", "Infinity", "∞", "NaN"],
    "days": ["2024-01-05", "5.3.2023", "Jan 5, 2020", "7 mars 2019"],
    "numbers": ["1", "2.5", "-3", "1,234.5", "7,5", "15k", "$3.40", "(12)", "1e300", "0", "-0.0", "999", "9999", "-1"],
    "yes": ["yes", "no", "Ja", "nein", "Y", "1", "0", "don't know", "weiß nicht"],
    "bands": ["[25,35)", "15-19", "Oct-14", "09-Jun", "5+", "<5"],
    "units": ["5 kg", "12 months", "3 S", "4,50 H", "+49 170 1234567", "A-01", "007"],
    "months": ["January", "Feb", "März", "juin"],
}
NAMES = ["age", "Score (1-100)", "gender", "phone", "x", "since", "region", "percent", "id"]


def columns(seed: int) -> pl.DataFrame:
    chance = random.Random(seed)  # noqa: S311 - of test data
    rows = chance.choice([4, 15, 40])
    found = {}
    for name in chance.sample(NAMES, 5):
        pool = [cell for kind in chance.sample(sorted(CELLS), chance.choice([1, 1, 2])) for cell in CELLS[kind]]
        found[name] = chance.choices(pool[: chance.choice([3, 50])], k=rows)
    return pl.DataFrame(found)


def long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (kinds, answers):
        monkeypatch.setattr(module, "may_be_boolean", lambda _: True)
    monkeypatch.setattr(impossible, "_may_be", lambda *_: True)
    monkeypatch.setattr(Facts, "wordy", property(lambda _: False))
    monkeypatch.setattr(Facts, "in_turn", property(lambda _: False))
    monkeypatch.setattr(Facts, "share", _share)
    monkeypatch.setattr(exclusions, "_is_phone", _is_phone)


def _share(fact: Facts, hit: pl.Series) -> float:
    return float(fact.counts.filter(hit.fill_null(value=False)).sum()) / max(fact.present, 1)


def _is_phone(fact: Facts) -> bool:
    written = fact.values.str.contains(r"^\+?[\d(][\d ()./\-]{5,}\d$") & (fact.values.str.count_matches(r"\d") >= 7)
    return fact.share(written) >= 0.9 and fact.distinct > 0.5 * fact.present


@pytest.mark.parametrize("seeds", [range(start, start + 25) for start in range(0, 100, 25)])
def test_short_ways_lead_to_the_same_plan(seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {seed: read(columns(seed)) for seed in seeds}
    short = {seed: draft(table) for seed, table in tables.items()}
    long_way(monkeypatch)
    for seed, table in tables.items():
        assert draft(table).schema == short[seed].schema, seed
        assert str(draft(table).problem) == str(short[seed].problem), seed
