from __future__ import annotations

from coterie import errors

MODULE = errors.databases


def test_every_message_is_a_sentence_on_one_line(built):
    text = str(built)
    assert isinstance(built, errors.CoterieError)
    assert "\n" not in text
    assert text[-1] in ".?", text
    assert "  " not in text
    assert "None" not in text
    assert "***" not in text
