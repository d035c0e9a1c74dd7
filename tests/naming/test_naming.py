import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coterie.errors import InputError
from coterie.naming import name
from coterie.profiling import CategoryProfile, NumericProfile, Profiles, SegmentProfile

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


def test_the_six_get_their_names_with_evidence_in_original_units():
    names = name(profiles(*(segment(z) for z in TYPICAL.values())), features=FEATURES)
    assert [each.name for each in names.names] == list(TYPICAL)
    assert names.catalogue == "bank"
    assert names.columns == dict(zip(["age", "income", "spending", "credit"], FEATURES, strict=True))
    elite = names.names[0]
    assert elite.archetype == "prudent_elite"
    assert elite.fit > 0.75
    assert elite.advice
    assert elite.sentence == (
        "Spending score 1.2 sd below average (20 against 50); credit score 0.9 sd above average (772 against 700); "
        "annual income 0.8 sd above average (156 against 100); age 0.6 sd above average (54 against 45)."
    )
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
    assert (only.name, only.archetype, only.evidence) == ("All customers", None, ())
    assert only.sentence == "All 1,200 customers are one segment, so nothing sets it apart."


def test_groups_too_small_to_describe_get_neutral_names():
    small = SegmentProfile(3, 0.0, {})
    smaller = SegmentProfile(2, 0.0, {})
    names = name(profiles(segment(TYPICAL["Trendsetters"]), smaller, small), features=FEATURES).names
    assert [each.name for each in names] == ["Trendsetters", "Very small group B", "Very small group A"]
    assert names[1].sentence == "Too few customers to describe without identifying individuals."


def test_two_segments_never_share_an_archetype():
    z = TYPICAL["Trendsetters"]
    names = name(profiles(segment(z), segment((-1.4, -1.0, 0.9, -1.5))), features=FEATURES).names
    assert sorted(each.archetype or "" for each in names) == ["", "trendsetters"]
    assert {each.name for each in names} == {"Trendsetters", "Lower credit score, younger, lower income"}


def test_without_a_catalogue_traits_name_and_columns_keep_their_own_words():
    names = name(profiles(segment(TYPICAL["Silver Sages"]), segment((0, 0, 0, 0))), catalogue="none", features=FEATURES)
    assert [each.name for each in names.names] == [
        "Older, lower annual income, higher credit score",
        "Average customers",
    ]
    assert (names.catalogue, names.columns) == ("none", {})
    assert names.names[1].sentence.startswith("Age at the average (45 against 45); ")


def test_one_role_is_too_few_to_judge_by_unless_a_person_gave_it():
    columns = ["Age", "Annual Income (k$)"]
    both = profiles(segment((1.6, -0.8), columns=columns), segment((-1, 0.5), columns=columns), columns=columns)
    assert name(both, features=columns).names[0].name == "Silver Sages"
    columns = ["Age"]
    alone = profiles(segment((1.6,), columns=columns), segment((-1,), columns=columns), columns=columns)
    names = name(alone, features=columns)
    assert (names.columns, [each.name for each in names.names]) == ({}, ["Older", "Younger"])
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
    assert [each.name for each in names] == ["Average customers, group A", "Average customers, group B"]
    assert names[0].sentence == "No feature sets it apart."


def test_a_column_without_values_or_spread_is_passed_over():
    empty = NumericProfile(None, None, None, None, None)
    flat = NumericProfile(1.0, 1.0, 0.0, 1.0, 1.0)
    own = SegmentProfile(10, 0.5, {"empty": empty, "flat": flat})
    names = name(Profiles(replace(own, size=20), (own, own)), features=["empty", "flat"]).names
    assert [each.name for each in names] == ["Average customers, group A", "Average customers, group B"]
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
    assert [each.name for each in names.names] == ["Fewer visits", "Regulars"]
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
    assert [each.name for each in names] == ["Germany", "No credit card", "Has credit card"]
    assert names[0].sentence == "Geography mostly Germany (90% against 30%)."
    (one,) = names[1].evidence
    assert (one.column, one.role, one.claim, one.mean, one.average) == ("HasCrCard", None, "mostly no", 1.0, 0.3)
    assert one.z == pytest.approx(0.7 / math.sqrt(0.3 * 0.7))
    assert [each.name for each in name(described, features=["Geography"]).names] == [
        "Germany", "Average customers, group A", "Average customers, group B"
    ]  # fmt: skip


@pytest.mark.words
@pytest.mark.parametrize(("share", "marks"), [(0.59, False), (0.6, True), (1.0, True)])
def test_a_category_marks_a_segment_when_it_holds_most_and_clearly_more_than_of_all(share, marks):
    own = SegmentProfile(50, 0.5, shares(Geography={"Germany": share, "France": 1 - share}))
    described = Profiles(SegmentProfile(100, 1.0, EVERYONE), (own, SegmentProfile(40, 0.5, EVERYONE)))
    assert (name(described, features=["Geography"]).names[0].name == "Germany") is marks
    overall = shares(Geography={"Germany": share - 0.2, "France": 1.2 - share})
    described = Profiles(SegmentProfile(100, 1.0, overall), (own, SegmentProfile(40, 0.5, overall)))
    assert name(described, features=["Geography"]).names[0].name == "Average customers, group A"


@pytest.mark.words
def test_numbers_and_categories_make_names_together_and_the_order_of_segments_does_not_matter():
    both = dict(EVERYONE) | {"Age": number(40.0, 10.0)}
    one = shares(Geography={"Germany": 1.0}, HasCrCard={"true": 1.0}) | {"Age": number(52.0, 10.0)}
    other = shares(Geography={"France": 1.0}, HasCrCard={"true": 1.0}) | {"Age": number(52.0, 10.0)}
    pair = (SegmentProfile(50, 0.5, one), SegmentProfile(50, 0.5, other))
    for segments in (pair, pair[::-1]):
        names = name(Profiles(SegmentProfile(100, 1.0, both), segments), features=list(both)).names
        expected = ["Germany, older, has credit card", "Older, France, has credit card"]
        assert [each.name for each in names] == (expected if segments is pair else expected[::-1])
