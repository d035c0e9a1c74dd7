import pytest

from coterie.naming.claims import Bounds, Condition, Guard
from coterie.naming.guards import amounts, keeps
from coterie.naming.measures import Measure
from coterie.naming.roles import Cast

QUANTITIES = {"recency": "recency_days", "frequency": "frequency", "tenure": "tenure_days"}
CAST = Cast(QUANTITIES, QUANTITIES)


def of(recency=300.0, frequency=4.0, tenure=800.0, known=1.0, **medians):
    values = {"recency": recency, "frequency": frequency, "tenure": tenure}
    return {
        QUANTITIES[role]: Measure(QUANTITIES[role], mean, 0.0, 0.0, median=medians.get(role, mean), known=known)
        for role, mean in values.items()
    }


def condition(of, **bounds):
    return Condition(of, Bounds(**bounds))


def test_the_rhythm_is_days_away_over_the_usual_pause():
    assert amounts("rhythm", of(), CAST) == (1.5, 1.5)
    assert amounts("rhythm", of(recency=400.0), CAST) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("measures", "known"),
    [
        (of(frequency=2.0), True),
        (of(frequency=1.99), False),
        ({**of(), "frequency": Measure("frequency", 2.0, 0.0, 0.0, median=1.0)}, False),
        (of(tenure=0.0), False),
        (of(known=0.5), True),
        (of(known=0.49), False),
        ({}, False),
    ],
)
def test_one_purchase_makes_no_rhythm(measures, known):
    assert (amounts("rhythm", measures, CAST) is not None) is known


@pytest.mark.parametrize(("mean", "median", "kept"), [(2.0, 2.0, True), (2.1, 1.0, False), (1.0, 2.1, False)])
def test_both_the_mean_and_the_median_must_meet_a_guard(mean, median, kept):
    own = {"frequency": Measure("frequency", mean, 0.0, 0.0, median=median)}
    assert keeps(Guard((condition("frequency", at_most=2),)), own, CAST) is kept


def test_one_of_several_is_enough_or_the_first_known_decides():
    either = (condition("frequency", at_most=2), condition("tenure", at_most=900))
    assert keeps(Guard(either), of(), CAST)
    assert not keeps(Guard(either, first_known=True), of(), CAST)
    fallback = Guard((condition("rhythm", at_least=2), condition("recency", at_least=300)), first_known=True)
    assert not keeps(fallback, of(), CAST)
    assert keeps(fallback, of(frequency=1.0), CAST)
    assert not keeps(fallback, of(frequency=1.0, recency=299.0), CAST)


def test_a_guard_on_what_the_table_has_not_says_nothing():
    assert keeps(Guard((condition("frequency", at_most=2),)), {}, CAST)


def test_factors_turn_thousands_and_negative_amounts_into_amounts():
    cast = Cast({}, {"income": "k"}, factors={"income": -1000.0})
    assert amounts("income", {"k": Measure("k", -86.0, 0.0, 0.0, median=-80.0)}, cast) == (86_000.0, 80_000.0)
