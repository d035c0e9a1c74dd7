import pytest

from coterie.naming.measures import Measure
from coterie.naming.trait import about, average, claimed, in_words, same, trait_of


def of(z=1.0, **more):
    return Measure(more.pop("column", "income"), more.pop("mean", 90.0), 60.0, z, **more)


@pytest.mark.words
@pytest.mark.parametrize(
    ("own", "said"),
    [
        (of(0.3), "higher income"),
        (of(0.29), None),
        (of(-0.3), "lower income"),
        (of(1.0, median_z=0.15), "higher income"),
        (of(1.0, median_z=0.14), None),
        (of(-1.0, median_z=-0.15), "lower income"),
        (of(-1.0, median_z=0.0), None),
        (of(1.0, known=0.5), "higher income"),
        (of(1.0, known=0.49), None),
        (of(1.0, counts=False), None),
        (of(-1.0, column="loss", direction="down"), "higher loss"),
        (of(1.0, column="loss", direction="down"), "lower loss"),
        (of(1.0, column="balance", direction="negative"), "balance nearer zero"),
        (of(-1.0, column="balance", direction="negative"), "balance further below zero"),
        (of(1.0, column="sales rank", direction="unknown", mean=12.34), "sales rank about 12.3"),
        (of(-0.1, column="spend", nothing="none"), "no spend"),
        (of(-0.1, column="discount_pct", nothing="almost none"), "almost no discount"),
        (of(-1.0, column="Tenure"), "shorter tenure"),
        (of(-1.0, column="NumOfProducts", least=1.0, greatest=4.0), "fewer products"),
        (of(-1.0, column="Orders", least=1.0, greatest=4.0), "fewer orders"),
        (of(-1.0, column="Orders", least=0.5, greatest=4.0), "lower orders"),
        (of(-1.0, column="TotalCharges", least=1.0, greatest=4.0), "lower total charges"),
        (of(1.0, column="Year_Birth"), "born later"),
        (of(0.3, column="card", category="Gold"), "Gold card"),
        (of(0.29, column="card", category="Gold"), None),
    ],
)
def test_a_trait_says_what_means_and_medians_bear_out(own, said):
    found = trait_of(own)
    assert (None if found is None else found.said) == said


def test_the_claim_is_a_word_and_the_fit_follows_from_it():
    assert (trait_of(of(1.0)).claim, trait_of(of(-1.0)).claim, average(of(0.1)).claim) == ("higher", "lower", "average")
    assert trait_of(of(0.3)).evidence.fit == pytest.approx(0.5)
    assert trait_of(of(-0.3, column="loss", direction="down")).evidence.fit == pytest.approx(0.5)
    assert about(of(), "income").evidence.fit == 1.0
    assert trait_of(of(1.0, column="card", category="Gold", mean=0.8)).evidence.fit == 0.8


@pytest.mark.words
def test_years_are_written_whole_and_counts_count():
    assert about(of(column="signup year", mean=2015.4), "signup year").said == "signup year about 2015"
    assert about(of(column="Orders", mean=3.8), "Orders").said == "about 3.8 orders"
    assert about(of(mean=50_154.7), "income", figures=5).said == "income about 50,155"


def test_a_number_and_a_category_are_never_the_same():
    assert same(trait_of(of(1.0, column="PURCHASES_FREQ")), trait_of(of(1.0, column="ONEOFF_PURCHASES_FREQ")))
    assert not same(trait_of(of(1.0, column="PURCHASES_FREQ")), trait_of(of(-1.0, column="ONEOFF_PURCHASES_FREQ")))
    assert not same(trait_of(of(1.0, column="card")), trait_of(of(1.0, column="card", category="Gold")))


@pytest.mark.words
def test_names_and_claims_of_several_traits():
    traits = [trait_of(of(1.0)), trait_of(of(-1.0, column="Age"))]
    assert in_words(traits, "Average customers") == "Higher income, younger"
    assert in_words([], "Average customers") == "Average customers"
    assert claimed(traits) == claimed(traits[::-1]) == {("income", "higher"), ("Age", "lower")}


@pytest.mark.words
def test_about_is_the_mean_of_the_table_and_a_median_is_called_one():
    rating = Measure("rating", 1.28, 2.7, -0.9, median=1.0, median_z=-1.1, direction="unknown")
    assert (trait_of(rating).claim, trait_of(rating).said) == ("about 1.28", "rating about 1.28")
    skewed = Measure("clicks", 20.7, 19.0, 0.1, median=4.0, median_z=-0.2)
    assert (about(skewed, "clicks").claim, about(skewed, "clicks").said) == ("median 4", "median clicks 4")
    assert about(skewed, "clicks", value=20.7).claim == "about 20.7"
    near = Measure("clicks", 4.1, 19.0, 0.1, median=4.0)
    assert about(near, "clicks").claim == "about 4"
    few = Measure("rating", 1.28, 2.7, -0.9, median=1.0, median_z=-1.1, direction="unknown", few=True)
    assert trait_of(few).claim == "median 1"
