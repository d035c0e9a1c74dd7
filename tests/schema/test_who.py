"""Who the customer is, by names in many languages and by the look of numbers."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import NeedsAnswer
from coterie.options import Options
from coterie.readiness import examine
from coterie.schema.choices import Choices
from coterie.schema.facts import facts_of
from coterie.schema.kinds import kind_of
from coterie.schema.who import who_is
from coterie.sources import read

N = 180
NUMBERS = [
    "kundnr", "Kundennummer", "Kunden-Nr.", "KUNNR", "Debitor", "Klantnummer", "kundenr", "asiakasnumero",
    "n° client", "numéro client", "código de cliente", "Id_Cliente", "codice cliente", "cod_client",
    "numer klienta", "číslo zákazníka", "zakaznik", "šifra kupca", "vevőkód", "ügyfélszám", "klienta numurs",
    "kliento kodas", "kliendi number", "müşteri no", "κωδικός πελάτη", "номер клиента", "код покупця",
    "клиентски номер", "מספר לקוח", "رقم العميل", "شماره مشتری", "ग्राहक आईडी", "kode pelanggan",
    "mã khách hàng", "รหัสลูกค้า", "顧客番号", "客户编号", "고객번호", "viðskiptavinur", "Sold-to", "CardCode",
    "Buyer", "member_no", "Cust#", "customers.id", "Donneur d'ordre", "Solicitante", "Opdrachtgever",
    "受注先", "售达方",
]  # fmt: skip
"""A customer's number in more than thirty languages, and as systems call it."""


def bought(name="x", *, first=None, day="order_date", **more):
    numbers = {name: [10_007 + 37 * (i * i % 59) for i in range(N)]}
    own = {} if first is None else {first: [900_000 + 17 * i for i in range(N)]}
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(N)]
    return pl.DataFrame({**own, **numbers, day: days, "amount": [i * 7 % 31 + 5.5 for i in range(N)], **more})


def who(frame, **choices):
    return who_is(frame, [(fact, kind_of(fact)) for fact in facts_of(frame)], Choices(**choices))


@pytest.mark.parametrize("name", NUMBERS)
def test_a_customers_number_is_known_and_makes_customers(name):
    frame = bought(name)
    found = who(frame)
    assert found.question is None
    assert (found.key.name, found.key.unique) == (name, False)
    ready = examine(read(frame), Options())
    assert ready.made is not None
    assert ready.made.table.frame.height == frame[name].n_unique()


@pytest.mark.parametrize("day", ["created_at", "Created Date", "ordered_at", "Datum", "placed on"])
@pytest.mark.parametrize("first", ["id", "order_id", "Record ID"])
def test_a_number_that_repeats_beats_a_unique_one_whatever_the_day_is_called(first, day):
    made = examine(read(bought("customer_id", first=first, day=day)), Options()).made
    assert made.purchases.columns["customer"] == "customer_id"
    assert made.purchases.columns["date"] == day


def test_a_number_whose_name_says_nothing_is_asked_about_and_is_no_feature():
    frame = bought("xref")
    with pytest.raises(NeedsAnswer) as asked:
        raise who(frame).question
    assert asked.value.choices == ("id='xref'", "ignore='xref'")
    ready = examine(read(frame), Options())
    assert ready.problem.exit_code == 8
    assert ready.schema["xref"].role == "ignored"
    assert examine(read(frame), Options(id="xref")).made.table.frame.height == frame["xref"].n_unique()
    assert examine(read(frame), Options(ignore=("xref",))).problem is None


def test_orders_without_anybody_who_bought_are_asked_about():
    frame = bought("x", first="Order No").drop("x")
    question = who(frame).question
    assert (question.parameter, question.choices) == ("id", ("Order No",))
    assert who(frame, id="Order No").question is None


def test_two_ids_without_dates_are_asked_about():
    frame = pl.DataFrame(
        {
            "id": [i * 37 % 997 for i in range(N)],
            "customer_id": [i % 45 for i in range(N)],
            "age": [20 + i % 50 for i in range(N)],
        }
    )
    question = who(frame).question
    assert (question.parameter, question.choices) == ("id", ("customer_id", "id"))
    assert who(frame, id="id").question is None


CUSTOMERS = {
    "postcodes and years": {
        "postcode": [10_115 + i % 40 * 13 for i in range(N)],
        "born": [1950 + i % 50 for i in range(N)],
    },
    "incomes of one length": {"income": [20_000 + i * 371 % 7_000 for i in range(N)]},
    "branches": {"branch": [101 + i % 30 for i in range(N)]},
    "scores and limits": {"credit_score": [301 + i * 7 % 99 for i in range(N)]},
    "cities": {"city": [f"City {i % 60}" for i in range(N)]},
}


