from __future__ import annotations

from coterie.cli.printable import printable


def test_letters_of_all_languages_stay():
    assert printable("Zürich 東京 −1 é") == "Zürich 東京 −1 é"


def test_what_steers_a_terminal_does_not():
    assert printable("a\x1b[2Jb\nc\u202e") == "a�[2Jb�c�"


def test_spaces_that_do_not_break_stay():
    for space in "\u00a0\u202f\u2009\u3000":
        assert printable(f"46{space}%") == f"46{space}%"
    assert printable("a\u2028b\u200bc") == "a�b�c"
