import pytest

from coterie.naming import name
from coterie.naming.bearing import restated
from coterie.profiling import NumericProfile, Profiles, SegmentProfile

AVERAGE = {"age": 45.0, "income": 100_000.0, "spending_score": 50.0}
SPREAD = {"age": 15.0, "income": 70_000.0, "spending_score": 25.0}


def number(mean, std=1.0):
    return NumericProfile(mean, mean, std, mean - std, mean + std)


def profiles(*segments):
    overall = {column: number(AVERAGE[column], SPREAD[column]) for column in AVERAGE}
    described = [dict(zip(AVERAGE, map(number, each), strict=True)) for each in segments]
    return Profiles(SegmentProfile(200, 1.0, overall), tuple(SegmentProfile(100, 0.5, each) for each in described))


def said(*segments, matched=(None, 0), **options):
    recommended = name(profiles((68, 60_000, 40), (45, 100_000, 90)), features=list(AVERAGE))
    assert [each.name for each in recommended.names] == ["Silver Sages", "Higher spending"]
    return restated(recommended, profiles(*segments), matched, features=list(AVERAGE), **options)


@pytest.mark.words
@pytest.mark.parametrize(("age", "true"), [(60.0, True), (59.9, False)])
@pytest.mark.parametrize("catalogue", ["auto", "bank"])
def test_absolute_words_must_be_true_of_those_who_bear_them(age, true, catalogue):
    assert (1 in said((40, 100_000, 90), (age, 50_000, 40), catalogue=catalogue)) is true


@pytest.mark.words
def test_what_is_said_has_the_numbers_of_those_who_bear_the_name():
    made = said((40, 100_000, 90), (66, 50_000, 30))[1]
    assert (made.name, made.archetype) == ("Silver Sages", "silver_sages")
    assert [(each.column, each.mean) for each in made.evidence] == [
        ("age", 66.0), ("spending_score", 30.0), ("income", 50_000.0),
    ]  # fmt: skip
    assert "(66 against 45)" in made.sentence
    assert "No other segment is as old." in made.description
    assert "age 66 against 45" in made.advice


@pytest.mark.words
def test_a_name_that_is_bent_is_borne_without_description_and_advice():
    made = said((40, 100_000, 90), (60.0, 125_000, 40))[1]
    assert (made.name, made.description, made.advice) == ("Silver Sages", "", "")
    assert min(each.fit for each in made.evidence) < 0.5


@pytest.mark.words
@pytest.mark.parametrize(("spending", "borne"), [(58.0, True), (57.0, False), (40.0, False)])
def test_traits_must_hold(spending, borne):
    made = said((40, 100_000, spending), (60, 50_000, 40), matched=(1, None))
    assert (0 in made) is borne
    assert not borne or made[0].evidence[0].mean == spending


@pytest.mark.words
def test_an_average_segment_stays_one_only_while_it_is():
    recommended = name(profiles((68, 60_000, 40), (45, 100_000, 50)), features=list(AVERAGE))
    assert recommended.names[1].name == "Average customers"
    for spending, borne in ((55.0, True), (58.0, False)):
        there = profiles((45, 100_000, spending), (68, 60_000, 40))
        assert (0 in restated(recommended, there, [1, 0], features=list(AVERAGE))) is borne


def balances(*segments):
    """Segments by mean and median, lowest and highest balance."""
    overall = NumericProfile(100_000.0, 100_000.0, 60_000.0, 0.0, 250_000.0)
    made = [NumericProfile(mean, median, 20_000.0, 0.0, highest) for mean, median, highest in segments]
    described = tuple(SegmentProfile(100, 0.5, {"balance": each}) for each in made)
    return Profiles(SegmentProfile(200, 1.0, {"balance": overall}), described)


RICH, POOR, NEARLY, NONE = (
    (150_000.0, 150_000.0, 250_000.0),
    (40_000.0, 40_000.0, 90_000.0),
    (900.0, 0.0, 90_000.0),
    (0.0, 0.0, 0.0),
)
NO_CATALOGUE = {"features": ["balance"], "catalogue": "none"}


@pytest.mark.parametrize(
    ("there", "here", "borne"),
    [
        (POOR, NEARLY, True),
        (POOR, NONE, True),
        (NEARLY, POOR, False),
        (NEARLY, NEARLY, True),
        (NONE, NEARLY, False),
        (POOR, RICH, False),
    ],
)
def test_who_has_nothing_has_less_and_not_the_other_way_round(there, here, borne):
    recommended = name(balances(there, RICH), **NO_CATALOGUE)
    found = restated(recommended, balances(here, RICH), (0, 1), **NO_CATALOGUE)
    assert (0 in found) is borne
    assert not borne or [each.claim for each in found[0].evidence] == [
        each.claim for each in recommended.names[0].evidence
    ]
