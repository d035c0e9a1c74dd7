"""Where most columns are answers, they build segments."""

from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.cleaning import clean
from coterie.remarks import say
from coterie.schema import infer
from coterie.schema.answers import as_steps
from coterie.schema.facts import facts_of
from coterie.schema.kinds import kind_of
from coterie.schema.steps import steps_of
from coterie.sources import read

N = range(60)
YES = {f"q{k}": ["Yes" if (i + k) % 3 else "No" for i in N] for k in range(3)}


def roles(**columns: list[object]) -> dict[str, str]:
    table = read(pl.DataFrame({"id": [f"C{i}" for i in N], **columns}))
    return {column.name: column.role for column in infer(table).columns if column.name != "id"}


def test_three_of_five_columns_build():
    more = {"age": [20 + i for i in N], "paid": [i * 7 for i in N]}
    assert roles(**YES, **more) == {**dict.fromkeys((*YES, *more), "feature")}


def test_half_of_the_columns_do_not():
    more = {name: [k + i * 7 for i in N] for k, name in enumerate(("age", "paid", "visited"))}
    assert set(roles(**YES, **more).values()) == {"feature", "descriptor"}


def test_two_columns_do_not():
    two = {name: YES[name] for name in ("q0", "q1")}
    assert roles(**two, age=[20 + i for i in N])["q0"] == "descriptor"


def test_sensitive_answers_only_describe():
    assert roles(**YES, married=YES["q0"])["married"] == "descriptor"


def test_steps_build_as_numbers_and_are_read_the_same_later():
    often = [("never", "sometimes", "always")[i % 3] for i in N]
    table = read(pl.DataFrame({"id": [f"C{i}" for i in N], **YES, "often": often}))
    schema = infer(table)
    assert (schema["often"].type, schema["often"].role) == ("numeric", "feature")
    frame, _ = clean(table, schema)
    assert frame["often"].head(3).to_list() == [1.0, 2.0, 3.0]
    new, _ = clean(
        read(pl.DataFrame({"id": ["a", "b"], **{q: ["No", "No"] for q in YES}, "often": ["Always", "?"]})), schema
    )
    assert new["often"].to_list() == [3.0, None]


def test_yes_and_no_can_be_numbers():
    table = read(pl.DataFrame({"id": [f"C{i}" for i in N], "vip": YES["q0"], "age": [20 + i for i in N]}))
    schema = infer(table, types={"vip": "numeric"})
    assert schema["vip"].role == "feature"
    assert set(clean(table, schema)[0]["vip"].unique()) == {0.0, 1.0}


def test_scale_none_leaves_yes_and_no_as_one_column_of_zeros_and_ones():
    table = pl.DataFrame({"id": [f"C{i}" for i in N], **YES, "often": [1 + i % 5 for i in N]})
    found = coterie.segment(table, k=2, scale="none", evidence="none").segmentation
    sides = {each.feature: each.scale for each in found.preparation.features}
    assert sides == {
        "q0": pytest.approx(2**0.5),
        "q1": pytest.approx(2**0.5),
        "q2": pytest.approx(2**0.5),
        "often": 1.0,
    }


def test_answers_are_said_and_not_had():
    table = pl.DataFrame(
        {"id": [f"C{i}" for i in N], **{f"q{k}": ["Yes" if (i < 30) == (k < 2) else "No" for i in N] for k in range(4)}}
    )
    names = [name.name for name in coterie.segment(table, k=2, evidence="none").segmentation.names.names]
    assert all("says" in name.lower() or "not" in name.lower() for name in names)
    assert not any("has " in name.lower() for name in names)


def test_a_scale_is_said_by_its_least_and_its_greatest_word():
    fact, _ = facts_of(pl.DataFrame({"q": ["never", "rarely", "often", "always"], "row": range(4)}))
    found = as_steps(fact, kind_of(fact), {"q": steps_of(fact)})
    assert found.says == say("kind_of.steps", least="never", most="always")
