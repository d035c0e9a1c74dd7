"""Columns that hold what nobody changes at will, by what they are called."""

from __future__ import annotations

from coterie.schema.no_measures import meaning
from coterie.schema.vocabulary import words_of
from coterie.schema.words import sensitive

_AGE = frozenset(("age", "birth", "born", "birthday", "birthdate", "alter", "edad", "idade", "eta", "leeftijd"))


def is_given(name: str) -> bool:
    """Return whether a column holds what nobody changes at will: the age, or a sensitive attribute.

    Examples
    --------
    >>> is_given("Age"), is_given("Year_Birth"), is_given("Gender"), is_given("Income")
    (True, True, True, False)
    """
    return is_aged(name) or is_sensitive(name)


def is_sensitive(name: str) -> bool:
    """Return whether a column holds a sensitive attribute.

    Examples
    --------
    >>> is_sensitive("Gender"), is_sensitive("Age"), is_sensitive("Income")
    (True, False, False)
    """
    return bool(sensitive(name) or meaning("sensitive", name))


def is_aged(name: str) -> bool:
    """Return whether a column holds the age of people, or when they were born.

    Examples
    --------
    >>> is_aged("Customer Age"), is_aged("Account age"), is_aged("Gender")
    (True, True, False)
    """
    return bool(_AGE & set(words_of(name)))
