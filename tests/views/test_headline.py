from __future__ import annotations

import pytest

from coterie.evidence.kept import Verdict
from coterie.views.headline import headline, is_cut


def found(k, kind=None, supported=1):
    return k, 600 * k, verdict(k, kind, supported)


def verdict(k, kind, supported=1):
    if kind is None:
        return None
    return Verdict(kind, k, supported, 1, None, None, None, (), (), (), (), False, "", "", (), "")


@pytest.mark.words
@pytest.mark.parametrize(
    ("found", "said"),
    [
        (found(6, "natural", 6), "Six natural segments among 3,600 customers"),
        (found(6, "partly natural", 6), "Six partly natural segments among 3,600 customers"),
        (found(13, "reproducible", 3), "13 reproducible segments among 7,800 customers"),
        (found(4, "constructed"), "No natural groups among 2,400 customers: a convenient cut into four segments"),
        (
            found(4, "constructed", 2),
            "A convenient cut into four segments among 2,400 customers, though the evidence supports two",
        ),
        (found(1, "constructed"), "No natural groups among 600 customers: one segment"),
        (found(1, "constructed", 3), "One segment among 600 customers, though the evidence supports three"),
        (found(2), "Two segments among 1,200 customers"),
        (found(1), "One segment among 600 customers"),
    ],
)
def test_the_news_is_the_kind_of_segments_or_that_there_are_none(found, said):
    assert headline(*found) == said


def test_only_what_divides_is_a_cut():
    assert is_cut(verdict(2, "constructed"))
    assert not any(map(is_cut, (verdict(1, "constructed"), verdict(2, "reproducible"), None)))
