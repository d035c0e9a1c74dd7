from __future__ import annotations

import pytest

from coterie import InputError
from coterie.options.pairs import Numbers, Pairs, Weights, Words


@pytest.mark.parametrize(("text", "found"), [("2", 2.0), (0.5, 0.5), ("1e-3", 0.001), (1000, 1000.0)])
def test_a_weight_is_a_positive_number(text, found):
    assert Weights()("--weight", {"Income": text}) == {"Income": found}


@pytest.mark.parametrize("text", ["0", -1, "x", "nan", "inf", 0.0009, 1000.1, None])
def test_what_is_no_weight_is_told_with_its_column(text):
    with pytest.raises(InputError, match="`weight` Income is .*, but must be a number from 0.001 to 1000, such as"):
        Weights()("--weight", {"Income": text})


def test_what_is_no_pairs_is_no_weight():
    with pytest.raises(InputError, match="names with values"):
        Weights()("--weight", "Income=2")


def test_a_variable_holds_pairs_as_a_shell_quotes_them():
    assert Pairs().from_variable("COTERIE_TYPE", "a=text 'b c=date'") == {"a": "text", "b c": "date"}


def test_words_and_numbers_of_one_name_that_are_given_twice_add_up():
    assert Words().from_text("--count", ["Status=paid", "type=sale", "Status=sent"]) == {
        "Status": "paid,sent",
        "type": "sale",
    }
    assert Numbers().from_text("--missing", ["Age=0", "Age=999"]) == {"Age": "0,999"}


def test_two_pairs_of_one_name_that_contradict_each_other_are_refused():
    assert Pairs().from_text("--type", ["a=text", "a=text"]) == {"a": "text"}
    with pytest.raises(InputError, match="'a=text a=date', but must be said once of 'a'"):
        Pairs().from_text("--type", ["a=text", "a=date"])
