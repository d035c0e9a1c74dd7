"""Ids, names and locks of segments that go on."""

import pytest

import coterie
from coterie.monitoring.continuing import continued
from coterie.options import Options
from coterie.segmentation.describing import describe_as
from coterie.segmentation.fitting import How, fit_with
from coterie.segmentation.lineage import Came, Match

OPTIONS = Options(k=3, evidence="none", k_max=3)


@pytest.fixture(scope="module")
def fitted():
    return fit_with(coterie.datasets.bank_customers(n=300), OPTIONS, How())


@pytest.fixture(scope="module")
def result(fitted):
    return describe_as(fitted, OPTIONS, {})


@pytest.fixture(scope="module")
def earlier(result):
    return coterie.rename(result, {1: "Regulars"})


def test_who_is_matched_keeps_id_name_and_lock(fitted, result, earlier):
    match = Match((1, 2, None), (0.9, 0.8, None), (False, False, False))
    origins = (Came("kept", (1,)), Came("kept", (2,)), Came("split", (0,)))
    found = continued(fitted, result, earlier, match=match, origins=origins).segmentation
    segments = found.identities.segments
    assert [each.id for each in segments] == [1, 2, 3]
    assert [each.locked for each in segments] == [True, False, False]
    assert segments[0].name == found.names.names[0].name == "Regulars"
    assert segments[1].name == earlier.identities.segments[2].name
    assert [each.parent for each in segments] == [None, None, 0]
    assert (segments[2].born, found.identities.next_id) == (found.short_hash, 4)
    (gone,) = found.identities.retired
    assert (gone.id, gone.retired) == (0, found.short_hash)


def test_a_new_segment_never_has_a_name_that_another_had(fitted, result, earlier):
    match = Match((None, None, None), (None, None, None), (False, False, False))
    origins = (Came("new", ()),) * 3
    found = continued(fitted, result, earlier, match=match, origins=origins).segmentation
    had = {each.name for each in earlier.identities.segments}
    assert not had & {each.name for each in found.names.names}
    assert [each.id for each in found.identities.segments] == [3, 4, 5]


def test_a_guess_loses_the_lock_and_keeps_the_name(fitted, result, earlier):
    match = Match((0, 1, 2), (None, None, None), (False, True, False))
    origins = tuple(Came("kept", (place,)) for place in range(3))
    found = continued(fitted, result, earlier, match=match, origins=origins).segmentation
    own = found.identities.segments[1]
    assert (own.id, own.name, own.locked) == (1, "Regulars", False)
    assert not found.names.names[1].given
