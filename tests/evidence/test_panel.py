"""A few kinds of tables, whose truth is known, judged from end to end; benchmarks measure all of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coterie.evidence import judge
from coterie.evidence.card import DISSOLVES
from coterie.evidence.support import LEAST
from coterie.valleys.scan import CROWDED

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from evidence_kinds import TRUTH, make

sys.path.pop(0)

ONE = (
    "uniform",
    "correlated normal",
    "log-normal",
    "correlated log-normals",
    "rank and amounts",
    "fan",
    "funnel",
    "thin band",
    "saturation",
    "Clayton copula",
    "gamma margins",
    "triangle",
    "smallest and largest",
)
SEVERAL = (
    "groups apart",
    "unequal sizes",
    "skewed groups",
    "two apart",
    "four of unequal spread",
    "five in a row",
    "groups tilted each its way",
    "near pair and a far group",
    "groups with heavy tails",
    "cubes",
    "groups by counts",
    "few orders and many",
    "groups by large counts",
)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", [*ONE, *SEVERAL])
def test_one_cloud_is_never_natural_and_groups_are_found(kind, seed):
    found = judge(make(kind, seed, 300), n_clusters=range(1, 9), random_state=seed)
    _check_that_nothing_contradicts(found)
    if kind in ONE:
        assert found.verdict.kind in {"reproducible", "constructed"}
        assert set(found.support.kinds.values()) <= {"reproducible", "constructed"}
    else:
        assert found.recommendation.supported_k == TRUTH[kind]
        assert found.verdict.kind in {"natural", "partly natural"}


def _check_that_nothing_contradicts(found):
    verdict = found.verdict
    if found.recommendation.basis == "convenience":
        assert (verdict.kind, found.recommendation.supported_k) == ("constructed", 1)
    if verdict.kind != "natural":
        return
    assert {border.answer for border in verdict.borders} == {"gap"}
    assert max(border.thinness for border in verdict.borders) <= CROWDED
    assert {segment.stands for segment in verdict.segments} == {"apart"}
    assert verdict.replication >= LEAST
    assert verdict.worst_segment >= DISSOLVES
    assert not {each.code for each in found.warnings} & {"seed_sensitive", "unstable_segment", "no_structure"}
