import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.errors import InputError
from coterie.naming import name
from coterie.profiling import CategoryProfile, NumericProfile, Profiles, SegmentProfile
from coterie.remarks import capital, say

AVERAGE = {"Age": 45.0, "Annual Income (k$)": 100.0, "Spending Score (1-100)": 50.0, "Credit Score": 700.0}
SPREAD = {"Age": 15.0, "Annual Income (k$)": 70.0, "Spending Score (1-100)": 25.0, "Credit Score": 80.0}
FEATURES = list(AVERAGE)
TYPICAL = {
    "Prudent Elite": (0.6, 0.8, -1.2, 0.9),
    "Established Earners": (-0.3, 0.4, 0.0, 0.3),
    "Silver Sages": (1.6, -0.8, -0.6, 0.7),
    "Financial Titans": (0.5, 1.9, 0.9, 1.2),
    "Trendsetters": (-1.2, -0.9, 0.7, -1.3),
    "Millennial Moguls": (-0.8, 0.6, 1.1, -0.6),
}


def number(mean, std=1.0):
    return NumericProfile(mean, mean, std, mean - std, mean + std)


def segment(z, size=100, columns=FEATURES):
    described = {c: number(AVERAGE[c] + value * SPREAD[c]) for c, value in zip(columns, z, strict=True)}
    return SegmentProfile(size, 0.1, described)


def profiles(*segments, columns=FEATURES):
    overall = {column: number(AVERAGE[column], SPREAD[column]) for column in columns}
    return Profiles(SegmentProfile(sum(each.size for each in segments), 1.0, overall), segments)


def called(*traits):
    """Return a name made of traits, each a code with its facts."""
    return capital(", ".join(say(f"name.{code}", **facts) for code, facts in traits))


def average_groups():
    return [called(("average", {}), ("group", {"letter": letter})) for letter in "AB"]


def compared(column, code, z, mean, average):
    difference = say(f"evidence.{code}", z=z)
    return say(
        "evidence.of_column",
        column=column,
        said=say("evidence.compared", difference=difference, mean=mean, average=average),
    )


def test_the_six_get_their_names_with_evidence_in_original_units():
    names = name(profiles(*(segment(z) for z in TYPICAL.values())), features=FEATURES)
    assert [each.name for each in names.names] == list(TYPICAL)
    assert names.catalogue == "bank"
    assert names.columns == dict(zip(["age", "income", "spending", "credit"], FEATURES, strict=True))
    elite = names.names[0]
    assert elite.archetype == "prudent_elite"
    assert elite.fit > 0.75
    assert elite.advice
    parts = (
        compared("spending score", "below", 1.2, "20", "50"),
        compared("credit score", "above", 0.9, "772", "700"),
        compared("annual income", "above", 0.8, "156", "100"),
        compared("age", "above", 0.6, "54", "45"),
    )
    assert elite.sentence == capital(say("evidence.all", said="; ".join(parts)))
    assert elite.evidence[0].column == "Spending Score (1-100)"


standard = st.floats(min_value=-2.5, max_value=2.5).map(lambda value: round(value, 2))


@settings(deadline=None)
@given(
    st.lists(st.tuples(standard, standard, standard, standard), min_size=2, max_size=9, unique=True).flatmap(
        lambda z: st.tuples(st.just(z), st.permutations(range(len(z))))
    ),
    st.sampled_from(["bank", "none"]),
)
def test_names_go_with_the_segments_not_with_their_order(drawn, catalogue):
    z, order = drawn
    segments = [segment(each) for each in z]
    names = name(profiles(*segments), catalogue=catalogue, features=FEATURES).names
    shuffled = name(profiles(*(segments[i] for i in order)), catalogue=catalogue, features=FEATURES).names
    assert list(shuffled) == [names[i] for i in order]
    assert len({each.name for each in names}) == len(names)
    assert all(each.sentence for each in names)


@settings(deadline=None)
@given(st.lists(st.tuples(standard, standard, standard, standard), min_size=2, max_size=9))
def test_no_name_contradicts_its_profile(z):
    for each in name(profiles(*(segment(values) for values in z)), features=FEATURES).names:
        for one in each.evidence:
            if one.essential:
                assert one.fit > 0.4
                assert "high" not in one.claim or one.z >= 0.3 - 1e-9
                assert "low" not in one.claim or one.z <= -0.3 + 1e-9


def test_one_segment_is_everyone():
    (only,) = name(profiles(segment((0, 0, 0, 0), 1200)), features=FEATURES).names
    assert (only.name, only.archetype, only.evidence) == (say("name.everyone"), None, ())
    assert only.sentence == say("evidence.everyone", customers=1200)


