import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.wording import (
    alike,
    bare,
    can_lack,
    counted,
    difference,
    is_age,
    label,
    lacking,
    named_apart,
    negated,
    quoted,
    squeezed,
    trait,
)
from coterie.remarks import say, words_from


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Annual Income (k$)", "annual income"),
        ("Spending Score (1-100)", "spending score"),
        ("PURCHASES_INSTALLMENTS_FREQUENCY", "purchases installments frequency"),
        ("TENURE", "tenure"),
        ("MntWines", "mnt wines"),
        ("numeracy", "numeracy"),
        ("Number", "number"),
        ("HTTPErrors", "HTTP errors"),
        ("avg CLV [EUR]", "avg CLV"),
        ("  balance ", "balance"),
        ("(k$)", "(k$)"),
        ("年収", "年収"),
        ("no_shows", '"no_shows"'),
        ("no_claims_years", '"no_claims_years"'),
        ("No-fault claims", '"No-fault claims"'),
        ("is_not_active", '"is_not_active"'),
        ("Not price sensitive (1-5)", '"Not price sensitive (1-5)"'),
        ("days_no_login", "days no login"),
        ("Satisfaction (price)", "satisfaction (price)"),
        ("Sales (2022)", "sales (2022)"),
        ("Item (3)", "item (3)"),
        ("Spend (EUR)", "spend"),
        ("Tenure (months)", "tenure"),
        ("Satisfaction (1 = best, 5 = worst)", "satisfaction (1 = best)"),
    ],
)
def test_columns_are_said_without_units(column, said):
    assert label(column) == said


@pytest.mark.parametrize(
    ("column", "things"),
    [
        ("NumOfProducts", "products"),
        ("NO OF CARDS", "cards"),
        ("cnt_calls", "calls"),
        ("No. of orders", "orders"),
        ("No. complaints", "complaints"),
        ("nr_orders", "orders"),
        ("num_no_shows", "no shows"),
    ],
)
def test_columns_that_count_are_said_so(column, things):
    assert label(column) == say("name.number_of", things=things)


@given(st.text(min_size=1))
def test_every_column_has_something_to_be_called(column):
    assert label(column)
    assert squeezed(column) == squeezed(column.strip())


@pytest.mark.words
def test_differences_round_to_words():
    assert difference(-2.449) == "2.4 sd below average"
    assert difference(0.05) == "0.1 sd above average"
    assert difference(-0.0499) == "at the average"


def test_only_people_have_an_age():
    assert is_age("AGE")
    assert not is_age("Age of account")


@pytest.mark.words
def test_traits_are_said_as_people_say_them():
    said = [
        trait(column, above=above) for column in ("Age (years)", "NumDealsPurchases", "CLV") for above in (True, False)
    ]
    assert said == ["older", "younger", "more deals purchases", "fewer deals purchases", "higher CLV", "lower CLV"]


def test_columns_with_half_their_words_in_common_are_alike():
    assert alike("cash_advance_trx", "CASH ADVANCE FREQUENCY")
    assert alike("spend", "spend")
    assert not alike("credit score", "spending score")


@pytest.mark.words
@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    "column", ["no_shows", "no_claims_years", "No-fault claims", "no_orders", "NO_ORDERS", "noCalls"]
)
def test_a_leading_no_never_becomes_a_number_of(column, above):
    said = trait(column, above=above)
    assert quoted(column) in said
    assert said.startswith("higher" if above else "lower")
    assert not can_lack(column)


@given(
    st.sampled_from(["", "is_", "has_"]), st.sampled_from(["no", "not", "non", "never"]), st.sampled_from(["x", "vip"])
)
def test_whatever_says_no_is_negated(first, no, thing):
    assert negated(f"{first}{no}_{thing}")
    assert not negated(f"{first}{no}{thing}")


def test_columns_that_differ_in_units_and_signs_alone_are_said_word_for_word():
    columns = ["Revenue (EUR)", "Revenue (USD)", "A%", "A#", "Sales_EU", "sales-eu", "Orders web", "Web orders", "age"]
    assert named_apart(columns) == {each: quoted(each) for each in columns[:-1]}


@given(st.lists(st.sampled_from(["Cost (k$)", "Cost (years)", "Cost (price)", "cost", "Cost %"]), unique=True))
def test_no_two_columns_are_called_the_same(columns):
    called = named_apart(columns)
    assert len({label(called.get(each, each)) for each in columns}) == len(columns)


def test_roles_are_not_played_by_what_brackets_say_otherwise():
    assert squeezed("Income (k$)") == "income"
    assert squeezed("Income (spouse)") != "income"
    assert bare("Income (spouse)") == "income"


def test_what_a_name_counts_hangs_on_no_words(tmp_path):
    (tmp_path / "words.toml").write_text('[says.name]\nnumber_of = "Anzahl: {things}"\n')
    with words_from(tmp_path / "words.toml"):
        assert [label("NumOfCards"), label("No. of orders")] == ["Anzahl: cards", "Anzahl: orders"]
        assert [counted("NumOfCards"), counted("nb_visits (online)")] == ["cards", "visits (online)"]
        assert [negated("No. of orders"), negated("no_orders")] == [False, True]
        assert trait("NumOfCards", above=True) == say("name.more", column="cards")
        assert lacking("NumOfCards", entirely=True) == say("name.none", column="cards")
        assert alike("num_orders", "number of orders")
        assert not alike("num_orders", "num_visits (shop)")
        assert [*named_apart(["num_orders", "number of orders", "orders"])] == ["num_orders", "number of orders"]
