from __future__ import annotations

from coterie import errors

MODULE = errors.transactions


def test_every_message_is_a_sentence_on_one_line(built):
    text = str(built)
    assert isinstance(built, errors.CoterieError)
    assert "\n" not in text
    assert text[-1] in ".?", text
    assert "  " not in text
    assert "None" not in text.removeprefix("None of the")


def test_without_a_command_the_way_is_said_in_words():
    assert "Make one row a customer first, or add --ignore 'id'" in str(errors.looks_like_transactions("id", 9, 3))


def test_the_command_is_quoted():
    text = str(errors.looks_like_transactions("id", 9, 3, command="coterie transactions x.csv"))
    assert "first with `coterie transactions x.csv`, or add" in text
