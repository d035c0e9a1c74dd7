from __future__ import annotations

from typing import get_args

import pytest

from coterie.evidence.stability import Reading
from coterie.remarks import say
from coterie.remarks.table import sentences
from coterie.views.contract import summary_from
from coterie.views.stability import stability


def shown(summary):
    made = summary_from(summary)
    return stability(made.stability, made.segments)


def test_a_segment_is_as_stable_as_the_evidence_says(case):
    summary, _ = case("bank")
    for row, own in zip(shown(summary).rows, summary["stability"]["segments"], strict=True):
        assert row.jaccard == pytest.approx(own["jaccard"])
        assert row.reading == say(f"reading.{own['reading'].replace(' ', '_')}")


@pytest.mark.words
def test_a_segment_that_the_sample_missed_is_told_so(case):
    summary, _ = case("bank")
    summary["stability"]["segments"][5] |= {"jaccard": None, "stayed": None, "reading": "highly stable"}
    row = shown(summary).rows[5]
    assert row.sentence == "Too few of its customers were in the sample to say."
    assert (row.reading, row.value, row.jaccard) == ("–", "–", 0.0)


@pytest.mark.words
def test_a_segment_of_one_customer_is_one(case):
    summary, _ = case("bank")
    summary["segments"][0]["size"] = 1
    summary["stability"]["segments"][0] |= {"stayed": 0.5, "borderline": 1}
    assert shown(summary).rows[0].sentence == "In refits its one customer stays in 50% of cases; 1 is borderline."


@pytest.mark.words
def test_one_borderline_customer_is_one(case):
    summary, _ = case("bank")
    summary["stability"]["segments"][0]["borderline"] = 1
    summary["stability"]["segments"][1]["borderline"] = 0
    first, second, *_ = shown(summary).rows
    assert first.sentence.endswith("stay together; 1 is borderline.")
    assert second.sentence.endswith("stay together; none is borderline.")


def test_a_sample_is_told_and_all_customers_are_not(case):
    summary, _ = case("bank")
    customers = sum(segment["size"] for segment in summary["segments"])
    assert shown(summary).sample == "1,000"
    summary["stability"]["rows"] = customers
    assert shown(summary).sample == ""


def test_borderline_customers_are_a_share_of_all(case):
    summary, _ = case("bank")
    customers = sum(segment["size"] for segment in summary["segments"])
    summary["stability"]["borderline"] = customers // 4
    assert shown(summary).share == "25%"


def test_one_segment_is_not_compared(case):
    assert shown(case("single")[0]) is None
    assert shown(case("unasked")[0]) is None


def test_every_reading_has_words():
    said = {code for code in sentences() if code.startswith("reading.")}
    assert said == {f"reading.{each.replace(' ', '_')}" for each in get_args(Reading)} - {"reading.unknown"}
