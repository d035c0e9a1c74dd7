import pytest

from coterie.errors import InputError
from coterie.naming.catalogue import load_catalogue
from coterie.naming.entries import LEVELS

GOOD = """
title = "Gym members"
[roles.visits]
label = "visits"
synonyms = ["visits", "visits a month"]
[roles.fee]
synonyms = ["fee"]
[archetypes.regulars]
name = "Regulars"
advice = "Ask them to bring a friend."
claims.visits = { level = "high", essential = true }
claims.fee = { from = -0.5, to = 1 }
"""


def written(tmp_path, text):
    path = tmp_path / "gym.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_bank_catalogue_holds_the_six_archetypes():
    bank = load_catalogue("bank")
    assert [archetype.name for archetype in bank.archetypes] == [
        "Prudent Elite",
        "Established Earners",
        "Silver Sages",
        "Financial Titans",
        "Trendsetters",
        "Millennial Moguls",
    ]
    assert [role.key for role in bank.roles] == ["age", "income", "spending", "credit"]
    for archetype in bank.archetypes:
        assert archetype.advice.endswith(".")
        assert archetype.description.endswith(".")
        assert {claim.role for claim in archetype.claims} == {"age", "income", "spending", "credit"}


def test_no_two_bank_archetypes_claim_the_same():
    claims = [archetype.claims for archetype in load_catalogue("bank").archetypes]
    assert len(set(claims)) == 6


def test_the_catalogue_none_is_empty():
    none = load_catalogue("none")
    assert (none.name, none.roles, none.archetypes) == ("none", (), ())


def test_a_file_is_read_with_its_defaults(tmp_path):
    gym = load_catalogue(written(tmp_path, GOOD))
    assert (gym.name, gym.title) == ("gym.toml", "Gym members")
    assert [role.label for role in gym.roles] == ["visits", "fee"]
    visits, fee = gym.archetypes[0].claims
    assert (visits.word, visits.low, visits.high, visits.essential) == ("high", *LEVELS["high"], True)
    assert (fee.word, fee.low, fee.high, fee.essential) == ("-0.5 to +1.0 sd", -0.5, 1.0, False)
    assert gym.archetypes[0].description == ""