def test_groups_too_small_to_describe_get_neutral_names():
    small = SegmentProfile(3, 0.0, {})
    smaller = SegmentProfile(2, 0.0, {})
    names = name(profiles(segment(TYPICAL["Trendsetters"]), smaller, small), features=FEATURES).names
    assert [each.name for each in names] == ["Trendsetters", *(say("name.too_small_lettered", letter=x) for x in "BA")]
    assert names[1].sentence == say("evidence.too_small")


def test_two_segments_never_share_an_archetype():
    z = TYPICAL["Trendsetters"]
    names = name(profiles(segment(z), segment((-1.4, -1.0, 0.9, -1.5))), features=FEATURES).names
    assert sorted(each.archetype or "" for each in names) == ["", "trendsetters"]
    traits = (("lower", {"column": "credit score"}), ("younger", {}), ("lower", {"column": "income"}))
    assert {each.name for each in names} == {"Trendsetters", called(*traits)}


def test_without_a_catalogue_traits_name_and_columns_keep_their_own_words():
    names = name(profiles(segment(TYPICAL["Silver Sages"]), segment((0, 0, 0, 0))), catalogue="none", features=FEATURES)
    traits = (("older", {}), ("lower", {"column": "annual income"}), ("higher", {"column": "credit score"}))
    older = names.names[0]
    told = [(one.column, one.claim) for one in older.evidence if one.essential]
    strongest = [("Age", "higher"), ("Annual Income (k$)", "lower"), ("Credit Score", "higher")]
    assert 2 <= len(told) <= 3  # as many as a glance takes in, in the words in use
    assert (told, older.name) == (strongest[: len(told)], called(*traits[: len(told)]))
    assert names.names[1].name == called(("average", {}))
    assert (names.catalogue, names.columns) == ("none", {})
    assert names.names[1].evidence[0].column == "Age"
    assert names.names[1].evidence[0].mean == names.names[1].evidence[0].average == 45.0


def test_one_role_is_too_few_to_judge_by_unless_a_person_gave_it():
    columns = ["Age", "Annual Income (k$)"]
    both = profiles(segment((1.6, -0.8), columns=columns), segment((-1, 0.5), columns=columns), columns=columns)
    assert name(both, features=columns).names[0].name == "Silver Sages"
    columns = ["Age"]
    alone = profiles(segment((1.6,), columns=columns), segment((-1,), columns=columns), columns=columns)
    names = name(alone, features=columns)
    assert (names.columns, [each.name for each in names.names]) == (
        {},
        [called(("older", {})), called(("younger", {}))],
    )
    assert name(alone, features=columns, roles={"age": "Age"}).columns == {"age": "Age"}


def test_a_column_that_only_describes_can_be_evidence_but_a_feature_comes_first():
    names = name(profiles(*(segment(z) for z in TYPICAL.values())), features=FEATURES[1:])
    assert [each.name for each in names.names] == list(TYPICAL)
    described = profiles(segment((1, 1, 1, 1)), segment((0, 0, 0, 0)))
    overall = dict(described.overall.columns) | {"Income": number(5.0)}
    pair = tuple(replace(each, columns=dict(each.columns) | {"Income": number(6.0)}) for each in described.segments)
    both = Profiles(replace(described.overall, columns=overall), pair)
    assert name(both, features=["Annual Income (k$)"]).columns["income"] == "Annual Income (k$)"
    assert name(both, features=[]).columns["income"] == "Income"


def test_categories_do_not_disturb():
    gender = CategoryProfile("Female", tie=False, shares={"Female": 0.6, "Male": 0.4})
    only = SegmentProfile(50, 0.5, {"gender": gender})
    names = name(Profiles(replace(only, size=100), (only, only)), features=[]).names
    assert [each.name for each in names] == average_groups()
    assert names[0].sentence == say("evidence.nothing")


def test_a_column_without_values_or_spread_is_passed_over():
    empty = NumericProfile(None, None, None, None, None)
    flat = NumericProfile(1.0, 1.0, 0.0, 1.0, 1.0)
    own = SegmentProfile(10, 0.5, {"empty": empty, "flat": flat})
    names = name(Profiles(replace(own, size=20), (own, own)), features=["empty", "flat"]).names
    assert [each.name for each in names] == average_groups()
    assert not any(math.isnan(one.z) for each in names for one in each.evidence)


