import pytest

from coterie.naming import name
from coterie.naming.bearing import refuted
from coterie.profiling import NumericProfile, Profiles, SegmentProfile

AVERAGE = {"age": 45.0, "income": 100_000.0, "spending_score": 50.0}
SPREAD = {"age": 15.0, "income": 70_000.0, "spending_score": 25.0}


def number(mean, std=1.0):
    return NumericProfile(mean, mean, std, mean - std, mean + std)


def profiles(*segments):
    overall = {column: number(AVERAGE[column], SPREAD[column]) for column in AVERAGE}
    described = [dict(zip(AVERAGE, map(number, each), strict=True)) for each in segments]
    return Profiles(SegmentProfile(200, 1.0, overall), tuple(SegmentProfile(100, 0.5, each) for each in described))


@pytest.mark.parametrize(("age", "false"), [(60.0, False), (59.9, True)])
@pytest.mark.parametrize("catalogue", ["auto", "bank"])
def test_absolute_words_must_be_true_of_those_who_bear_them(age, false, catalogue):
    recommended = name(profiles((68, 60_000, 40), (40, 100_000, 90)), features=list(AVERAGE))
    assert recommended.names[0].name == "Silver Sages"
    found = refuted(recommended, profiles((40, 100_000, 90), (age, 50_000, 40)), catalogue=catalogue)
    assert ((0, 1) in found) is false
    assert (0, 0) in found
    assert not any(i == 1 for i, _ in found)  # traits compare, so nothing of them is absolute
