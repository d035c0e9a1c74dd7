from __future__ import annotations

import pytest

from coterie.evidence.borders import Border
from coterie.evidence.card import DISSOLVES, KRow
from coterie.evidence.causes import Cause
from coterie.evidence.verdict import SegmentBorders, give_verdict, segment_borders


def border(first, second, answer="gap", *, near=50, between=5):
    return Border(first, second, near=near, between=between, z=6.0, answer=answer, at=0.0, column=0, share=1.0)


GAPS = (border(0, 1), border(1, 2))


def row(k=3, **said):
    """Three segments between gaps that nothing speaks against."""
    usual = {"k": k, "halves": 0.95, "prediction_strength": 0.9, "worst_segment": 0.9, "groups": k, "borders": GAPS}
    return KRow(**dict.fromkeys(KRow.__dataclass_fields__) | usual | said)


def test_a_verdict_holds_what_the_row_says_and_how_each_segment_stands():
    causes = (Cause("column", column="tenure"),)
    found = give_verdict(row(groups=2), kind="partly natural", supported_k=2, causes=causes)
    assert (found.kind, found.k, found.supported_k, found.groups) == ("partly natural", 3, 2, 2)
    assert (found.replication, found.prediction_strength, found.worst_segment) == (0.95, 0.9, 0.9)
    assert (found.borders, found.causes, found.weakened_by) == (GAPS, causes, ())
    assert [each.stands for each in found.segments] == ["apart"] * 3
    assert give_verdict(row(groups=None), kind="reproducible", supported_k=3).groups == 1


def test_the_agreement_of_few_customers_is_that_of_bootstrap_samples():
    assert give_verdict(row(few=True, agreement=0.8), kind="natural", supported_k=3).replication == 0.8


@pytest.mark.parametrize(
    ("said", "seeds", "weakened"),
    [
        ({}, False, ()),
        ({}, True, ("seeds",)),
        ({"borders": (*GAPS, border(0, 2, "crowd"))}, False, ("crowd",)),
        ({"borders": (*GAPS, border(0, 2, "unproven"))}, False, ()),
        ({"worst_segment": DISSOLVES}, False, ()),
        ({"worst_segment": DISSOLVES - 1e-9}, False, ("segment",)),
        ({"worst_segment": None}, False, ()),
        ({"worst_segment": 0.1, "borders": (border(0, 1, "crowd"),)}, True, ("crowd", "segment", "seeds")),
    ],
)
def test_natural_steps_down_for_what_speaks_against_it(said, seeds, weakened):
    found = give_verdict(row(**said), kind="natural", supported_k=3, seeds=seeds)
    assert found.weakened_by == weakened
    assert found.kind == ("partly natural" if weakened else "natural")


def test_natural_steps_down_where_larger_ks_find_groups_inside_its_segments():
    found = give_verdict(row(worst_segment=0.1), kind="natural", supported_k=3, seeds=True, coarse=True)
    assert (found.kind, found.weakened_by) == ("partly natural", ("segment", "seeds", "coarse"))


@pytest.mark.parametrize("kind", ["partly natural", "reproducible", "constructed"])
def test_only_natural_steps_down(kind):
    bad = row(worst_segment=0.1, borders=(border(0, 1, "crowd"),))
    found = give_verdict(bad, kind=kind, supported_k=1, seeds=True, coarse=True)
    assert (found.kind, found.weakened_by) == (kind, ())


def test_one_segment_is_constructed():
    found = give_verdict(row(k=1, borders=(), groups=1), kind="reproducible", supported_k=1)
    assert (found.kind, found.segments) == ("constructed", (SegmentBorders("alone"),))


def test_a_segment_is_as_its_most_crowded_border():
    borders = (
        border(0, 1, "crowd", near=50, between=40),
        border(0, 2, "crowd", near=50, between=45),
        border(1, 2, "unproven", near=10, between=6),
        border(2, 3, "unproven", near=10, between=5),
        border(3, 4, "unproven", near=10, between=6),
        border(3, 5),
    )
    said = [segment_borders(segment, borders) for segment in range(7)]
    assert said == [
        SegmentBorders("shades", into=2, between=45, near=50),
        SegmentBorders("shades", into=0, between=40, near=50),
        SegmentBorders("shades", into=0, between=45, near=50),
        SegmentBorders("too few", into=4, between=6, near=10),
        SegmentBorders("too few", into=3, between=6, near=10),
        SegmentBorders("apart"),
        SegmentBorders("alone"),
    ]


@pytest.mark.parametrize(("near", "stands"), [(2, "too few"), (3, "shades")])
def test_with_hardly_anybody_near_the_centre_nothing_is_said_of_a_crowd(near, stands):
    assert segment_borders(0, [border(0, 1, "crowd", near=near, between=0)]).stands == stands
