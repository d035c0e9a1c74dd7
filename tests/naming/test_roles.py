import pytest

from coterie.errors import InputError
from coterie.naming.catalogue import load_catalogue
from coterie.naming.roles import cast, match_roles, reversed_roles, role_words, without_lifetimes
from coterie.profiling import NumericProfile, Profiles, SegmentProfile

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
        ("credit rating", "credit"),
    ],
)
def test_the_ways_real_tables_spell_the_roles(column, role):
    assert match_roles(BANK, ["Tenure", column]) == {role: column}


@pytest.mark.parametrize(
    "column", ["CREDIT_LIMIT", "credit", "percentage", "Year_Birth", "Spending Frequency", "Page", "Tenure"]
)
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


def values(low, high):
    return NumericProfile((low + high) / 2, (low + high) / 2, 1.0, low, high)


def test_a_column_whose_values_cannot_be_what_it_says_plays_no_role():
    overall = {"Age": values(18, 90), "credit score": values(1, 6), "fico": values(300, 850)}
    assert match_roles(BANK, list(overall), overall=overall) == {"age": "Age", "credit": "fico"}
    assert (
        match_roles(BANK, list(overall), overall=overall, given={"credit": "credit score"})["credit"] == "credit score"
    )


@pytest.mark.parametrize(
    ("column", "profile", "factor"),
    [
        ("income", values(9_000, 250_000), 1.0),
        ("Annual Income (k$)", values(15, 999), 1000.0),
        ("Annual Income", values(15, 900), 1000.0),
        ("income", values(15, 1000), None),
        ("monthly income", values(200, 820), 12.0),
        ("monthly income", values(900, 20_000), 12.0),
    ],
)
def test_incomes_are_turned_into_money_a_year(column, profile, factor):
    assert cast(BANK, {"income": column}, {column: profile}).factors == ({} if factor is None else {"income": factor})


def test_expenses_below_zero_run_the_other_way():
    found = cast(BANK, {"spending": "spending"}, {"spending": values(-900, -1)})
    assert (found.against, found.factors) == (frozenset({"spending"}), {"spending": -1.0})


def test_bounds_are_applied_only_where_the_unit_is_known():
    overall = {"tenure": values(1, 72), "recency_days": values(1, 300), "r_score": values(1, 5)}
    columns = {"recency": "r_score", "tenure": "tenure"}
    assert cast(RETAIL, columns, overall).quantities == {"recency": "recency_days"}
    assert cast(RETAIL, columns, overall, given=["tenure"]).quantities["tenure"] == "tenure"
    assert cast(BANK, {"age": "Age"}, {"Age": values(18, 90)}).least == {"age": 2.0}


def test_a_lifetime_is_no_time_away_unless_a_person_says_so():
    columns = {"recency": values(0, 300), "frequency": values(0, 20)}
    profiles = Profiles(SegmentProfile(9, 1.0, columns), (SegmentProfile(9, 1.0, columns),))
    found = {"recency": "recency", "frequency": "frequency"}
    assert without_lifetimes(RETAIL, found, profiles) == {}
    assert without_lifetimes(RETAIL, found, profiles, given=["frequency"]) == {"frequency": "frequency"}
    assert without_lifetimes(RETAIL, found, profiles, given=["recency"]) == found
    sure = {"recency": "recency_days", "frequency": "frequency"}
    assert without_lifetimes(RETAIL, sure, profiles) == sure


def test_a_rank_of_a_role_runs_the_other_way_and_keeps_its_own_word(tmp_path):
    path = tmp_path / "gym.toml"
    path.write_text(
        '[roles.visits]\nsynonyms = ["visits"]\nreversed = ["visit rank"]\n'
        '[archetypes.a]\nname = "A"\nclaims.visits = { level = "high", essential = true }\n',
        encoding="utf-8",
    )
    gym = load_catalogue(path)
    found = match_roles(gym, ["Visit Rank"])
    assert found == {"visits": "Visit Rank"}
    assert reversed_roles(gym, found) == {"visits"}
    assert role_words(gym, found, ["Visit Rank"]) == {}
    assert cast(gym, found, {"Visit Rank": values(1, 50)}).quantities == {}
