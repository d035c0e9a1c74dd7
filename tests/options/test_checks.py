from __future__ import annotations

from pathlib import Path

import pytest

from coterie import InputError
from coterie.options.checks import Choice, Flag, Folder, Names, Several, Share, Text, TextOrPath, Whole
from coterie.options.pairs import Numbers, Pairs


def said(check, value) -> str:
    with pytest.raises(InputError) as caught:
        check("--x", value)
    return caught.value.in_command


def test_a_whole_number_keeps_to_both_bounds():
    check = Whole(2, 9)
    assert [check("--x", value) for value in (2, "2", 9, " 9 ")] == [2, 2, 9, 9]
    for value in (1, 10, "1", "10", 2.0, True, None, "²", [2]):
        assert said(check, value) == f"--x is {value!r}, but must be a whole number from 2 to 9."


def test_words_beside_a_number_are_named():
    assert "must be 'a' or a whole number" in said(Whole(1, 2, ("a",)), "q")
    assert "must be 'a', 'b' or a whole number" in said(Whole(1, 2, ("a", "b")), "q")


def test_a_share_reaches_from_nothing_to_half():
    assert [Share()("--x", value) for value in (0, "0%", 0.5, "50%", " 5 %")] == [0, 0, 0.5, 0.5, 0.05]
    for value in (-0.01, 0.51, "51%", "few", True, None):
        assert "a share from 0 to 50%" in said(Share(), value)


def test_names_are_one_or_several():
    assert Names()("--x", "a") == Names()("--x", ["a"]) == ("a",)
    assert Names()("--x", []) == ()
    assert said(Names(some=True), []) == "--x is [], but must be the name of at least one column."
    assert said(Names(), [1]) == "--x is [1], but must be names of columns."


def test_names_may_hold_commas_and_line_breaks_in_quotes():
    assert Names().from_text("--x", '"Income, yearly",Age') == ("Income, yearly", "Age")
    assert Names().from_text("--x", '"new\nline",Age') == ("new\nline", "Age")


def test_pairs_split_at_the_last_equals_sign():
    assert Pairs().from_text("--x", ["a=b=numeric"]) == {"a=b": "numeric"}
    assert (
        said(Pairs(Choice(("one", "two"))), {"a": "too"})
        == "--x a is 'too', but must be one of one, two. Did you mean 'two'?"
    )
    assert said(Pairs(), {3: "a"}) == "--x is 3, but must be text."


def test_numbers_may_be_text():
    assert Numbers()("--x", {"Age": "0,999", "Size": 7}) == {"Age": (0.0, 999.0), "Size": (7.0,)}
    assert said(Numbers(), {"Age": "old"}).startswith("--x is {'Age': 'old'}, but must be names with numbers")
    assert said(Numbers(), 3).startswith("--x is 3, but must be names with numbers")


@pytest.mark.parametrize(
    ("check", "right", "kept", "wrong", "must"),
    [
        (Text(), "a", "a", 1, "text"),
        (TextOrPath(), Path("a"), "a", 1, "text"),
        (Folder(), "a", Path("a"), 1, "the path of a folder"),
        (Flag(), True, True, "yes", "true or false"),
    ],
)
def test_other_values(check, right, kept, wrong, must):
    assert check("--x", right) == kept
    assert said(check, wrong) == f"--x is {wrong!r}, but must be {must}."


def test_several_are_texts_or_numbers_whose_commas_are_their_own():
    check = Several()
    assert check("--x", "a, b") == ("a, b",)
    assert check("--x", 0) == ("0",)
    assert check("--x", ["a", 3]) == ("a", "3")
    assert check("--x", []) == ()
    for value in ("", None, True, ["a", True], [""], 1.5, {"a": 1}):
        assert "a name or a number" in said(check, value)
