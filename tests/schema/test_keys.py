import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.cleaning import clean
from coterie.remarks import say
from coterie.schema import draft
from coterie.schema.facts import facts_of
from coterie.schema.keys import Key, buyer_of, choose_key, key_of, numbers_something
from coterie.schema.kinds import kind_of
from coterie.sources import read


def keys(**columns: object) -> list[Key]:
    pairs = [(fact, kind_of(fact)) for fact in facts_of(pl.DataFrame(columns))]
    return [key for fact, kind in pairs if (key := key_of(fact, kind)) is not None]


def chosen(**columns: object) -> str | None:
    key = choose_key(keys(**columns))
    return None if key is None else key.name


UP = list(range(1, 41))
MIXED = [n * 37 % 41 for n in UP]


def test_a_customers_key_is_chosen_before_a_row_number() -> None:
    assert chosen(RowNumber=UP, CustomerId=MIXED) == "CustomerId"
    assert chosen(CustomerID=UP, age=MIXED) == "CustomerID"


def test_a_row_number_is_chosen_only_when_there_is_nothing_better() -> None:
    assert chosen(row=UP, x=[n / 2 for n in UP]) == "row"
    assert chosen(row=UP, code=[f"A{n}" for n in MIXED]) == "code"


def test_numbers_that_happen_to_differ_are_no_key() -> None:
    assert chosen(income=MIXED, age=[n * 3 % 41 for n in UP]) is None


def test_a_customers_key_that_repeats_wins_over_the_key_of_an_order() -> None:
    key = choose_key(keys(order_id=MIXED, customer_id=[n // 4 for n in UP]))
    assert key is not None
    assert (key.name, key.unique) == ("customer_id", False)


def test_personal_text_is_no_key() -> None:
    assert chosen(email=[f"u{n}@x.org" for n in UP], x=[n / 2 for n in UP]) is None


def test_the_first_of_equals_is_chosen() -> None:
    assert chosen(user_id=MIXED, account_id=UP) == "user_id"


def test_ids_that_differ_in_zeros_alone_stay_apart_and_are_told() -> None:
    ids = [*(f"{n:04}" for n in range(20, 60)), "007", "7"]
    frame = pl.DataFrame({"customer_id": ids, "age": range(42)})
    column = draft(read(frame)).schema["customer_id"]
    assert (column.role, column.doubt.code) == ("id", "key.alike")
    assert column.doubt.facts == {"one": "007", "other": "7"}
    assert draft(read(frame.head(40))).schema["customer_id"].doubt == ""
    table = read(frame)
    assert clean(table, draft(table).schema)[0]["customer_id"].to_list() == ids


def test_a_key_without_a_name_is_known_by_its_digits_or_by_its_codes() -> None:
    numbers = [10_000_019 + n * 37 % 50 for n in range(50)]
    [digits] = keys(thing=numbers, spent=[0.5 + n for n in range(50)])
    assert (digits.name, digits.reason) == ("thing", say("key.digits", digits=8))
    [codes] = keys(thing=[f"A-{n}x" for n in numbers], spent=[0.5 + n for n in range(50)])
    assert (codes.name, codes.reason) == ("thing", say("key.codes"))
    assert keys(thing=[1_000_019 + n * 37 % 50 for n in range(50)]) == []  # seven digits
    assert keys(thing=[10_000_019 + n * 37 % 49 for n in range(49)]) == []  # a row less


def something(values: list[object]) -> bool:
    [fact] = facts_of(pl.DataFrame({"x": values}))
    return numbers_something(fact, kind_of(fact))


@pytest.mark.parametrize(
    ("values", "numbered"),
    [
        ([10_001, 20_003, 300_007], True),  # lengths 5 and 6
        ([1_001, 2_003, 30_007], False),  # lengths 4 and 5
        ([10_001, 20_003, 3_000_007], False),  # lengths 5 and 7
        ([101, 203, 307], True),
        ([11, 23, 37], False),
        ([1_001, 2_003, 3_007, 4_010], True),  # one of four is round
        ([1_001, 2_003, 3_010, 4_020], False),  # half of them are
    ],
)
def test_numbers_of_one_length_that_are_not_round_number_something(values, numbered):
    assert something(values) == numbered


@pytest.mark.parametrize(("rows", "known"), [(20, True), (19, False)])
def test_twenty_numbers_in_order_count_rows(rows, known):
    assert [key.reason.code for key in keys(x=list(range(1, rows + 1)))] == ["key.counts_rows"] * known


def buyer(name: str, values: list[object]) -> float | None:
    fact, _ = facts_of(pl.DataFrame({name: values, "row": range(len(values))}))
    found = buyer_of(fact, kind_of(fact))
    return None if found is None else found.rank


def test_an_address_says_better_who_bought_than_a_name_a_card_or_a_phone():
    people = [f"Person {n % 12}" for n in range(30)]
    ranks = [buyer(name, people) for name in ("email", "customer name", "card", "phone")]
    assert None not in ranks
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 4
    assert buyer("colour", people) is None


SCRIPTS = ["ä", "Ж", "λ", "ع", "א", "客", "か", "고객", "ग्रा", "ลูก", "ა", "ñ", "K", "ק", "ğ"]
"""Letters as ids have them: Latin, Cyrillic, Greek, Arabic, Hebrew, Chinese, Japanese, Korean, and others."""


@given(
    st.sampled_from(SCRIPTS),
    st.sampled_from(
        ["{letters}-{n}", "{n:05}-{letters}", "{letters}{n:04}", "{n:03}/{letters}/1", "{letters}_{n:03}.{n}"]
    ),
    st.sampled_from(["kunde", "عميل", "Клиент", "顧客", "πελάτης", "customer", "고객"]),
    st.sampled_from([1, 3]),
)
def test_ids_hold_letters_of_any_script(letters, form, name, times):
    ids = [form.format(letters=letters, n=n) for n in range(1, 41)] * times
    frame = pl.DataFrame({name: ids, "age": [20 + n * 7 % 41 for n in range(40 * times)]})
    assert draft(read(frame)).schema[name].role == "id"


@pytest.mark.parametrize(
    ("value", "is_key"),
    [("港区一丁{}", True), ("東京港区丁{}", False), ("Straße{}", True), ("Gaß{}", True), ("a|{}", False)],
)
def test_what_is_written_without_blanks_is_a_code_up_to_four_letters_of_other_scripts(value, is_key):
    found = keys(Text=[value.format(n) for n in MIXED])
    assert [key.rank for key in found] == ([1.5] if is_key else [])


def test_a_person_says_who_by_codes_not_by_sentences():
    facts = facts_of(pl.DataFrame({"a": ["ع-1", "ع-22", "ع-3"], "b": ["ع 1", "ع 22", "ع 3"], "c": ["ä!", "1ä!", "2!"]}))
    assert [numbers_something(fact, kind_of(fact)) for fact in facts] == [True, False, False]
