from __future__ import annotations

from coterie import errors

MODULE = errors.reading


def test_every_message_is_a_sentence_on_one_line(built):
    text = str(built)
    assert isinstance(built, errors.CoterieError)
    assert "\n" not in text
    assert text[-1] in ".?", text
    assert "  " not in text
    assert "None" not in text


def test_the_nearest_file_is_offered(tmp_path):
    (tmp_path / "customers.csv").write_text("")
    assert str(errors.no_such_file(tmp_path / "customer.csv")).endswith("Did you mean 'customers.csv'?")
