"""The word lists: every language complete, no word with two meanings that nothing decides."""

from __future__ import annotations

from collections import defaultdict

import pytest

from coterie.parsing.vocabulary import all_words, words_of

_DECIDED = {"listopad", "listopada", "lis", "lip", "srp"}
_AS_IN_ENGLISH = {"german", "french", "spanish", "italian", "portuguese", "dutch"}


@pytest.mark.parametrize(("kind", "one", "other"), [("yes_no", "yes", "no"), ("debits", "debit", "credit")])
def test_no_word_says_both(kind, one, other):
    assert not set(all_words(kind, one)) & set(all_words(kind, other))


@pytest.mark.parametrize("kind", ["yes_no", "months", "debits", "open_ends"])
def test_words_are_folded(kind):
    words = [word for lists in words_of(kind).values() for listed in lists.values() for word in listed]
    assert [word for word in words if word != word.strip().lower()] == []


def test_a_month_has_one_number_but_in_croatian():
    numbers = defaultdict(set)
    for months in words_of("months").values():
        for number, words in months.items():
            for word in words:
                numbers[word].add(number)
    assert {word for word, known in numbers.items() if len(known) > 1} == _DECIDED
