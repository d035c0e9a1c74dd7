"""Segments whose permanent ids are not their places: as after a refit."""

from dataclasses import replace

import pytest

import coterie
from coterie.charts.pictures import pictures
from coterie.report.files import Beside, around, page_as
from coterie.report.page import render
from coterie.segmentation import Result, assignments_of
from coterie.views import summary_of
from coterie.views.meant import meant
from coterie.views.page import view
from coterie.views.segment_page import segment_pages

IDS = (7, 2, 11)


@pytest.fixture(scope="module")
def first() -> Result:
    customers = coterie.datasets.bank_customers(n=700)
    return coterie.segment(customers, k=3, value="income")


@pytest.fixture(scope="module")
def later(first) -> Result:
    who = first.segmentation.identities
    segments = tuple(replace(each, id=number) for each, number in zip(who.segments, IDS, strict=True))
    found = replace(first.segmentation, identities=replace(who, segments=segments, next_id=12))
    return replace(first, segmentation=found)


def test_assignments_have_the_permanent_ids(first, later):
    before, after = assignments_of(first), assignments_of(later)
    for column in ("segment_id", "second_segment_id"):
        assert after[column].to_list() == [None if each is None else IDS[each] for each in before[column]]
        assert after[column].dtype == before[column].dtype
    assert after["segment"].equals(before["segment"])


def test_labels_and_scores_agree_on_them(later):
    labels = later.labels
    assert set(labels.to_list()) == set(IDS)
    scored = coterie.score(later, coterie.datasets.bank_customers(n=700))
    assert scored["segment_id"].equals(labels)


def test_a_table_read_in_batches_has_them(tmp_path):
    path = tmp_path / "bank.parquet"
    coterie.datasets.bank_customers(n=20_000).write_parquet(path)
    found = coterie.segment(path, k=3, evidence="none", engine="streaming", folder=tmp_path)
    who = found.segmentation.identities
    segments = tuple(replace(each, id=number) for each, number in zip(who.segments, IDS, strict=True))
    later = replace(found, segmentation=replace(found.segmentation, identities=replace(who, segments=segments)))
    assert set(later.scan_assignments().collect()["segment_id"].unique()) == set(IDS)
    assert later.labels.to_list() == [IDS[each] for each in found.labels]


def test_everything_shown_says_the_same_of_the_same_people(first, later):
    before, after = view(first.segmentation), view(later.segmentation)
    ids = dict(enumerate(IDS))
    assert [each.id for each in after.summary.segments] == list(IDS)
    assert [replace(each, id=ids[each.id]) for each in before.front.rows] == list(after.front.rows)
    assert [replace(each, id=ids[each.id]) for each in before.lives] == list(after.lives)
    assert [replace(each, id=ids[each.id]) for each in before.cards] == list(after.cards)
    assert before.front.lead == after.front.lead
    assert before.front.columns == after.front.columns
    assert [each.id for each in after.front.plane.outlines] == list(IDS)
    assert {each.id for each in after.front.questions.segments} == set(IDS)
    assert [replace(each, id=ids[each.id]) for each in before.front.attractive] == list(after.front.attractive)


def test_pages_of_single_segments_say_the_same(first, later):
    pages = zip(segment_pages(first.segmentation), segment_pages(later.segmentation), strict=True)
    for before, after in pages:
        place = before.row.id
        assert after.row.id == IDS[place]
        assert (after.apart, after.neighbour, after.between, after.moves) == (
            before.apart,
            before.neighbour,
            before.between,
            before.moves,
        )
        assert [each.cells for each in after.rules] == [each.cells for each in before.rules]
        assert (after.worth, after.stability) == (before.worth, before.stability)


def test_what_is_said_of_meaning_has_the_permanent_ids(later):
    said = meant(later.segmentation)
    assert [each.id for each in said.apart] == list(IDS)
    assert {each.segment for each in said.rules} <= set(IDS)


def test_the_page_and_its_pictures_are_drawn(later):
    page = render(view(later.segmentation))
    assert all(f">{number}</span>" in page for number in IDS)
    assert pictures(summary_of(later.segmentation))


def test_the_page_leads_to_the_pages_of_segments_by_them(later):
    page = page_as(later.segmentation, "html", stem="report", pages=True).decode()
    files = around(later.segmentation, Beside(pages=True), name="report.html")["report-pages"]
    assert set(files) == {f"segment-{number}.html" for number in IDS}
    assert all(f"report-pages/{file}" in page for file in files)
