import pytest

from coterie.errors import InputError
from coterie.naming.catalogue import load_catalogue
from coterie.naming.roles import match_roles, reversed_roles, role_words

BANK = load_catalogue("bank")


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Age", "age"),
        ("Customer Age", "age"),
        ("AGE (years)", "age"),
        ("Annual Income (k$)", "income"),
        ("annual_income", "income"),
        ("AnnualIncome", "income"),
        ("EstimatedSalary", "income"),
        ("INCOME", "income"),
        ("Spending Score (1-100)", "spending"),
        ("spending_score", "spending"),
        ("SpendingScore", "spending"),
        ("Credit Score", "credit"),
        ("CreditScore", "credit"),
        ("credit-score", "credit"),
        ("FICO", "credit"),
    ],
)
def test_the_ways_real_tables_spell_the_roles(column, role):
    assert match_roles(BANK, ["Tenure", column]) == {role: column}


@pytest.mark.parametrize("column", ["CREDIT_LIMIT", "percentage", "Year_Birth", "Spending Frequency", "Page", "Tenure"])
def test_lookalikes_play_no_role(column):
    assert match_roles(BANK, [column]) == {}


def test_the_likeliest_synonym_wins_and_of_equals_the_first_column():
    assert match_roles(BANK, ["Salary", "Income"])["income"] == "Income"
    assert match_roles(BANK, ["income ($)", "Income (k$)"])["income"] == "income ($)"


def test_a_person_has_the_last_word():
    found = match_roles(BANK, ["Age", "Income", "Pay"], given={"income": "Pay"})
    assert found == {"age": "Age", "income": "Pay"}
    assert match_roles(BANK, ["Age", "Income"], given={"credit": "Income"}) == {"age": "Age", "credit": "Income"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"incme": "Income"}, "a role is 'incme', but must be one of age, income, .* Did you mean 'income'?"),
        ({"income": "Incom"}, "the role income names 'Incom', which is not a column. Did you mean 'Income'?"),
        ({"income": "Income", "credit": "Income"}, "'Income' is named by both the role income and the role credit"),
    ],
)
def test_unknown_roles_and_columns_are_refused(given, message):
    with pytest.raises(InputError, match=message):
        match_roles(BANK, ["Age", "Income"], given=given)


def test_a_catalogue_without_roles_says_so():
    with pytest.raises(InputError, match="this catalogue has none"):
        match_roles(load_catalogue("none"), ["Age"], given={"age": "Age"})


RETAIL = load_catalogue("retail")


def test_scores_are_taken_before_what_they_score_also_where_that_is_a_feature():
    columns = ["recency_days", "frequency", "monetary", "r_score", "m_score"]
    found = match_roles(RETAIL, columns, features=columns[:3])
    assert found == {"recency": "r_score", "frequency": "frequency", "monetary": "m_score"}
    assert reversed_roles(RETAIL, found) == {"recency"}
    assert reversed_roles(RETAIL, match_roles(RETAIL, columns[:3])) == frozenset()


def test_what_a_role_is_called_stands_for_the_quantity_not_for_its_score():
    found = match_roles(RETAIL, ["recency_days", "r_score", "monetary"])
    assert role_words(RETAIL, found, ["recency_days", "r_score", "monetary"]) == {
        "recency_days": "number of days away",
        "monetary": "spending",
    }
