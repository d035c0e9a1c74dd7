"""The words by which cells of text mean a category, or that nothing is there: for SQL and ONNX, which compare words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.cleaning.columns import answers_of
from coterie.parsing.abbreviated import spelled_out
from coterie.parsing.missing import MISSING_TOKENS
from coterie.schema.roles import says_gender

if TYPE_CHECKING:
    from coterie.preparation import PreparedFeature
    from coterie.schema import Column


def missing_words(plan: Column) -> list[str]:
    """Return the spellings of "missing" in a column, those left out that are answers in it.

    Examples
    --------
    >>> from coterie.schema import Column
    >>> words = missing_words(Column("card", "categorical", "feature", 0, "", ("gold", "none")))
    >>> "n/a" in words, "none" in words
    (True, False)
    """
    answers = {answer.lower() for answer in answers_of(plan)}
    return [token for token in MISSING_TOKENS if token not in answers]


def words_of_categories(plan: Column, feature: PreparedFeature) -> list[list[str]]:
    """Return for each category the words that mean it, in small letters.

    Where two categories are spelled alike but for case, the word means the first; of gender, a letter means the one
    word that begins with it.

    Examples
    --------
    >>> from coterie.preparation import PreparedFeature
    >>> from coterie.schema import Column
    >>> plan = Column("gender", "categorical", "feature", 0, "", ("Female", "Male"))
    >>> prepared = PreparedFeature("gender", "mode", "Male", "one-hot", 0, 1, categories=("Female", "Male"))
    >>> words_of_categories(plan, prepared)
    [['female', 'f'], ['male', 'm']]
    """
    kept = {word.lower(): word for word in reversed(plan.categories)}
    if says_gender(plan.name):
        letters = {word[0] for word in kept} - kept.keys()
        kept |= {letter: kept[word] for letter, word in spelled_out([*kept, *letters]).items() if letter in letters}
    places = {category: place for place, category in enumerate(feature.categories)}
    found: list[list[str]] = [[] for _ in feature.categories]
    for folded, word in kept.items():
        if word in places:
            found[places[word]].append(folded)
    return found
