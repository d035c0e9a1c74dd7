from __future__ import annotations

import coterie
from coterie.segmentation.identities import first_identities, salt_of


def test_the_segments_of_a_first_segmentation_are_born_in_it(result):
    found = result.segmentation
    assert found.identities == first_identities([name.name for name in found.names.names], born=found.short_hash)
    assert [each.id for each in found.identities.segments] == list(range(len(found.segments)))
    assert found.identities.next_id == len(found.segments)
    assert found.identities.retired == ()
    assert (found.parent, found.labels, found.value) == (None, None, None)


def test_the_salt_follows_from_the_table(result):
    assert result.segmentation.salt == salt_of(result.segmentation.source.sha256) != salt_of("")


def test_a_name_that_a_person_gave_is_locked(bank):
    found = coterie.describe(coterie.fit(bank, evidence="none"), k=3, names={1: "Ours"}).segmentation.identities
    assert [(each.name == "Ours", each.locked) for each in found.segments] == [(i == 1, i == 1) for i in range(3)]
