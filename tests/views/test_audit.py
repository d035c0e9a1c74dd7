from __future__ import annotations

import pytest

from coterie.views.audit import feature_view
from coterie.views.contract import summary_from


def shown(case, **changed):
    summary, _ = case("bank")
    summary["audit"]["features"][0] |= changed
    return feature_view(summary_from(summary).audit.features[0])


@pytest.mark.words
@pytest.mark.parametrize(
    ("same", "change", "words"),
    [
        (0.95, 0.0, "The same segments"),
        (0.9, 0.0, "The same segments"),
        (0.7, -0.2, "Similar segments, groups less clear"),
        (0.65, 0.05, "Similar segments"),
        (0.3, 0.09, "Other segments, clearer groups"),
        (None, None, "–"),
    ],
)
def test_what_happens_without_a_feature_is_told_in_words(case, same, change, words):
    assert shown(case, same_without=same, structure_without=change).without == words


@pytest.mark.words
@pytest.mark.parametrize(("change", "said"), [(0.001, "unchanged"), (-0.004, "unchanged"), (0.06, "+0.06")])
def test_a_change_too_small_to_be_seen_is_none(case, change, said):
    assert shown(case, structure_without=change).numbers.endswith(f"silhouette above placebo {said}")


def test_a_share_is_a_percentage(case):
    assert shown(case, share=0.384).share == "38%"
