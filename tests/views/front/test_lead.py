from __future__ import annotations

import pytest

from coterie.views.contract import summary_from
from coterie.views.front.lead import lead

pytestmark = pytest.mark.words


def of(summary):
    return lead(summary_from(summary))


def test_a_sound_verdict_has_its_tick_and_a_footnote(case):
    summary, _ = case("bank")
    summary["stability"]["borderline"] = 249
    found = of(summary)
    assert (found.kind, found.sure) == ("natural", True)
    assert found.caveat


@pytest.mark.parametrize(("borderline", "sure"), [(249, True), (250, False)])
def test_many_borderline_customers_bear_on_it(case, borderline, sure):
    summary, _ = case("bank")
    summary["stability"]["borderline"] = borderline
    assert of(summary).sure is sure
    assert summary["segments"][0]["share"] < 1


@pytest.mark.parametrize(("jaccard", "sure"), [(0.75, True), (0.7499, False)])
def test_a_segment_that_does_not_come_out_again_bears_on_it(case, jaccard, sure):
    summary, _ = case("bank")
    summary["stability"]["borderline"] = 0
    summary["stability"]["segments"][2]["jaccard"] = jaccard
    found = of(summary)
    assert found.sure is sure
    assert ("Silver Sages (918 customers)" in found.caveat) is not sure


def test_a_crowded_border_is_the_gravest(case):
    summary, _ = case("bank")
    summary["verdict"]["segments"][1]["stands"] = "shades"
    summary["stability"]["segments"][2]["jaccard"] = 0.1
    found = of(summary)
    assert "Established Earners (1,062 customers)" in found.caveat
    assert not found.sure


def test_a_warning_bears_on_it(case):
    summary, _ = case("bank")
    summary["warnings"] = [{"code": "few_rows", "message": "Only 94 customers.", "advice": "", "about": []}]
    assert of(summary).caveat == "Only 94 customers."


@pytest.mark.parametrize("name", ["mall", "wide", "partly", "single"])
def test_only_the_best_verdict_is_sure(case, name):
    assert not of(case(name)[0]).sure


def test_without_evidence_nothing_was_tested(case):
    found = of(case("unasked")[0])
    assert (found.kind, found.label) == (None, "Not tested")


@pytest.mark.parametrize(
    ("shaky", "said"), [(2, "Prudent Elite and Established Earners"), (3, "three of the six segments")]
)
def test_a_caveat_names_two_and_counts_more(case, shaky, said):
    summary, _ = case("bank")
    for each in summary["stability"]["segments"][:shaky]:
        each["jaccard"] = 0.5
    assert said in of(summary).caveat


def test_nobody_between_segments_is_no_caveat(case):
    summary, _ = case("bank")
    summary["stability"]["borderline"] = 0
    summary["across"] = []
    assert of(summary).caveat == "Nothing found speaks against it."


@pytest.mark.parametrize(("name", "said"), [("partly", True), ("wide", False)])
def test_a_crowd_is_a_caveat_where_groups_are_said_to_stand_apart(case, name, said):
    summary, _ = case(name)
    summary["verdict"]["segments"][0]["stands"] = "shades"
    assert ("shade into" in of(summary).caveat) is said
