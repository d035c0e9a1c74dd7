from __future__ import annotations

from types import SimpleNamespace

import pytest

from coterie.evidence.structure import Placebo, Structure
from coterie.evidence.verdict import MEANING, give_verdict


def structure(p):
    reached = round(p * 20) - 1
    draws = (9.0,) * reached + (0.0,) * (19 - reached)
    placebos = tuple(Placebo(kind, 5.0, draws, p, (), (), None) for kind in ("gaussian", "box"))
    return Structure((1, 2), (), (), placebos, (), 100)


def row(k=3, agreement=0.5, worst=0.5, strength=0.5):
    return SimpleNamespace(k=k, agreement=agreement, worst_segment=worst, prediction_strength=strength)


@pytest.mark.parametrize(
    ("p", "agreement", "strength", "kind"),
    [
        (0.05, 0.9, 0.9, "natural"),
        (0.05, 0.5, 0.5, "constructive"),
        (0.3, 0.9, 0.9, "reproducible"),
        (0.3, 0.5, 0.9, "constructive"),
    ],
)
def test_natural_needs_structure_that_is_found_again(p, agreement, strength, kind):
    verdict = give_verdict(row(agreement=agreement, worst=agreement, strength=strength), structure(p))
    assert verdict.kind == kind
    assert verdict.meaning == MEANING[kind]


def test_the_sentence_has_its_numbers():
    verdict = give_verdict(row(agreement=0.96, worst=0.9), structure(0.05))
    assert verdict.sentence == (
        "3 natural segments: clear groups (0 of 19 placebo tables without groups look as separated) "
        "that are found again (refits agree to 0.96 of 1)."
    )
    assert "6 of 19 placebo tables" in give_verdict(row(), structure(0.35)).sentence


def test_structure_that_no_k_catches_is_said():
    verdict = give_verdict(row(), structure(0.05))
    assert "the customers have some structure" in verdict.sentence
    assert verdict.structure


def test_one_segment_is_a_verdict():
    verdict = give_verdict(row(k=1, agreement=1.0, worst=1.0, strength=1.0), structure(0.6))
    assert verdict.kind == "constructive"
    assert verdict.sentence.startswith("One segment: the customers do not stand apart")
    assert verdict.meaning.startswith("As far as these features go, the customers are one group")
    asked = give_verdict(row(k=1, agreement=1.0, worst=1.0, strength=1.0), structure(0.05))
    assert asked.meaning.startswith("Groups are there that one segment does not show")
