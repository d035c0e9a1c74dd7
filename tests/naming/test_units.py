import pytest

from coterie.naming.units import is_unit, other_currency, says_currency, says_thousands, time_unit


@pytest.mark.parametrize(
    "inside", ["k$", "$", "€", "%", "1-100", "1 to 5", "0–10", "in EUR", "INR", "months", "kg", "k€"]
)
def test_units_and_the_ends_of_scales_tell_nothing_apart(inside):
    assert is_unit(inside)


@pytest.mark.parametrize("inside", ["price", "2022", "2021-2022", "1", "units", "per week", "1 = best", "online", "Q1"])
def test_what_is_no_unit_is_kept(inside):
    assert not is_unit(inside)


def test_currencies_are_told_by_codes_and_signs():
    assert all(other_currency(f"Annual Income ({each})") for each in ("INR", "JPY", "HUF", "₹", "Rs.", "lakhs"))
    assert not any(other_currency(each) for each in ("Annual Income (k$)", "income", "EstimatedSalary", "Income EUR"))
    assert says_currency("Income_USD")
    assert not says_currency("Income (INR)")


def test_thousands_and_times_are_told_by_words():
    assert says_thousands("Annual Income (k€)")
    assert not says_thousands("Annual Income")
    found = [
        time_unit(each) for each in ("Age (months)", "AgeInMonths", "age", "recency_weeks", "days away", "Tenure yrs")
    ]
    assert found == ["months", "months", None, "weeks", "days", "years"]
