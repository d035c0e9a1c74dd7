from __future__ import annotations

from coterie.preparation import PreparedFeature
from coterie.schema import Column
from coterie.scoring.spelled import words_of_categories


def words(name, *categories):
    plan = Column(name, "categorical", "feature", 0, "", categories)
    return words_of_categories(
        plan, PreparedFeature(name, "mode", categories[0], "one-hot", 0, 1, categories=categories)
    )


def test_of_two_that_differ_in_case_the_first_is_meant():
    assert words("card", "Gold", "GOLD", "tin") == [["gold"], [], ["tin"]]


def test_a_letter_is_a_word_only_of_gender_and_where_one_word_begins_with_it():
    assert words("gender", "Female", "Male") == [["female", "f"], ["male", "m"]]
    assert words("gender", "Male", "Masculine", "F") == [["male"], ["masculine"], ["f"]]
    assert words("card", "Female", "Male") == [["female"], ["male"]]
