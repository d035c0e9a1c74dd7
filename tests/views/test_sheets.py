from __future__ import annotations

import pytest

import coterie
from coterie.views import summary_of
from coterie.views.front import front
from coterie.views.sheets import sheets

BANK = coterie.datasets.bank_customers(n=900)


@pytest.fixture(scope="module")
def found():
    return coterie.segment(BANK, k=4, value="income").segmentation


@pytest.fixture(scope="module")
def made(found):
    return sheets(found)


def test_every_row_has_a_cell_for_each_title(made):
    for sheet in made:
        assert sheet.rows
        assert {len(row) for row in sheet.rows} == {len(sheet.titles)}
        assert len(sheet.forms) == len(sheet.titles)


def test_numbers_are_numbers_and_texts_are_texts(made):
    for sheet in made:
        for row in sheet.rows:
            for form, cell in zip(sheet.forms, row, strict=True):
                assert cell is None or isinstance(cell, str) is (form == "text"), (sheet.name, form, cell)


def test_segments_stand_as_on_the_first_page(found, made):
    rows = front(summary_of(found)).rows
    segments = made[1]
    assert [row[:3] for row in segments.rows] == [
        (row.name, found.segments[row.id].size, found.segments[row.id].share) for row in rows
    ]


def test_profiles_are_those_of_segments_json(found, made):
    said = {(row[0], row[1]): row[3] for row in made[2].rows}
    for segment in found.segments:
        assert said["income", segment.name.name] == segment.profile.columns["income"].mean


def test_without_worth_evidence_or_more_than_one_segment_there_are_fewer():
    plain = sheets(coterie.segment(BANK, k=4, evidence="none").segmentation)
    one = sheets(coterie.segment(BANK, k=1, evidence="none").segmentation)
    full = sheets(coterie.segment(BANK, k=4, value="income").segmentation)
    assert len(one) < len(plain) < len(full)
