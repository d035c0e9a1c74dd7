"""Columns of yes and no, and of days that are there or not, which say whether a row was paid, cancelled, given back."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import NeedsAnswer
from coterie.transactions import summarise_transactions
from coterie.transactions.flags import answers_of

N = 120


def bought(cells, **more):
    who = [f"c{i % 11}" for i in range(N)]
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(N)]
    frame = pl.DataFrame({"who": who, "on": days, "paid_sum": [1.0 + i for i in range(N)]})
    cycled = {name: [cycle[i % len(cycle)] for i in range(N)] for name, cycle in cells.items()}
    return frame.with_columns(**{name: pl.Series(values, strict=False) for name, values in cycled.items()}, **more)


def made(frame, **options):
    return summarise_transactions(frame, customer="who", date="on", amount="paid_sum", **options)


def money(frame, kept):
    return frame.filter(kept)["paid_sum"].sum()


PAID = {
    "paid": ["yes", "yes", "no"],
    "is_paid": [True, True, False],
    "Paid?": ["1", "1", "0"],
    "bezahlt": ["ja", "ja", "nein"],
    "payé": ["oui", "oui", "non"],
    "Pagado": ["sí", "sí", "no"],
    "Opłacone": ["tak", "tak", "nie"],
    "оплачен": ["да", "да", "нет"],
    "已付款": ["是", "是", "否"],
    "settled": [1, 1, 0],
    "captured": ["x", "x", None],
}


@pytest.mark.parametrize("name", PAID)
def test_rows_that_are_not_paid_are_asked_about_in_any_language_and_type(name):
    frame = bought({name: PAID[name]})
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    (one, every) = [value for flag, value, _ in asked.value.answers if flag == "--count"]
    third = pl.int_range(pl.len()) % 3 == 2
    assert made(frame, count=one).customers["monetary"].sum() == money(frame, ~third)
    assert made(frame, count=every).customers["monetary"].sum() == money(frame, pl.lit(value=True))


@pytest.mark.parametrize("name", ["shipped", "gift", "VIP", "new", "active", "geliefert"])
def test_questions_of_other_things_ask_nothing(name):
    assert made(bought({name: ["yes", "yes", "no"]})).report.left_out == ()


def test_rows_without_money_that_are_not_paid_decide_nothing():
    frame = bought({"paid": ["yes", "no"]})
    nothing = frame.with_columns(pl.when(pl.col("paid") == "yes").then("paid_sum").alias("paid_sum"))
    assert made(nothing).report.purchase_rows == N // 2


@pytest.mark.parametrize("name", ["cancelled_at", "Cancelled at", "Stornodatum", "voided on", "annulation date"])
@pytest.mark.parametrize("typed", [False, True], ids=["text", "datetime"])
def test_a_day_on_which_a_row_was_cancelled_leaves_it_out(name, typed):
    frame = bought({name: ["2024-05-01 10:00:00", None, None]})
    if typed:
        frame = frame.with_columns(pl.col(name).str.to_datetime())
    done = made(frame)
    assert {each.code: each.rows for each in done.report.left_out} == {"purchase_not_counted": N // 3}
    said = {each.code: each.facts["words"][0][0] for each in done.report.remarks if each.column == name}
    assert said == {"rows_counted": "empty", "rows_not_counted": "filled"}
    assert made(frame, count={name: "*"}).report.purchase_rows == N


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("cancelled_at", ["2024-05-01", "2024-05-02", None]),
        ("expired_at", ["2024-05-01", None, None]),
        ("delivered_at", ["2024-05-01", None, None]),
    ],
)
def test_a_day_that_most_rows_have_or_that_undoes_nothing_decides_nothing(name, cells):
    assert made(bought({name: cells})).report.left_out == ()


def test_a_day_of_a_refund_is_asked_about():
    with pytest.raises(NeedsAnswer) as asked:
        made(bought({"refunded_at": ["2024-05-01", None, None]}))
    assert asked.value.choices[0] == "returns={'refunded_at': 'filled'}"


UNKNOWN = {
    "status": ["zork", "blim", "quux"],
    "state": ["zork", "blim"],
    "Belegart": ["RV", "DG"],
    "BLART": ["RV", "DZ"],
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_words_of_the_rows_that_nobody_knows_are_asked_about(name):
    with pytest.raises(NeedsAnswer) as asked:
        made(bought({name: UNKNOWN[name]}))
    assert asked.value.choices[-1] == f"{name}=*"


@pytest.mark.parametrize(
    ("name", "cells", "more"),
    [
        ("state", ["CA", "NY", "TX"], []),
        ("state", ["Texas", "Ohio"], ["city"]),
        ("estado", ["Jalisco", "Sonora"], ["ciudad"]),
        ("status", ["gold", "silver", "zork"], []),
        ("customer status", ["zork", "blim"], []),
        ("order_type", ["online", "store"], []),
        ("card type", ["RV", "DG"], []),
    ],
)
def test_places_people_and_kinds_of_sale_are_not(name, cells, more):
    made(bought({name: cells, **{key: ["Ulm", "Bonn"] for key in more}}))


def test_a_status_that_stays_the_same_for_a_customer_is_the_customers():
    frame = bought({}).with_columns(status=pl.when(pl.col("who") < "c5").then(pl.lit("zork")).otherwise(pl.lit("blim")))
    assert made(frame).report.purchase_rows == N


SIDES = {
    "D/A": ("D", "A"),
    "Segno": ("Dare", "Avere"),
    "S/H": ("S", "H"),
    "Soll/Haben-Kennzeichen": ("S", "H"),
    "Debe/Haber": ("D", "H"),
    "x": ("Дт", "Кт"),
    "payment_type": ("Debit", "Credit"),
}


@pytest.mark.parametrize("name", SIDES)
def test_the_two_sides_of_an_account_are_asked_about_with_every_row_among_the_answers(name):
    debit, credit = SIDES[name]
    frame = bought({name: [debit, debit, credit]})
    if name == "x":
        frame = frame.rename({"x": "тип"})
        name = "тип"
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    assert [(flag, value) for flag, value, _ in asked.value.answers] == [
        ("--count", f"{name}={debit}"),
        ("--count", f"{name}={credit}"),
        ("--returns", f"{name}={credit}"),
        ("--returns", f"{name}={debit}"),
        ("--count", f"{name}=*"),
    ]


def test_letters_of_sides_mean_nothing_in_a_column_that_is_not_called_so():
    assert made(bought({"size": ["S", "H"]})).report.purchase_rows == N


def test_a_flag_says_yes_and_no_alone():
    assert answers_of("paid", ["yes", "no"]) == {"yes": "counted", "no": "open"}
    assert answers_of("paid", ["yes"]) == {"yes": "counted"}
    assert answers_of("paid", ["yes", "maybe"]) == {}
    assert answers_of("paid", ["no"]) == {}


@pytest.mark.parametrize("column", ["paid_date", "paid_at", "Paid on", "bezahlt am", "pagado el"])
def test_rows_without_a_day_of_payment_are_asked_about(column):
    frame = bought({column: ["2024-05-01", "2024-06-02", None]})
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    assert asked.value.parameter == "count"
    paid = frame[column].is_not_null()
    assert made(frame, count={column: "filled"}).customers["monetary"].sum() == pytest.approx(money(frame, paid))
    assert made(frame, count={column: "*"}).customers["monetary"].sum() == pytest.approx(frame["paid_sum"].sum())


@pytest.mark.parametrize("cells", [["2024-05-01"], [None], ["2024-05-01", None]])
def test_days_of_payment_are_not_asked_about_where_all_are_there_or_a_status_tells(cells):
    more = {"status": ["completed", "cancelled"]} if len(cells) > 1 else {}
    frame = bought({"paid_at": cells, **more})
    kept = frame["paid_sum"] > 0 if not more else frame["status"] == "completed"
    assert made(frame).customers["monetary"].sum() == pytest.approx(money(frame, kept))
