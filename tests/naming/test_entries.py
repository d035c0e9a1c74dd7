import pytest

from coterie.errors import InputError
from coterie.naming.catalogue import load_catalogue
from coterie.naming.claims import Bounds, Condition, Guard, Values

GOOD = """
title = "Gym members"
beside = ["group"]
[roles.visits]
label = "visits"
synonyms = ["visits"]
reversed = ["visit rank"]
values = { from = 0, to = 400, reaches = 3, whole = true }
unsure = ["visit"]
unsure_values = { from = 1 }
unit_unknown = ["visits"]
least_effect = 2
[roles.fee]
synonyms = ["fee"]
yearly = true
lifetimes = ["fee"]
[archetypes.regulars]
name = "Regulars"
description = "They come more often than others."
advice = "Ask them to bring a friend."
advice_from = ["visits"]
claims.visits = { level = "high", essential = true, at_least = 4 }
claims.fee = { at_most = 30 }
guards = [
  { any = [{ of = "fee", below = 40 }, { of = "visits", at_least = 5 }] },
  { first_known = [{ of = "rhythm", at_most = 1 }] },
]
also = [
  { says = "Nobody comes as often.", of = "visits", extreme = "highest" },
  { says = "They pay less.", of = "fee", level = "low" },
]
"""


def loaded(tmp_path, text=GOOD):
    path = tmp_path / "gym.toml"
    path.write_text(text, encoding="utf-8")
    return load_catalogue(path)


def test_everything_that_may_stand_in_a_catalogue_is_read(tmp_path):
    gym = loaded(tmp_path)
    visits, fee = gym.roles
    assert gym.beside == ("group",)
    assert (visits.reversed, visits.unsure, visits.unit_unknown, visits.least_effect) == (
        ("visit rank",), ("visit",), ("visits",), 2.0,
    )  # fmt: skip
    assert (visits.values, visits.unsure_values) == (Values(0, 400, 3, whole=True), Values(1))
    assert (fee.yearly, fee.lifetimes, fee.values) == (True, ("fee",), None)
    (regulars,) = gym.archetypes
    first, second = regulars.claims
    assert (first.bounds, second.bounds) == (Bounds(at_least=4), Bounds(at_most=30))
    assert (second.word, second.low, second.high) == ("at most 30", None, None)
    assert regulars.guards == (
        Guard((Condition("fee", Bounds(below=40)), Condition("visits", Bounds(at_least=5)))),
        Guard((Condition("rhythm", Bounds(at_most=1)),), first_known=True),
    )
    assert [(each.says, each.claim.role, each.extreme) for each in regulars.also] == [
        ("Nobody comes as often.", "visits", "highest"),
        ("They pay less.", "fee", None),
    ]
    assert regulars.advice_from == ("visits",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("at_least = 4", "at_lest = 4", "'archetypes.regulars.claims.visits.at_lest' is not a key"),
        ("at_most = 30", "at_most = 30, below = 31", "claims.fee has at_most and below; give one or the other"),
        ("at_most = 30", "at_most = 30, at_least = 30", "claims.fee goes from 30 to 30; the first must be the smaller"),
        ("at_most = 30", 'at_most = "30"', "claims.fee has at_most = '30'; it must be a number"),
        ("{ at_most = 30 }", "{ essential = false }", "claims.fee has neither a level nor bounds"),
        ("from = 0, to = 400", "from = 400, to = 0", "roles.visits.values goes from 400 to 0"),
        ("from = 0, to = 400", "least = 0", "'roles.visits.values.least' is not a key"),
        ("least_effect = 2", "least_effect = -1", "roles.visits has least_effect = -1; it must be 0 or more"),
        ("{ any =", "{ all =", "'archetypes.regulars.guards.1.all' is not a key .* Did you mean 'any'?|is not a key"),
        ('[{ of = "rhythm", at_most = 1 }]', "[]", "guards.2 needs something in 'first_known'"),
        ("{ first_known =", "{ any = [], first_known =", "guards.2 needs either 'any' or 'first_known'"),
        ('of = "rhythm"', 'of = "rythm"', "of = 'rythm'; it must be one of visits, fee, rhythm. Did you mean 'rhythm'"),
        (
            '{ of = "fee", below = 40 }',
            '{ of = "fee" }',
            "guards.1.any.1 has no bound; give at_least, at_most or below",
        ),
        ('extreme = "highest"', 'extreme = "tallest"', "extreme = 'tallest'; it must be one of highest, lowest"),
        (', extreme = "highest"', "", "also.1 has no condition; give extreme, a level or bounds"),
        ('says = "They pay less.", ', "", "also.2 needs a text 'says'"),
        ('of = "fee", level', 'of = "fees", level', "also.2 has of = 'fees'; it must be one of visits, fee"),
        ('advice_from = ["visits"]', 'advice_from = ["vists"]', "has 'vists' in advice_from; it must be one of visits"),
        ("yearly = true", 'yearly = "yes"', "roles.fee has yearly = 'yes'; it must be true or false"),
        ('beside = ["group"]', "beside = []", "the file needs 'beside', a list of texts"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(InputError, match=message):
        loaded(tmp_path, GOOD.replace(old, new))


def test_a_list_of_tables_must_be_one(tmp_path):
    with pytest.raises(InputError, match="has guards = 7; it must be a list of tables"):
        loaded(tmp_path, GOOD.split("guards = [", maxsplit=1)[0] + "guards = 7\n")


def test_a_catalogue_of_before_still_loads(tmp_path):
    old = """
[roles.visits]
synonyms = ["visits"]
scores = ["visit score"]
scores_reversed = true
[archetypes.regulars]
name = "Regulars"
description = "Come often."
advice = "Ask them to bring a friend."
claims.visits = { from = 0.5, to = 2.0, word = "a few more", essential = true }
"""
    (regulars,) = loaded(tmp_path, old).archetypes
    assert (regulars.guards, regulars.also, regulars.advice_from, regulars.claims[0].bounds) == ((), (), (), None)
