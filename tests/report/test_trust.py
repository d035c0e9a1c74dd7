from __future__ import annotations

from typing import get_args

import pytest

from coterie.evidence.stability import Reading
from coterie.evidence.support import KINDS as ORDER
from coterie.report.trust import KINDS, READINGS, stability, trust


def test_bars_are_as_long_as_the_segments_are_stable(case):
    summary, _ = case("bank")
    for row, own in zip(stability(summary)["rows"], summary["stability"]["segments"], strict=True):
        assert float(row["bar"]) == pytest.approx(200 * own["jaccard"], abs=0.05)
        assert row["reading"] == READINGS[own["reading"]]


def test_a_segment_that_the_sample_missed_is_told_so(case):
    summary, _ = case("bank")
    summary["stability"]["segments"][5] |= {"jaccard": None, "stayed": None, "reading": "highly stable"}
    row = stability(summary)["rows"][5]
    assert row["sentence"] == "Too few of its customers were in the sample to say."
    assert (row["reading"], row["bar"]) == ("–", "0")


def test_a_segment_of_one_customer_is_one(case):
    summary, _ = case("bank")
    summary["segments"][0]["size"] = 1
    summary["stability"]["segments"][0] |= {"stayed": 0.5, "borderline": 1}
    assert (
        stability(summary)["rows"][0]["sentence"]
        == "In refits its one customer stays in 50% of cases; 1 is borderline."
    )


def test_one_borderline_customer_is_one(case):
    summary, _ = case("bank")
    summary["stability"]["segments"][0]["borderline"] = 1
    summary["stability"]["segments"][1]["borderline"] = 0
    first, second, *_ = stability(summary)["rows"]
    assert first["sentence"].endswith("stay together; 1 is borderline.")
    assert second["sentence"].endswith("stay together; none is borderline.")


@pytest.mark.parametrize(
    ("same", "change", "words"),
    [
        (0.95, 0.0, "The same segments"),
        (0.7, -0.2, "Similar segments, groups less clear"),
        (0.3, 0.09, "Other segments, clearer groups"),
        (None, None, "–"),
    ],
)
def test_what_happens_without_a_feature_is_told_in_words(case, same, change, words):
    summary, _ = case("bank")
    summary["audit"]["features"][0] |= {"same_without": same, "structure_without": change}
    assert trust(summary)["features"][0]["without"] == words


@pytest.mark.parametrize(("change", "said"), [(0.001, "unchanged"), (-0.004, "unchanged"), (0.06, "+0.06")])
def test_a_change_too_small_to_be_seen_is_none(case, change, said):
    summary, _ = case("bank")
    summary["audit"]["features"][0]["structure_without"] = change
    assert trust(summary)["features"][0]["numbers"].endswith(f"silhouette above placebo {said}")


def test_every_verdict_and_reading_has_words():
    assert tuple(KINDS) == ORDER
    assert set(READINGS) == set(get_args(Reading))
