from __future__ import annotations

from dataclasses import replace

import pytest

from coterie.preparation import FittedPreparation
from coterie.schema import Schema
from coterie.segmentation.short_hash import LENGTH


@pytest.fixture(scope="module")
def found(result):
    return result.segmentation


def edited(items, place, **fields):
    return (*items[:place], replace(items[place], **fields), *items[place + 1 :])


def test_it_is_short_and_hexadecimal(found):
    assert len(found.short_hash) == LENGTH
    assert int(found.short_hash, 16) >= 0


def test_what_decides_a_segment_changes_it(found):
    columns, features = found.schema.columns, found.preparation.features
    place = next(i for i, column in enumerate(columns) if column.role == "feature")
    identities = found.identities.segments
    others = [
        replace(found, centers=(found.centers[0][::-1], *found.centers[1:])),
        replace(found, centers=found.centers[::-1]),
        replace(found, preparation=FittedPreparation(edited(features, 0, scale=features[0].scale * 2))),
        replace(found, preparation=FittedPreparation(edited(features, 0, center=0.0))),
        replace(found, preparation=FittedPreparation(edited(features, 0, fill=0.0))),
        replace(found, preparation=FittedPreparation(edited(features, 0, power=0.5, unit=1.0))),
        *(
            replace(found, schema=Schema(edited(columns, place, **fields)))
            for fields in (
                {"name": "years"},
                {"type": "boolean"},
                {"decimal": ","},
                {"codes": (9.0,)},
                {"bounds": (0.0, 1.0)},
                {"units": ("km",)},
                {"categories": ("a",)},
                {"date_format": "x"},
            )
        ),
        replace(found, identities=replace(found.identities, segments=edited(identities, 0, id=99))),
    ]
    hashes = [other.short_hash for other in others]
    assert found.short_hash not in hashes
    assert len(set(hashes)) == len(others)


def test_what_does_not_decide_a_segment_does_not(found):
    columns, names = found.schema.columns, found.names
    place = next(i for i, column in enumerate(columns) if column.role == "feature")
    identities = edited(found.identities.segments, 0, name="Ann", locked=True, born="x")
    others = [
        replace(found, names=replace(names, names=edited(names.names, 0, name="Ann"))),
        replace(found, identities=replace(found.identities, segments=identities)),
        replace(found, schema=Schema(edited(columns, place, reason="Because.", missing=1, doubt="?"))),
        replace(found, schema=Schema(tuple(column for column in columns if column.role == "feature"))),
        replace(found, parent="0123456789ab", labels={"age": "Age"}, value="income", libraries={}, version="9"),
        replace(found, reference=None, evidence={}, salt="x", inertia=1.0),
    ]
    assert {other.short_hash for other in others} == {found.short_hash}


def test_whole_numbers_and_lists_are_the_same_as_floats_and_tuples(found):
    columns = found.schema.columns
    one, other = ({"bounds": bounds, "codes": codes} for bounds, codes in (((0, 1), (9,)), ([0.0, 1.0], [9.0])))
    assert (
        replace(found, schema=Schema(edited(columns, 1, **one))).short_hash
        == replace(found, schema=Schema(edited(columns, 1, **other))).short_hash
    )
