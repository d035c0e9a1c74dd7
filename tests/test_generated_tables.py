"""Generated tables of known truth: the first of those that benchmarks/generated_tables.py reads thousands of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coterie.cleaning import columns

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import generated_tables

UNSAID = {
    "crash",
    "refused",
    "wrong value",
    "lost customer",
    "gained customer",
    "no id",
    "number not read as one",
    "column not used",
}


def test_nothing_is_lost_or_changed_without_a_word():
    found = generated_tables.run(40)
    assert found.tables == 40
    assert {what: found.first[what] for what in UNSAID & set(found.of)} == {}


@pytest.mark.parametrize("seed", range(40))
def test_the_same_seed_gives_the_same_table(seed):
    assert generated_tables.made(seed).data == generated_tables.made(seed).data


def test_a_wrong_value_is_noticed(monkeypatch):
    read = columns._read
    monkeypatch.setattr(columns, "_read", lambda known, column: read(known, column) + 1)
    assert generated_tables.run(10).of["wrong value"] > 0


def test_a_lost_customer_is_noticed(monkeypatch):
    real = generated_tables.clean
    monkeypatch.setattr(generated_tables, "clean", lambda *given: (real(*given)[0].slice(1), real(*given)[1]))
    found = generated_tables.run(10).of
    assert found["lost customer"] + found["lost customer, said"] == 10


def test_a_crash_is_noticed(monkeypatch):
    def broken(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(generated_tables, "clean", broken)
    assert generated_tables.run(3).of["crash"] == 3
