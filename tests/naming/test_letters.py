"""Small and capital letters: English words are small, everything else is as the table has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.naming.letters import is_english, small, within_a_sentence, words_of
from coterie.naming.wording import counted, label, lacking, trait, words_for
from coterie.remarks import Label, capital, say


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Annual Income", "annual income"),
        ("EstimatedSalary", "estimated salary"),
        ("PURCHASES_TRX", "purchases trx"),
        ("AGE", "age"),
        ("Streaming TV", "streaming TV"),
        ("CRM Score", "CRM score"),
        ("VIP", "VIP"),
        ("ABCD", "ABCD"),
        ("Q1 Sales", "Q1 sales"),
        ("Plan B", "plan B"),
        ("Jahresumsatz", "Jahresumsatz"),
        ("JAHRESUMSATZ", "JAHRESUMSATZ"),
        ("Umsatz_im_Jahr", "Umsatz im Jahr"),
        ("Umsatz.gesamt", "Umsatz gesamt"),
        ("Anzahl Käufe (Filiale)", "Anzahl Käufe Filiale"),
        ("VIP-Kunden", "VIP-Kunden"),
        ("Bonus Punkte", "Bonus Punkte"),
        ("Chiffre d'affaires", "Chiffre d'affaires"),
        ("iPhone sales", "iPhone sales"),
        ("eBay_orders", "eBay orders"),
        ("LinkedIn visits", "LinkedIn visits"),
        ("McDonalds", "McDonalds"),
        ("umsatz", "umsatz"),
        ("Выручка за год", "Выручка за год"),
        ("年収", "年収"),
        ("Umsatz €", "Umsatz"),
    ],
)
def test_a_name_is_small_only_where_all_of_it_is_english(column, said):
    assert within_a_sentence(column) == said


@pytest.mark.parametrize("word", ["Salaries", "visited", "Saving", "buying", "monthly", "boxes", "CHARGES"])
def test_english_words_are_known_with_their_endings(word):
    assert is_english(word)


@pytest.mark.parametrize(
    "word", ["Alter", "Land", "Art", "Kind", "Umsatz", "Rabatt", "Wert", "Betrag", "Dauer", "Kunden"]
)
def test_words_of_other_languages_are_not_taken_for_english(word):
    assert not is_english(word)
    assert label(word) == word


def test_four_capitals_are_an_abbreviation_and_five_are_not():
    assert small(["ABCD", "ABCDE", "AGE"]) == ["ABCD", "abcde", "age"]
    assert within_a_sentence("ABCDE income") == "ABCDE income"


def test_one_small_letter_before_a_capital_is_no_word():
    assert words_of("iPhone_eMail_totalSpend") == ["iPhone", "eMail", "total", "Spend"]


@given(st.text(min_size=1))
def test_no_letter_is_lost(column):
    kept, given = ("".join(filter(str.isalnum, each)).casefold() for each in (within_a_sentence(column), column))
    assert kept == given or column != column.strip()


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"], include_characters=" -(€)"), min_size=1))
def test_what_a_person_calls_a_column_stays_as_it_is_typed(text):
    typed = text.strip()
    if typed:
        said = label(words_for(["rev"], {"rev": typed})["rev"])
        assert said in {typed, f'"{typed}"'}


@pytest.mark.words
def test_labels_stand_in_traits_as_they_are_typed():
    umsatz, has = Label("Umsatz im Jahr", "rev"), Label("Number of Orders", "n")
    assert trait(umsatz, above=False) == "lower Umsatz im Jahr"
    assert trait(has, above=True) == "higher Number of Orders"
    assert trait(Label("Orders", "n"), above=True, counts=True) == "more Orders"
    assert trait(Label("Age", "a"), above=True) == "older"
    assert trait(Label("No shows", "n"), above=True) == 'higher "No shows"'
    assert lacking(umsatz, entirely=True) == "no Umsatz im Jahr"
    assert trait("Num of Karten", above=True) == "more Karten"


def test_the_same_text_is_a_name_or_a_label():
    assert [label("Annual Income"), label(Label("Annual Income", "inc")), label("Annual Income")] == [
        "annual income",
        "Annual Income",
        "annual income",
    ]
    assert counted(Label("Orders", "n")) is None


def test_days_since_a_date_keep_the_letters_of_the_date():
    since = say("schema.days_since", column=Label("Kunde seit (Vertrag)", "since"))
    assert "Kunde seit (Vertrag)" in label(words_for([], {"since": since})["since"])


def test_what_stands_in_brackets_goes_by_the_same_rule():
    assert label("Satisfaction (Price)") == "satisfaction (price)"
    assert label("Umsatz (Filiale Nord)") == "Umsatz (Filiale Nord)"


@pytest.mark.words
def test_a_name_that_begins_small_stays_so_at_the_beginning():
    assert capital("iPhone sales about 3") == "iPhone sales about 3"
    assert capital("higher iPhone sales") == "Higher iPhone sales"
