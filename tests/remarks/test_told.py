"""Sentences are said again in other words, by what they were made of."""

from __future__ import annotations

import copy

import pytest

from coterie.remarks import Told, capital, holds, joined, say, words_from
from coterie.remarks.wording import say_again


@pytest.fixture
def others(tmp_path):
    """Other words for a few sentences."""
    path = tmp_path / "other.toml"
    path.write_text(
        '[says.schema]\nfeature = "F({says})"\n[says.kind_of]\nnumbers = "n"\n'
        '[says.reason]\nlimited = "L({limits:and})"\nat_most = "≤{most}"\n',
        encoding="utf-8",
    )
    return path


def feature() -> str:
    return say("schema.feature", says=capital(say("kind_of.numbers")))


def again(text: str, path: object) -> str:
    with words_from(path):
        return say_again(text)


def test_a_sentence_within_a_sentence_is_said_in_other_words_too(others):
    assert again(feature(), others) == "F(N)"
    assert again(say("reason.limited", limits=[say("reason.at_most", most=4)], k=9), others) == "L(≤4)"


def test_sentences_put_together_are_said_each(others):
    both = joined([feature(), "", None, "Plain.", feature()])
    assert again(both, others) == "F(N) Plain. F(N)"
    assert again(capital(joined([say("kind_of.numbers"), "x"], "; ")), others) == "N; x"


def test_of_what_is_put_together_by_hand_the_text_stays(others):
    assert again(f"{feature()}!", others) == f"{feature()}!"
    assert not isinstance(f"{feature()}!", Told)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])  # pickle goes by the same methods
def test_a_copy_knows_as_much(others, copied):
    for text in (feature(), capital(say("kind_of.numbers"))):
        assert copied(text) == text
        assert again(copied(text), others) == again(text, others)


def test_there_and_back_it_is_the_same(others):
    with words_from(others):
        said = joined([feature(), feature()])
    assert said == "F(N) F(N)"
    assert again(said, None) == again(joined([feature(), feature()]), None)


def test_one_sentence_is_itself_and_none_says_nothing():
    assert joined([None, feature()]).code == "schema.feature"
    assert joined([]) == joined(["", None]) == ""


def test_a_sentence_holds_another_by_codes_and_facts_and_not_by_words(others):
    doubt, other = say("reason.at_most", most=3), say("reason.at_most", most=4)
    whole = capital(joined([feature(), say("reason.limited", k=3, limits=[doubt, "anything"])]))
    with words_from(others):
        told = say_again(whole)
    for said in (whole, told):
        assert holds(said, doubt)
        assert holds(said, capital(say("kind_of.numbers")))
        assert not holds(said, other)
        assert not holds(said, "anything")
    assert doubt not in told
    assert not holds(str(whole), doubt)