def test_a_path_may_come_as_text_and_the_file_may_begin_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "gym.toml"
    path.write_text(GOOD, encoding="utf-8-sig")
    assert load_catalogue(str(path)) == load_catalogue(path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title", "titel", "'titel' is not a key that coterie knows. Did you mean 'title'?"),
        (
            'synonyms = ["fee"]',
            'synonym = ["fee"]',
            "'roles.fee.synonym' is not a key that coterie knows. Did you mean 'synonyms'?",
        ),
        ("claims.fee", "claims.fees", "'archetypes.regulars.claims.fees' is not a key .* Did you mean 'fee'?"),
        ("claims.fee = {", "claims.fee = { form = 1,", "'archetypes.regulars.claims.fee.form' is not a key"),
        (
            'level = "high"',
            'level = "hihg"',
            "claims.visits has level = 'hihg'; it must be one of very low, .* Did you mean 'high'?",
        ),
        ('level = "high"', 'level = "high", from = 1', "claims.visits has a level and bounds; give one or the other"),
        ("{ from = -0.5, to = 1 }", "{ essential = true }", "claims.fee has neither a level nor bounds"),
        ("to = 1", "to = -1", "claims.fee goes from -0.5 to -1; the first must be the smaller"),
        ("to = 1", "to = true", "claims.fee has to = True; it must be a number"),
        ("to = 1", "to = inf", "claims.fee has to = inf; it must be a number"),
        ("essential = true", 'essential = "yes"', "claims.visits has essential = 'yes'; it must be true or false"),
        ("essential = true", "essential = false", "archetypes.regulars has no essential claim"),
        ('name = "Regulars"', "name = 7", "archetypes.regulars has name = 7; it must be a text"),
        ('name = "Regulars"', 'name = " "', "archetypes.regulars has name = ' '; it must be a text"),
        ('name = "Regulars"', "", "archetypes.regulars needs a text 'name'"),
        ('synonyms = ["fee"]', "synonyms = []", "roles.fee needs 'synonyms', a list of texts"),
        ("[archetypes.regulars]", "[archetypes.regulars]]", "is not TOML"),
        ('title = "Gym members"', 'title = "\\uD800"', "is not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(InputError, match=r"^Catalogue 'gym\.toml': .*" + message):
        load_catalogue(written(tmp_path, GOOD.replace(old, new)))


def test_a_file_without_archetypes_or_roles_is_refused(tmp_path):
    with pytest.raises(InputError, match="the file needs a table 'roles' with something in it"):
        load_catalogue(written(tmp_path, 'title = "x"'))
    with pytest.raises(InputError, match="the file needs a table 'archetypes'"):
        load_catalogue(written(tmp_path, GOOD.partition("[archetypes")[0]))


def test_two_archetypes_must_not_share_a_name(tmp_path):
    twice = GOOD + '[archetypes.others]\nname = "Regulars"\nclaims.fee = { level = "low", essential = true }\n'
    with pytest.raises(InputError, match="the file gives the name 'Regulars' to two of its archetypes"):
        load_catalogue(written(tmp_path, twice))


def test_a_wrong_word_and_a_missing_file_are_told_apart(tmp_path):
    with pytest.raises(
        InputError,
        match="`catalogue` is 'bnak', but must be auto, bank, retail, none or the path .* Did you mean 'bank'?",
    ):
        load_catalogue("bnak")
    written(tmp_path, GOOD)
    with pytest.raises(InputError, match="No such file: '.*gyn.toml'. Did you mean 'gym.toml'?"):
        load_catalogue(tmp_path / "gyn.toml")
    with pytest.raises(InputError, match="is a folder, not a TOML file"):
        load_catalogue(tmp_path)


def amounts_of(archetype, role):
    """Return the numbers at which an archetype's claim on a role begins and ends, one step inside and outside."""
    bounds = next(claim.bounds for claim in archetype.claims if claim.role == role)
    return bounds.at_least, bounds.below


@pytest.mark.parametrize(
    ("key", "role", "low", "high"),
    [
        ("silver_sages", "age", 60, None),
        ("trendsetters", "age", None, 35),
        ("millennial_moguls", "age", 25, 40),
        ("established_earners", "age", 30, 60),
        ("prudent_elite", "income", 50_000, None),
        ("financial_titans", "income", 60_000, None),
        ("millennial_moguls", "income", 50_000, None),
    ],
)
def test_words_of_the_bank_mean_numbers_where_they_can(key, role, low, high):
    archetype = next(each for each in load_catalogue("bank").archetypes if each.key == key)
    assert amounts_of(archetype, role) == (low, high)


@pytest.mark.parametrize("catalogue", ["bank", "retail"])
def test_advice_speaks_of_nothing_that_the_roles_are_not(catalogue):
    entries = load_catalogue(catalogue)
    for archetype in entries.archetypes:
        assert archetype.advice_from
        words = set(archetype.advice.casefold().replace(",", "").replace(".", "").split())
        assert not words & {
            "app",
            "card",
            "cards",
            "mortgage",
            "loan",
            "account",
            "concierge",
            "instalments",
            "programme",
        }


def test_no_description_calls_anything_high_or_low():
    for catalogue in ("bank", "retail"):
        for archetype in load_catalogue(catalogue).archetypes:
            words = set(archetype.description.casefold().replace(",", "").replace(".", "").split())
            assert not words & {"high", "low", "modest", "rich", "poor", "top", "best", "oldest", "youngest", "largest"}


def guards_of(archetype):
    return [
        [(condition.of, condition.bounds.at_least, condition.bounds.at_most) for condition in guard.conditions]
        for guard in archetype.guards
    ]


BOUGHT_AGAIN = [("frequency", 2, None)]
LATELY = [("recency", None, 180), ("rhythm", None, 1)]


@pytest.mark.parametrize(
    ("key", "guards", "first_known"),
    [
        ("champions", [BOUGHT_AGAIN, LATELY], [False, False]),
        ("loyal", [BOUGHT_AGAIN, [("recency", None, 365), ("rhythm", None, 1)]], [False, False]),
        ("potential_loyalist", [BOUGHT_AGAIN, LATELY], [False, False]),
        (
            "new_customers",
            [[("frequency", None, 2), ("tenure", None, 90)], [("recency", None, 90)]],
            [False, False],
        ),
        ("promising", [LATELY], [False]),
        ("need_attention", [[("recency", None, 365), ("rhythm", None, 2)]], [False]),
        ("about_to_sleep", [[("rhythm", 1, None), ("recency", 30, None)]], [True]),
        ("at_risk", [BOUGHT_AGAIN, [("rhythm", 1.5, None), ("recency", 60, None)]], [False, True]),
        ("cannot_lose_them", [[("rhythm", 1.5, None), ("recency", 90, None)]], [True]),
        ("hibernating", [[("rhythm", 1.5, None), ("recency", 60, None)]], [True]),
        ("lost", [[("rhythm", 2, None), ("recency", 90, None)]], [True]),
    ],
)
def test_words_of_the_shop_mean_days_and_purchases(key, guards, first_known):
    archetype = next(each for each in load_catalogue("retail").archetypes if each.key == key)
    assert guards_of(archetype) == guards
    assert [guard.first_known for guard in archetype.guards] == first_known


def test_a_built_in_catalogue_is_read_once_and_a_file_each_time(tmp_path):
    assert load_catalogue("auto") is load_catalogue("bank")
    path = written(tmp_path, GOOD)
    first = load_catalogue(path)
    written(tmp_path, GOOD.replace("Gym members", "Club members"))
    assert (first.title, load_catalogue(path).title) == ("Gym members", "Club members")
