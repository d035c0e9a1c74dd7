from __future__ import annotations

import pytest

from coterie.evidence.kept import DescriptorTest
from coterie.views.descriptors import descriptors


def found(effect, test="chi-squared", p=0.5, name="City"):
    return DescriptorTest(name, effect, test, p, p)


@pytest.mark.words
@pytest.mark.parametrize(
    ("effect", "test", "word"),
    [
        (0.09, "chi-squared", "Hardly"),
        (0.19, "chi-squared", "A little"),
        (0.39, "chi-squared", "Clearly"),
        (0.4, "chi-squared", "Strongly"),
        (0.009, "kruskal-wallis", "Hardly"),
        (0.039, "kruskal-wallis", "A little"),
        (0.159, "kruskal-wallis", "Clearly"),
        (0.161, "kruskal-wallis", "Strongly"),
        (-0.01, "kruskal-wallis", "Hardly"),
    ],
)
def test_both_effect_sizes_are_read_on_one_scale(effect, test, word):
    assert descriptors([found(effect, test)])[0].differ == word


@pytest.mark.words
@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "No (p < 0.001)"),
        (0.0123, "Hardly (p = 0.012)"),
        (0.05, "It could (p = 0.05)"),
        (1.0, "It could (p = 1.00)"),
    ],
)
def test_chance_is_said_in_words_and_numbers(p, words):
    assert descriptors([found(0.3, p=p)])[0].chance == words


def test_the_strongest_comes_first_and_what_cannot_be_tested_is_left_out():
    weak, strong = found(0.05, name="weak"), found(0.04, "kruskal-wallis", name="strong")
    untested = found(0.0, p=None), found(None)
    assert [row.column for row in descriptors([weak, *untested, strong])] == ["strong", "weak"]
