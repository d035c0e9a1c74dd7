import pytest

from coterie.naming.measures import Measure
from coterie.naming.telling import told_of_claims, told_of_traits
from coterie.naming.trait import trait_of


@pytest.mark.words
def test_categories_name_their_base_where_some_are_not_known():
    gold = Measure("card", 0.9, 0.3, 1.3, "Gold", known=0.6)
    assert told_of_traits([trait_of(gold)]) == "Card mostly Gold (90% of the 60% known against 30%)."
    all_known = Measure("card", 0.9, 0.3, 1.3, "Gold", known=0.996)
    assert told_of_traits([trait_of(all_known)]) == "Card mostly Gold (90% against 30%)."


@pytest.mark.words
def test_negative_amounts_are_compared_by_how_large_they_are():
    loss = Measure("loss", -2240.0, -694.0, -0.5, direction="down")
    assert told_of_traits([trait_of(loss)]) == (
        "Loss 0.5 sd above average (2,240 against 694, written as negative numbers)."
    )


@pytest.mark.words
def test_years_are_whole():
    born = Measure("Year_Birth", 1975.3, 1969.2, 0.5)
    assert told_of_traits([trait_of(born)]) == "Year birth 0.5 sd above average (1975 against 1969)."


@pytest.mark.words
def test_nothing_is_said_of_nothing():
    assert told_of_claims((), {}) == told_of_traits(()) == "No feature sets it apart."


@pytest.mark.words
def test_codes_are_told_as_codes():
    sex, active = (trait_of(Measure(each, 0.9, 0.5, 0.8, "false")) for each in ("Sex", "is_not_active"))
    assert told_of_traits([sex]) == "Sex mostly 0 (90% against 50%)."
    assert sex.claim == "mostly 0"
    assert told_of_traits([active]) == '"is_not_active" mostly no (90% against 50%).'


@pytest.mark.words
@pytest.mark.parametrize("column", ["Schulnote", "rank", "Satisfaction (1 = best, 5 = worst)"])
def test_where_the_better_end_is_not_known_numbers_are_told_alone(column):
    own = Measure(column, 4.3, 2.8, 1.1, direction="unknown")
    assert told_of_traits([trait_of(own)]).endswith(" 4.30 against 2.80 on average.")
    assert "above" not in told_of_traits([trait_of(own)])
