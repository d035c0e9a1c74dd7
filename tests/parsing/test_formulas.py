from __future__ import annotations

import re

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from coterie.parsing.formulas import guarded, unguarded

LETTERS = st.sampled_from("'=+-@\t\r\n＝＋－＠ a5.,e;|")  # noqa: RUF001 - what a spreadsheet takes for a sign too
texts = st.lists(st.one_of(st.text(LETTERS, max_size=6), st.text(max_size=6), st.none()), max_size=20)


def applied(function, values):
    return function(pl.Series(values, dtype=pl.String)).to_list()


@given(texts)
def test_guarding_is_taken_back_to_the_letter(values):
    assert applied(unguarded, applied(guarded, values)) == values


@given(texts)
def test_nothing_guarded_begins_as_a_formula_but_numbers(values):
    for text in applied(guarded, values):
        if text and text[0] in "=+-@\t\r\n＝＋－＠":  # noqa: RUF001 - as above
            assert re.fullmatch(r"-[\d.,eE+-]+", text)
            float(text.replace(",", "."))


@given(texts)
def test_no_split_of_what_is_guarded_begins_as_a_formula(values):
    for text in applied(guarded, values):
        for cell in re.split(r"[;|\t\r\n]", text or "")[1:]:
            assert cell[:1] not in {*"=+-@＝＋－＠"}  # noqa: RUF001 - as above


@given(texts, texts)
def test_texts_that_repeat_are_guarded_as_those_that_do_not(values, few):
    some = [*(f"{n} {few[0] if few else ''}" for n in range(1000)), *values]
    assert applied(guarded, [*values * 1000, *some])[-len(some) :] == applied(guarded, some)


def test_what_a_split_would_run_is_guarded():
    live = ["Smith;=cmd", "a\n=1", "a|'@x", "a;b;-1"]
    assert applied(guarded, live) == ["Smith;'=cmd", "a\n'=1", "a|''@x", "a;b;'-1"]
    assert applied(unguarded, applied(guarded, live)) == live


def test_what_is_left_alone():
    plain = ["-5", "-1.5", "-1,5", "-.5", "-1e-5", "5", "'a", "a=1", "a; =1", "a;b", "", None]
    assert applied(guarded, plain) == plain


def test_phone_numbers_and_words_with_a_sign_are_guarded():
    live = ["+49 30 1234", "+4930", "-", "--", "-2+3", "-1-1", "=1", "@x", "\tx", "\rx", "\nx", "-5 ", "'=1", "''=1"]
    assert applied(guarded, live) == ["'" + text for text in live]


def test_the_one_liner_of_the_docs_takes_it_back():
    live = ["+49 30 1234", "-", "=1", "@x", "\tx", "'=1", "''=1", "'a", "-5", "a;=b", "a|'@x"]
    bare = [re.sub(r"^'('*[=+\-@\t\r\n＝＋－＠])", r"\1", text) for text in applied(guarded, live)]  # noqa: RUF001 - as above
    assert [re.sub(r"([;|\t\r\n])'('*[=+\-@＝＋－＠])", r"\1\2", text) for text in bare] == live  # noqa: RUF001 - as above
