from __future__ import annotations

import pytest

import coterie
from coterie.report.page import render
from coterie.segmentation import shown_as
from coterie.views import view
from coterie.views.meant import meant

BANK = coterie.datasets.bank_customers(n=900)


@pytest.fixture(scope="module")
def found():
    return coterie.segment(BANK, k=4, evidence="none", value="income").segmentation


def test_every_segment_has_what_separates_it_the_largest_first(found):
    said = meant(found)
    assert [each.name for each in said.apart] == [each.name.name for each in found.segments]
    for each in said.apart:
        assert each.lines == each.all[: len(each.lines)]
        assert each.more == len(each.all) - len(each.lines)


def test_rules_name_the_segment_that_they_are_kept_for(found):
    said = meant(found)
    assert [each.segment for each in said.rules] == [rule.segment for rule in found.meaning.rules.rules]
    assert all(len(each.cells) == len(said.rule_titles) for each in said.rules)


def test_sensitive_attributes_come_with_a_warning_where_they_are_tied(found):
    said = meant(found)
    assert next(each.column for each in said.sensitive) == "age"
    assert said.warning
    untied = coterie.segment(BANK, k=4, evidence="none", features=["spending_score"], ignore=["age", "gender"])
    assert meant(untied.segmentation).warning == ""


def test_the_page_says_all_of_it(found):
    page, said = render(view(found)), meant(found)
    assert 'id="meaning"' in page
    assert all(len(each.lines) == 4 or each.more == 0 for each in said.apart)
    assert page.count('class="facts counts ruled"') == 1
    assert said.worth_says in page


def test_one_segment_has_no_such_part():
    one = coterie.segment(BANK, k=1, evidence="none").segmentation
    assert meant(one) is None
    assert 'id="meaning"' not in render(view(one))


def test_labels_stand_in_every_sentence(found):
    said = meant(shown_as(found, title=None, labels={"income": "Euros a year"}))
    names = [segment.name.name for segment in found.segments]  # made of columns as they are called
    sentences = [*(line for each in said.apart for line in each.all), *(each.cells[0] for each in said.rules)]
    for name in sorted(names, key=len, reverse=True):
        sentences = [each.replace(name, "") for each in sentences]
    assert any("Euros a year" in each for each in sentences)
    assert not any("income" in each for each in sentences)
