import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.wording import alike, difference, is_age, is_year, label, number, squeezed, trait


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Annual Income (k$)", "annual income"),
        ("Spending Score (1-100)", "spending score"),
        ("PURCHASES_INSTALLMENTS_FREQUENCY", "purchases installments frequency"),
        ("TENURE", "tenure"),
        ("MntWines", "mnt wines"),
        ("NumOfProducts", "number of products"),
        ("numeracy", "numeracy"),
        ("Number", "number"),
        ("NO OF CARDS", "number of cards"),
        ("HTTPErrors", "HTTP errors"),
        ("avg CLV [EUR]", "avg CLV"),
        ("  balance ", "balance"),
        ("(k$)", "(k$)"),
        ("年収", "年収"),
    ],
)
def test_columns_are_said_without_units(column, said):
    assert label(column) == said


@given(st.text(min_size=1))
def test_every_column_has_something_to_be_called(column):
    assert label(column)
    assert squeezed(column) == squeezed(column.strip())


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_number_keeps_three_figures(value):
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.0051, abs=1e-300)


@pytest.mark.words
def test_differences_round_to_words():
    assert difference(-2.449) == "2.4 sd below average"
    assert difference(0.05) == "0.1 sd above average"
    assert difference(-0.0499) == "at the average"


def test_only_people_have_an_age():
    assert is_age("AGE")
    assert not is_age("Age of account")


@pytest.mark.words
def test_traits_are_said_as_people_say_them():
    said = [
        trait(column, above=above) for column in ("Age (years)", "NumDealsPurchases", "CLV") for above in (True, False)
    ]
    assert said == ["older", "younger", "more deals purchases", "fewer deals purchases", "higher CLV", "lower CLV"]


def test_columns_with_half_their_words_in_common_are_alike():
    assert alike("cash_advance_trx", "CASH ADVANCE FREQUENCY")
    assert alike("spend", "spend")
    assert not alike("credit score", "spending score")


@pytest.mark.parametrize(("value", "year"), [(1800, True), (1799.9, False), (2200, True), (2200.1, False)])
def test_years_lie_between_two_bounds(value, year):
    assert is_year("birth year", value) is year
    assert not is_year("balance", value)
