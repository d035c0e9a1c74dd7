from __future__ import annotations

import pytest
from pydantic import ValidationError

import coterie
from coterie import meaning
from coterie.artefact.format_3.meaning import Meaning, Rules, SegmentWorth, Tie
from coterie.artefact.written import as_noun

FOUND = coterie.segment(coterie.datasets.bank_customers(n=600), k=3, evidence="none", value="income").segmentation


def test_what_is_written_comes_back_as_it_was():
    written = Meaning.model_validate(FOUND.meaning)
    assert as_noun(Meaning.model_validate_json(written.model_dump_json())) == FOUND.meaning


@pytest.mark.parametrize(
    ("model", "noun", "field", "value"),
    [
        (Rules, FOUND.meaning.rules, "agreement", 1.1),
        (Tie, FOUND.meaning.ties[0], "effect", -0.1),
        (Tie, FOUND.meaning.ties[0], "measure", "r"),
        (SegmentWorth, FOUND.meaning.worth.segments[0], "customers", -1),
    ],
)
def test_what_cannot_be_is_refused(model, noun, field, value):
    plain = model.model_validate(noun).model_dump() | {field: value}
    with pytest.raises(ValidationError):
        model.model_validate(plain)


def test_a_file_without_it_is_read():
    assert as_noun(Meaning(rules=None, ties=(), worth=None)) == meaning.Meaning(None, (), None)
