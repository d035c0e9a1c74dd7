import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.measures import Measure
from coterie.naming.traits import trait_names

COLUMNS = ["Age", "credit score", "SPENDING (k$)", "visits", "rating", "orders"]


def measures(**z):
    return {column: Measure(column, mean=10 + value, average=10.0, z=value) for column, value in z.items()}


def names(*segments, features=None, **options):
    features = features if features is not None else {column for own in segments for column in own}
    return [each.name for each in trait_names(segments, features, **options)]


@pytest.mark.words
def test_the_strongest_traits_make_the_name():
    assert names(measures(**{"Age": 1.3, "credit score": 0.9, "SPENDING (k$)": -0.6, "visits": 0.4})) == [
        "Older, higher credit score, lower spending"
    ]
    assert names(measures(age=-0.5)) == ["Younger"]


@pytest.mark.words
def test_equally_strong_traits_keep_the_order_of_the_table():
    assert names(measures(b=0.7, a=-0.7)) == ["Higher b, lower a"]


@pytest.mark.words
def test_a_catalogues_word_stands_for_the_column():
    assert names(measures(Years=1.0, Score=-1.2), words={"Years": "age", "Score": "credit"}) == ["Lower credit, older"]


@pytest.mark.words
def test_columns_that_say_nearly_the_same_are_not_named_together():
    own = measures(PURCHASES_FREQUENCY=1.2, ONEOFF_PURCHASES_FREQUENCY=1.1, BALANCE=-0.5)
    assert names(own) == ["Higher purchases frequency, lower balance"]
    own = measures(PURCHASES_FREQUENCY=1.2, ONEOFF_PURCHASES_FREQUENCY=-1.1)
    assert names(own) == ["Higher purchases frequency, lower oneoff purchases frequency"]


@pytest.mark.words
def test_a_name_stays_short_enough_to_be_read_at_a_glance():
    own = measures(minimum_payments_last_year=1.2, cash_advance_transactions=1.1, credit_limit=0.9)
    assert names(own) == ["Higher minimum payments last year"]
    own = measures(minimum_payments=1.2, cash_advance_transactions=1.1, credit_limit=0.9)
    assert names(own) == ["Higher minimum payments, higher cash advance transactions"]


@pytest.mark.words
def test_counts_are_many_or_few():
    assert names(measures(NumWebPurchases=-0.8, number_of_cards=0.7)) == ["Fewer web purchases, more cards"]


@pytest.mark.words
def test_an_unremarkable_segment_is_average_and_says_so():
    (made,) = trait_names([measures(a=0.1, b=-0.29)], ["a", "b"])
    assert made.name == "Average customers"
    assert [(one.column, one.claim) for one in made.evidence] == [("b", "average"), ("a", "average")]
    assert all(one.fit > 0.5 for one in made.evidence)


@pytest.mark.words
def test_what_only_describes_steps_in_where_no_feature_is_remarkable():
    own = measures(a=0.2, Age=1.0)
    assert names(own, features={"a"}) == ["Older"]
    assert names(measures(a=0.5, Age=1.0), features={"a"}) == ["Higher a"]


@pytest.mark.words
def test_names_that_share_their_traits_get_further_ones_then_the_number_that_they_differ_in():
    one, other = measures(a=1.0, b=0.9, c=0.8, d=0.7), measures(a=1.0, b=0.9, c=0.8, d=-0.7)
    assert names(one, other) == [
        "Higher a, higher b, higher c, higher d",
        "Higher a, higher b, higher c, lower d",
    ]
    assert names(measures(a=1.0, b=0.9), measures(a=1.5, b=0.8)) == ["A about 11, higher b", "A about 11.5, higher b"]


@pytest.mark.words
def test_the_order_of_traits_makes_no_other_name():
    assert names(measures(a=1.0, b=0.9), measures(a=0.9, b=1.6)) == ["Higher a, b about 10.9", "B about 11.6, higher a"]


@pytest.mark.words
def test_names_that_say_the_same_in_another_order_get_further_traits_first():
    one, other = measures(a=1.0, b=0.9, c=0.8, d=0.7), measures(a=0.9, b=1.0, c=0.8, d=-0.7)
    assert names(one, other) == ["Higher a, higher b, higher c, higher d", "Higher b, higher a, higher c, lower d"]


@pytest.mark.words
def test_what_differs_in_nothing_gets_a_letter():
    one = measures(a=1.0)
    assert names(one, one, one) == ["Higher a, group A", "Higher a, group B", "Higher a, group C"]


@pytest.mark.words
def test_a_further_trait_may_be_of_a_column_that_only_describes():
    one, other = measures(a=1.0, Age=0.5), measures(a=1.0, Age=-0.5)
    assert names(one, other, features={"a"}) == ["Higher a, older", "Higher a, younger"]


@pytest.mark.words
def test_a_name_that_is_taken_is_not_given():
    assert names(measures(a=1.0), taken=["Higher a"]) == ["A about 11"]
    assert names(measures(a=1.0, b=0.2), taken=["Higher a", "A about 11"]) == ["A about 11, b about 10.2"]
    assert names(measures(a=1.0), taken=["Higher a", "A about 11"]) == ["A about 11, another group"]


z = st.floats(min_value=-2, max_value=2).map(lambda value: round(value, 1))
segment = st.fixed_dictionaries(dict.fromkeys(COLUMNS, z)).map(lambda values: measures(**values))


@pytest.mark.words
@given(st.lists(segment, min_size=1, max_size=8))
def test_names_are_unique_and_claim_only_what_is_there(segments):
    made = trait_names(segments, COLUMNS[:4])
    assert len({each.name for each in made}) == len(segments)
    for each, own in zip(made, segments, strict=True):
        for trait in each.evidence:
            assert own[trait.column].z == trait.z
            if trait.claim == "higher":
                assert trait.z >= 0.3
            elif trait.claim == "lower":
                assert trait.z <= -0.3
            elif trait.claim == "average":
                assert each.name.startswith("Average customers")
            else:
                assert trait.claim.startswith("about ")
        assert each.name.count(",") <= 5


@pytest.mark.words
def test_means_and_medians_that_contradict_each_other_are_said_in_numbers():
    own = {"revenue": Measure("revenue", 245.0, 395.0, -0.37, median=236.0, median_z=0.1)}
    assert names(own) == ["Revenue about 236"]
    few_known = {"revenue": Measure("revenue", 245.0, 395.0, -0.37, known=0.4)}
    assert names(few_known) == ["Average customers"]
    too_alike = {"revenue": Measure("revenue", 245.0, 250.0, -0.37, counts=False)}
    assert names(too_alike) == ["Average customers"]
