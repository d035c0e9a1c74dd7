from __future__ import annotations

import json
from dataclasses import dataclass, fields, make_dataclass, replace

import numpy as np
import pytest

from coterie.evidence.judging import judge
from coterie.evidence.plain import _WRITTEN, plain


@pytest.fixture(scope="module")
def judged(three_groups):
    return judge(three_groups[0], n_clusters=range(1, 6))


def test_json_holds_all_of_it_and_no_customer(judged):
    found = json.loads(json.dumps(plain(judged), allow_nan=False))
    assert found["verdict"]["kind"] == "natural"
    assert [row["k"] for row in found["k_card"]["rows"]] == [1, 2, 3, 4, 5]
    assert found["k_card"]["choices"]["silhouette"] == 3
    assert found["k_card"]["rows"][0]["silhouette"] is None
    assert found["structure"]["found"] is True
    assert len(found["structure"]["placebos"][0]["draws"]) == 19
    assert "customers" not in found["stability"]
    assert [each["reading"] for each in found["stability"]["segments"]] == ["highly stable"] * 3
    assert sum(map(sum, found["across"][0]["shared"])) == 90
    assert {each["code"] for each in found["warnings"]} == {each.code for each in judged.warnings}


def test_what_is_unknown_is_none():
    found = plain(judge(np.random.default_rng(0).normal(size=(40, 2)), n_clusters=range(1, 4), effort="none"))
    assert found["verdict"] is found["structure"] is found["stability"] is found["audit"] is None
    assert json.dumps(found, allow_nan=False)


def test_a_field_that_nobody_listed_stays_out(judged, monkeypatch):
    before = type(judged.stability)
    wider = make_dataclass("Stability", [("everyone", tuple, (0.5,) * 90)], bases=(before,), frozen=True)
    monkeypatch.setitem(_WRITTEN, wider, _WRITTEN[before])
    held = {field.name: getattr(judged.stability, field.name) for field in fields(before)}
    assert plain(replace(judged, stability=wider(**held))) == plain(judged)


def test_a_kind_of_thing_that_nobody_listed_is_refused(judged):
    @dataclass
    class Everyone:
        customers: tuple[float, ...] = (0.5,) * 90

    with pytest.raises(TypeError, match="Everyone is not written: list its fields in coterie.evidence.plain"):
        plain(replace(judged, warnings=(Everyone(),)))


@pytest.mark.parametrize("array", [np.ones(90), [np.ones(90)]])
def test_arrays_are_refused(judged, array):
    with pytest.raises(TypeError, match="arrays are not written"):
        plain(replace(judged, across=array))


@pytest.mark.parametrize("kind", _WRITTEN, ids=lambda kind: kind.__name__)
def test_what_is_listed_is_there(kind):
    assert set(_WRITTEN[kind]) <= {field.name for field in fields(kind)}