@pytest.mark.parametrize("what", CUSTOMERS)
@pytest.mark.parametrize("day", ["signup_date", "created_at", "last_order_date", "Geburtsdatum"])
def test_a_row_per_customer_is_never_taken_for_purchases(what, day):
    frame = bought(day=day, **CUSTOMERS[what]).drop("x")
    for table in (
        frame,
        frame.with_columns(id=pl.int_range(N) * 7 + 3),
        frame.with_columns(kundnr=pl.int_range(N) * 7 + 3),
    ):
        ready = examine(read(table), Options())
        assert (ready.made, ready.problem) == (None, None)


def test_an_address_or_a_phone_number_is_the_key_only_where_nothing_else_is():
    mails = [f"p{i % 45}@example.org" for i in range(N)]
    phones = [f"+49 151 {1_000_000 + i % 45}" for i in range(N)]
    both = bought("customer_id", email=mails, phone=phones)
    assert who(both).key.name == "customer_id"
    assert who(both.drop("customer_id")).key.name == "email"
    assert who(both.drop("customer_id", "email")).key.name == "phone"
    contacts = pl.DataFrame(
        {
            "Record ID": [51_000_000_037 + 37 * i for i in range(N)],
            "Phone Number": [f"+49 {i}" for i in range(N)],
            "score": [i % 97 / 2 for i in range(N)],
        }
    )
    assert who(contacts).key.name == "Record ID"


def test_ids_with_a_point_are_ids():
    frame = pl.DataFrame(
        {
            "Client Id": [f"{1_000_000_037 + i}.{1_600_000_000 + i * 7}" for i in range(N)],
            "sessions": [i % 17 for i in range(N)],
        }
    )
    assert who(frame).key.name == "Client Id"


DEALS = {
    "Record ID": [9_000_000_000 + 977 * (i * i % 1009) for i in range(N)],
    "Deal Name": [f"{['Acme', 'Globex'][i % 2]} {['new', 'more'][i % 3 % 2]}" for i in range(N)],
    "Deal Stage": [["Closed Won", "Closed Lost", "Appointment"][i % 3] for i in range(N)],
    "Close Date": [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(N)],
    "Amount": [i * 7 % 31 * 100 for i in range(N)],
}


@pytest.mark.parametrize("word", ["Deal", "Opportunity", "Auftrags", "Booking"])
def test_rows_that_are_deals_are_no_customers_without_a_word(word):
    frame = pl.DataFrame({name.replace("Deal", word): cells for name, cells in DEALS.items()})
    found = who(frame).question
    assert isinstance(found, NeedsAnswer)
    assert found.choices == ("Record ID",)
    assert who(frame, id="Record ID").question is None


def test_customers_who_have_numbers_of_deals_are_customers():
    frame = pl.DataFrame({**DEALS, "Deal Name": range(N), "Deal Stage": range(N)})
    frame = frame.rename({"Deal Name": "deal count", "Deal Stage": "deal value"})
    assert who(frame).question is None


def test_a_contact_and_its_account_are_asked_about():
    contacts = {"contact_id": [5_000 + i * 7 % 997 for i in range(N)], "age": [20 + i % 50 for i in range(N)]}
    frame = pl.DataFrame({**contacts, "account_id": [1_000 + i % 45 for i in range(N)]})
    question = who(frame).question
    assert (question.parameter, question.choices) == ("id", ("account_id", "contact_id"))
    assert who(frame, id="contact_id").question is None
    assert who(frame.with_columns(account_id=pl.int_range(N) * 3 + 1)).question is None
    assert who(frame.drop("contact_id")).question is None


def test_visits_without_any_number_are_purchases_without_amounts():
    visits = bought(day="visit_date").drop("amount").with_columns(store=pl.lit("S1"))
    ready = examine(read(visits.rename({"x": "card_no"})), Options())
    assert ready.problem is None
    assert ready.made.table.frame["frequency"].sum() == visits.unique(["x", "visit_date"]).height


def test_a_customer_numbered_from_one_is_the_id_before_an_account():
    frame = pl.DataFrame({"client": range(1, N + 1), "iban": [f"DE{i * 7_919 + 10**9}" for i in range(N)]})
    assert who(frame.with_columns(spend=pl.int_range(N) * 37 % 101)).key.name == "client"


@pytest.mark.parametrize("named", ["Region", "customer_segment", "Branch", None])
def test_sales_that_nobody_is_named_in_are_asked_about(named):
    rows = {named: [f"R{i % 4}" for i in range(N)]} if named else {}
    frame = bought("x", **rows).drop("x")
    question = who(frame).question
    assert (question.parameter, question.choices) == ("describe", ("order_date",))
    assert who(frame, describe=("order_date",)).question is None


@pytest.mark.parametrize("day", ["date", "signup_date", "last_order_date", "created_at", "renewal date"])
def test_a_day_that_need_not_be_a_purchases_asks_nothing(day):
    assert who(bought("x", day=day).drop("x")).question is None
