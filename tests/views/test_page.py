from __future__ import annotations

from dataclasses import fields

import pytest

from coterie.naming.catalogue import card_of
from coterie.naming.names import Names
from coterie.remarks import say
from coterie.views import page_view, view
from coterie.views.contract import summary_from


def shown(summary):
    return page_view(summary_from(summary), card_of(Names((), summary["catalogue"]["name"], {})))


@pytest.mark.parametrize("name", ["bank", "mall", "wide", "single", "tiny", "unasked", "partly"])
def test_every_part_is_made(case, name):
    summary, _ = case(name)
    found = shown(summary)
    assert [card.name for card in found.cards] == [segment["name"] for segment in summary["segments"]]
    assert all(hasattr(found, field.name) for field in fields(found))


def test_a_convenient_cut_is_called_so(case):
    assert shown(case("mall")[0]).cut == say("headline.parts_of_cut")
    assert shown(case("bank")[0]).cut == ""


def test_one_segment_differs_from_no_other(case):
    assert shown(case("single")[0]).descriptors == ()
    assert shown(case("bank")[0]).descriptors != ()


def test_a_segmentation_is_shown_as_its_summary_is(result):
    found = view(result.segmentation)
    assert found == page_view(found.summary, card_of(result.segmentation.names), found.meaning)
    assert found.summary.k == 6
