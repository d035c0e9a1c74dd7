from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, is_dataclass, make_dataclass, replace

import numpy as np
import pytest

from coterie.evidence import kept
from coterie.evidence.judging import judge
from coterie.evidence.keeping import keep


@pytest.fixture(scope="module")
def judged(three_groups):
    return judge(three_groups[0], n_clusters=range(1, 6))


def test_json_holds_all_of_it_and_no_customer(judged):
    found = json.loads(json.dumps(asdict(keep(judged)), allow_nan=False))
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
    found = keep(judge(np.random.default_rng(0).normal(size=(40, 2)), n_clusters=range(1, 4), effort="none"))
    assert found.verdict is found.structure is found.stability is found.audit is None
    assert found.recommendation.supported_k is None
    assert json.dumps(asdict(found), allow_nan=False)


def test_a_field_that_nobody_listed_stays_out(judged):
    before = type(judged.stability)
    wider = make_dataclass("Stability", [("everyone", tuple, (0.5,) * 90)], bases=(before,), frozen=True)
    held = {field.name: getattr(judged.stability, field.name) for field in fields(before)}
    assert keep(replace(judged, stability=wider(**held))) == keep(judged)


def test_a_thing_in_the_place_of_a_number_is_refused(judged):
    @dataclass
    class Everyone:
        customers: tuple[float, ...] = (0.5,) * 90

    with pytest.raises(TypeError, match="Everyone is not kept: list its fields in coterie.evidence.kept"):
        keep(replace(judged, across=(replace(judged.across[0], slsa=Everyone()),)))


@pytest.mark.parametrize("array", [np.ones(90), [np.ones(90)]])
def test_arrays_are_refused(judged, array):
    with pytest.raises(TypeError, match="arrays are not kept"):
        keep(replace(judged, across=(replace(judged.across[0], slsa=array),)))


@pytest.mark.parametrize("features", [None, ["first", "second"]])
def test_borders_name_the_feature_where_it_is_known(judged, features):
    names = {border.feature for border in keep(judged, features=features).verdict.borders}
    assert names <= ({None} if features is None else set(features))


def test_sentences_use_the_names_of_segments(judged):
    found = keep(judged, ["Ants", "Bees", "Cats"])
    assert [each.stands for each in found.verdict.segments] == ["apart"] * 3
    assert found.verdict.sentence.startswith(found.verdict.finding)


def test_nothing_that_is_kept_holds_an_array(judged):
    def walk(thing):
        assert not isinstance(thing, np.ndarray | np.generic)
        if is_dataclass(thing):
            thing = {field.name: getattr(thing, field.name) for field in fields(thing)}
        for each in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, tuple) else ():
            walk(each)

    found = keep(judged)
    walk(found)
    assert isinstance(found, kept.Evidence)
