from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import coterie
from coterie.errors import InputError
from coterie.evidence import keep, reworded
from coterie.remarks import say


@pytest.fixture(scope="module")
def found(result):
    return result.segmentation


def test_names_are_given_and_locked_and_the_others_stay(found):
    renamed = coterie.rename(found, {0: "Everyday", 3: " Rare "})
    names = [segment.name.name for segment in found.segments]
    assert [segment.name.name for segment in renamed.segments] == ["Everyday", *names[1:3], "Rare", *names[4:]]
    assert [each.locked for each in renamed.identities.segments] == [True, False, False, True, False, False]
    assert [each.name for each in renamed.identities.segments] == [each.name.name for each in renamed.segments]


def test_renaming_orphans_nothing(found):
    renamed = coterie.rename(found, {0: "Everyday"})
    assert renamed.short_hash == found.short_hash
    assert replace(renamed, names=found.names, identities=found.identities, evidence=found.evidence) == found


def test_the_sentences_of_the_evidence_have_the_new_names(found, result):
    names = [f"N{i}" for i in range(len(found.segments))]
    renamed = coterie.rename(found, dict(enumerate(names)))
    features = [
        column for feature in found.preparation.features for column in (feature.feature,) * len(feature.columns)
    ]
    expected = keep(result.judgement, names, features=features).verdict
    assert renamed.evidence.verdict == expected
    told = [expected.sentence, *(each.sentence for each in expected.segments)]
    assert any(name in sentence for name in names for sentence in told)


@pytest.mark.parametrize("k", [1, 2, 4])
def test_evidence_is_reworded_as_it_would_be_kept(bank, k):
    judgement = coterie.segment(bank.head(350), k=k, k_max=5).judgement
    one, other = ([f"{letter}{i}" for i in range(k)] for letter in "ab")
    assert reworded(keep(judgement, one), other) == keep(judgement, other)


def test_names_go_by_the_permanent_id(found):
    swapped = tuple(reversed(found.identities.segments))
    renamed = coterie.rename(replace(found, identities=replace(found.identities, segments=swapped)), {0: "Everyday"})
    assert renamed.names.names[-1].name == "Everyday"


def test_a_name_can_be_given_again(found):
    twice = coterie.rename(coterie.rename(found, {0: "Everyday"}), {0: "Regulars"})
    assert twice.segments[0].name.name == "Regulars"
    assert twice.segments[0].name.sentence.count(say("evidence.by_hand")) == 1


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({9: "x"}, "gives segment 9 a name, but the segments are 0 to 5."),
        ({0: ""}, "a name of 1 to 100 letters"),
        ({0: "x", 1: "X"}, "Segments 0 and 1 would all be called"),
        ({"0": "x"}, "a whole number from 0"),
    ],
)
def test_what_cannot_be_is_refused(found, names, message):
    with pytest.raises(InputError, match=message):
        coterie.rename(found, names)


def test_scoring_and_the_file_keep_the_names(found, bank, tmp_path):
    coterie.save(coterie.rename(found, {0: "Everyday"}), tmp_path / "x.coterie")
    loaded = coterie.load(tmp_path / "x.coterie")
    assert loaded.segments[0].name.name == "Everyday"
    assert "Everyday" in set(coterie.score(loaded, bank)["segment"])
    page = coterie.write_report(loaded, tmp_path / "page.html").read_text()
    assert "Everyday" in page


def test_a_result_is_renamed_as_its_segmentation_by_any_whole_numbers(result):
    given = {np.int64(0): "Gold", np.uint8(1): "Silver"}
    assert coterie.rename(result, given) == coterie.rename(result.segmentation, {0: "Gold", 1: "Silver"})
    assert coterie.summarise(result) == coterie.summarise(result.segmentation)
