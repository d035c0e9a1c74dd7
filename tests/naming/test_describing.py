import pytest

from coterie.naming.claims import Also, Archetype, Claim
from coterie.naming.describing import advice, description, is_extreme
from coterie.naming.measures import Measure
from coterie.naming.roles import Cast
from coterie.remarks import say


def of(mean, median=None, **more):
    return {"age": Measure("age", mean, 50.0, (mean - 50) / 10, median=median, **more)}


OLD = Claim("age", "high", 0.3, None, essential=True)
OLDEST = Also("No other segment is as old.", Claim("age", "", None, None, essential=False), "highest")
OLDER = Also("They are older than others.", OLD)
ARCHETYPE = Archetype("old", "Old", "They are old.", "Write large.", (OLD,), also=(OLDEST, OLDER))
CAST = Cast({"age": "age"}, {"age": "age"})


@pytest.mark.parametrize(
    ("own", "other", "extreme"),
    [
        (of(75.0), of(60.0), True),
        (of(75.0), of(75.0), False),
        (of(75.0), of(90.0), False),
        (of(75.0, 70.0), of(60.0, 71.0), False),
        (of(75.0), of(60.0, known=0.49), False),
        (of(75.0), of(60.0, known=0.5), True),
        (of(75.0, counts=False), of(60.0), False),
        (of(75.0), {}, False),
    ],
)
def test_a_superlative_needs_the_largest_mean_and_median_of_all(own, other, extreme):
    assert is_extreme("highest", 0, [own, other], column="age") is extreme


def test_beside_a_segment_that_cannot_be_described_nobody_is_the_first():
    assert is_extreme("highest", 0, [of(75.0), of(60.0), of(50.0)], column="age")
    assert not is_extreme("highest", 0, [of(75.0), of(60.0), {}], column="age")


def test_one_segment_is_the_first_of_nothing():
    assert not is_extreme("highest", 0, [of(75.0)], column="age")
    assert is_extreme("lowest", 0, [of(20.0), of(75.0)], column="age")


def test_sentences_that_are_not_true_are_not_said():
    assert description(ARCHETYPE, 0, [of(75.0), of(60.0)], cast=CAST) == (
        "They are old. No other segment is as old. They are older than others."
    )
    assert description(ARCHETYPE, 0, [of(75.0), of(90.0)], cast=CAST) == "They are old. They are older than others."
    assert description(ARCHETYPE, 0, [of(51.0), of(90.0)], cast=CAST) == "They are old."


def test_superlatives_of_scores_hold_for_what_they_score_too():
    scores = Cast({"age": "score"}, {"age": "age"}, against={"age"})
    segments = [
        {"score": Measure("score", 1.0, 3.0, -1.5), **of(75.0)},
        {"score": Measure("score", 4.0, 3.0, 0.8), **of(60.0)},
    ]
    assert "No other segment is as old." in description(ARCHETYPE, 0, segments, cast=scores)
    swapped = [{**segments[0], **of(60.0)}, {**segments[1], **of(75.0)}]
    assert "No other segment is as old." not in description(ARCHETYPE, 0, swapped, cast=scores)


def test_advice_is_an_untested_idea_with_its_numbers():
    fact = say("evidence.fact", column="age", mean="75", average="50")
    assert advice(ARCHETYPE, of(75.0), CAST) == say("evidence.idea", idea="Write large.", facts=[fact])


def test_advice_from_columns_that_are_not_there_is_not_given():
    assert advice(ARCHETYPE, {}, CAST) == ""
    silent = Archetype("old", "Old", "", "", (OLD,))
    assert advice(silent, of(75.0), CAST) == description(silent, 0, [of(75.0)], cast=CAST) == ""
