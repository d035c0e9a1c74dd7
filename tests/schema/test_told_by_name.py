"""What a name decides, and where it does not."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.schema.facts import facts_of
from coterie.schema.kinds import kind_of
from coterie.schema.told_by_name import told_by_name


def told(name: str, values: list[object]) -> str:
    fact = facts_of(pl.DataFrame({name: values, "row": range(len(values))}))[0]
    found = told_by_name(fact, kind_of(fact))
    return "" if found is None else f"{found.what} {found.role}"


@pytest.mark.parametrize(("different", "what"), [(50, "code descriptor"), (51, "")])
def test_a_code_has_at_most_fifty_values(different, what):
    assert told("region", [n % different for n in range(204)]) == what


@pytest.mark.parametrize(("rows", "what"), [(20, "code descriptor"), (19, "")])
def test_a_code_repeats(rows, what):
    assert told("region", [n % 10 for n in range(rows)]) == what


def test_fractions_are_no_codes():
    assert told("channel", [n % 3 + 0.5 for n in range(40)]) == ""


def test_labels_of_numbers_and_words():
    assert told("cluster", [n % 4 for n in range(40)]) == "label ignored"
    assert told("cluster", [f"Cluster {n % 4}" for n in range(40)]) == "label ignored"
    assert told("segment", [n % 4 for n in range(40)]) == "label ignored"
    assert told("segment", ["Corporate", "Consumer"] * 20) == ""


def test_secrets_and_places():
    assert told("cvv", [100 + n * 7 % 900 for n in range(40)]) == "secret ignored"
    assert told("latitude", [49 + n / 10 for n in range(40)]) == "place descriptor"