def test_a_catalogue_of_ones_own(tmp_path):
    path = tmp_path / "gym.toml"
    path.write_text(
        '[roles.visits]\nsynonyms = ["visits"]\n'
        '[archetypes.regulars]\nname = "Regulars"\nclaims.visits = { level = "high", essential = true }\n',
        encoding="utf-8",
    )

    def of(size, mean):
        return SegmentProfile(size, 0.5, {"Visits": number(mean, 2.0)})

    names = name(Profiles(of(100, 6.0), (of(60, 4.0), of(40, 9.0))), catalogue=path, features=["Visits"])
    assert [each.name for each in names.names] == [called(("fewer", {"column": "visits"})), "Regulars"]
    assert (names.catalogue, names.columns) == ("gym.toml", {"visits": "Visits"})


def test_a_role_given_to_an_unknown_column_is_refused():
    with pytest.raises(InputError, match="the role credit names 'Creditscore2', which is not a column"):
        name(profiles(segment((0, 0, 0, 0))), features=FEATURES, roles={"credit": "Creditscore2"})


def shares(**columns):
    return {
        column: CategoryProfile(next(iter(held)), tie=False, shares=dict(sorted(held.items(), key=lambda one: -one[1])))
        for column, held in columns.items()
    }


EVERYONE = shares(Geography={"France": 0.5, "Germany": 0.3, "Spain": 0.2}, HasCrCard={"true": 0.7, "false": 0.3})


def test_categories_of_features_make_names_with_their_shares_as_evidence():
    german = shares(Geography={"Germany": 0.9, "Spain": 0.1}, HasCrCard={"true": 0.7, "false": 0.3})
    cashless = shares(Geography={"France": 0.7, "Spain": 0.3}, HasCrCard={"false": 1.0})
    carded = shares(Geography={"France": 0.7, "Germany": 0.1, "Spain": 0.2}, HasCrCard={"true": 1.0})
    described = Profiles(
        SegmentProfile(100, 1.0, EVERYONE),
        tuple(SegmentProfile(size, 0.3, each) for size, each in ((40, german), (35, cashless), (25, carded))),
    )
    names = name(described, features=["Geography", "HasCrCard"]).names
    flags = [called((code, {"column": "credit card"})) for code in ("has_not", "has")]
    assert [each.name for each in names] == ["Germany", *flags]
    assert [(one.column, one.mean, one.average) for one in names[0].evidence] == [("Geography", 0.9, 0.3)]
    (one,) = names[1].evidence
    assert (one.column, one.role, one.claim, one.mean, one.average) == ("HasCrCard", None, "mostly no", 1.0, 0.3)
    assert one.z == pytest.approx(0.7 / math.sqrt(0.3 * 0.7))
    assert [each.name for each in name(described, features=["Geography"]).names] == ["Germany", *average_groups()]


@pytest.mark.parametrize(("share", "marks"), [(0.59, False), (0.6, True), (1.0, True)])
def test_a_category_marks_a_segment_when_it_holds_most_and_clearly_more_than_of_all(share, marks):
    own = SegmentProfile(50, 0.5, shares(Geography={"Germany": share, "France": 1 - share}))
    described = Profiles(SegmentProfile(100, 1.0, EVERYONE), (own, SegmentProfile(40, 0.5, EVERYONE)))
    assert (name(described, features=["Geography"]).names[0].name == "Germany") is marks
    overall = shares(Geography={"Germany": share - 0.2, "France": 1.2 - share})
    described = Profiles(SegmentProfile(100, 1.0, overall), (own, SegmentProfile(40, 0.5, overall)))
    assert name(described, features=["Geography"]).names[0].name == average_groups()[0]


def test_numbers_and_categories_make_names_together_and_the_order_of_segments_does_not_matter():
    both = dict(EVERYONE) | {"Age": number(40.0, 10.0)}
    one = shares(Geography={"Germany": 1.0}, HasCrCard={"true": 1.0}) | {"Age": number(52.0, 10.0)}
    other = shares(Geography={"France": 1.0}, HasCrCard={"true": 1.0}) | {"Age": number(52.0, 10.0)}
    pair = (SegmentProfile(50, 0.5, one), SegmentProfile(50, 0.5, other))
    for segments in (pair, pair[::-1]):
        names = name(Profiles(SegmentProfile(100, 1.0, both), segments), features=list(both)).names
        older, carded = say("name.older"), say("name.has", column="credit card")
        expected = [f"Germany, {older}, {carded}", f"{capital(older)}, France, {carded}"]
        assert [each.name for each in names] == (expected if segments is pair else expected[::-1])
