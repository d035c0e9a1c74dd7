import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.categories import held


@pytest.mark.words
@pytest.mark.parametrize(
    ("column", "category", "said"),
    [
        ("HasCrCard", "true", "has credit card"),
        ("SeniorCitizen", "true", "senior citizen"),
        ("SeniorCitizen", "false", "not senior citizen"),
        ("Exited", "false", "not exited"),
        ("Dependents", "false", "no dependents"),
        ("PaperlessBilling", "true", "has paperless billing"),
        ("Contract", "Two year", "two year contract"),
        ("InternetService", "DSL", "DSL internet service"),
        ("Plan", "Premium plan", "premium plan"),
        ("Marital Status", "Married", "married"),
        ("city", "New York", "New York"),
        ("education level", "3", "education level 3"),
        ("no_email", "true", '"no_email" = yes'),
        ("no_children", "true", '"no_children" = yes'),
        ("No internet service", "false", '"No internet service" = no'),
        ("is_not_active", "true", '"is_not_active" = yes'),
        ("is_not_active", "false", '"is_not_active" = no'),
        ("opt_out_email", "false", '"opt_out_email" = no'),
        ("has_no_card", "false", '"has_no_card" = no'),
        ("Sex", "false", "sex = 0"),
        ("Gender", "true", "gender = 1"),
        ("Marital status", "true", "marital status = 1"),
        ("Male", "false", "not male"),
        ("StreamingTV", "No internet service", "streaming TV = No internet service"),
        ("StreamingTV", "No", "No streaming TV"),
    ],
)
def test_categories_are_said_as_people_say_them(column: str, category: str, said: str) -> None:
    assert held(column, category) == said


@pytest.mark.words
@pytest.mark.parametrize(
    ("column", "yes", "no"),
    [
        ("kauft online", "kauft online = yes", "kauft online = no"),
        ("achète_en_ligne", "achète en ligne = yes", "achète en ligne = no"),
        ("tasty", "says tasty", "not tasty"),
        ("has_card", "has card", "no card"),
        ("IsMember", "member", "not member"),
    ],
)
def test_answers_of_several_words_are_said_as_yes_and_no_of_them(column: str, yes: str, no: str) -> None:
    assert (held(column, "true", answer=True), held(column, "false", answer=True)) == (yes, no)


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_category_has_something_to_be_called(column: str, category: str) -> None:
    if label_is_blank(column):
        return
    assert held(column, category)


def label_is_blank(column: str) -> bool:
    return not column.strip()
