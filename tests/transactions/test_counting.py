"""Which rows of purchases count, by columns of status and type in many languages."""

from __future__ import annotations

import polars as pl
import pytest

from coterie.errors import NeedsAnswer
from coterie.remarks import say
from coterie.transactions import counting, summarise_transactions

N = 120


def bought(cell, *, paid=10.0, **more):
    """Return purchases of eleven customers, with words that come round among all of them."""
    who = [f"c{i % 11}" for i in range(N)]
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in range(N)]
    amounts = [paid(i) if callable(paid) else paid for i in range(N)]
    cells = {name: [cycle[i % len(cycle)] for i in range(N)] for name, cycle in cell.items()}
    return pl.DataFrame({"who": who, "on": days, "paid": amounts, **cells, **more})


def made(frame, **options):
    return summarise_transactions(frame, customer="who", date="on", amount="paid", **options)


def spent(frame, **options):
    return round(made(frame, **options).customers["monetary"].sum(), 2)


STATUS = {
    "Order Status": ["Completed", "Cancelled", "Failed", "Completed"],
    "Bestellstatus": ["Abgeschlossen", "storniert", "Fehlgeschlagen", "Versendet"],
    "estado": ["Pagado", "Cancelado", "Rechazado", "Entregado"],
    "statut": ["payée", "annulée", "échouée", "expédiée"],
    "Stato": ["pagato", "annullato", "rifiutato", "spedito"],
    "stan": ["opłacone", "anulowane", "odrzucone", "wysłane"],
    "durum": ["tamamlandı", "iptal edildi", "başarısız", "teslim edildi"],
    "статус": ["выполнен", "отменен", "ошибка", "оплачен"],
    "状态": ["交易成功", "交易关闭", "支付失败", "已发货"],
    "ステータス": ["完了", "キャンセル", "失敗", "発送済"],
    "col_7": ["paid", "voided", "chargeback", "shipped"],
}


@pytest.mark.parametrize("name", STATUS)
def test_rows_that_were_never_bought_are_left_out_and_said(name):
    done = made(bought({name: STATUS[name]}))
    assert done.customers["monetary"].sum() == N / 2 * 10.0
    assert {each.code: each.rows for each in done.report.left_out} == {"purchase_not_counted": N / 2}
    said = {each.code: each for each in done.report.remarks}
    assert said["rows_not_counted"].column == name
    assert {word for word, _, _ in said["rows_not_counted"].facts["words"]} == {*STATUS[name][1:3]}


TYPES = {
    "type": ["sale", "refund", "sale", "sale"],
    "Vorgang": ["Verkauf", "Gutschrift", "Verkauf", "Verkauf"],
    "Belegart": ["Rechnung", "Gutschrift", "Rechnung", "Rechnung"],
    "tipo": ["venta", "devolución", "venta", "venta"],
    "тип": ["продажа", "возврат", "продажа", "продажа"],
    "Event Type": ["Payment", "Refund", "Payment", "Payment"],
    "is_refund": [False, True, False, False],
}


@pytest.mark.parametrize("sign", [1, -1], ids=["positive", "negative"])
@pytest.mark.parametrize("name", TYPES)
def test_refunds_take_money_off_whatever_their_sign(name, sign):
    frame = bought({name: TYPES[name]}, paid=lambda i: 10.0 * (sign if i % 4 == 1 else 1))
    done = made(frame)
    assert (done.report.purchase_rows, done.report.return_rows) == (N * 3 // 4, N // 4)
    assert done.customers["monetary"].sum() == 10.0 * (N * 3 // 4 - N // 4)


ASKED = {
    "Order Status": ["Completed", "Pending payment", "Processing", "Cancelled"],
    "Status": ["bezahlt", "offen", "in Bearbeitung", "storniert"],
    "payment_status": ["OK1", "OK2", "KO7", "OK1"],
    "статус": ["оплачен", "в обработке", "ожидает", "отменен"],
}


@pytest.mark.parametrize("name", ASKED)
def test_what_decides_and_is_not_certain_is_asked(name):
    frame = bought({name: ASKED[name]}, paid=lambda i: 1.0 + i)
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    assert asked.value.parameter == "count"
    for choice in asked.value.choices:
        column, _, words = choice.rpartition("=")
        assert column == name
        kept = frame if words == "*" else frame.filter(pl.col(name).is_in(words.split(",")))
        assert spent(frame, count={column: words.split(",")}) == kept["paid"].sum()


def test_a_flag_of_refunds_is_asked_where_it_may_mean_the_order_or_a_row_of_its_own():
    frame = bought({"refund": ["no", "yes", "no", "no"]})
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    assert [(flag, value) for flag, value, _ in asked.value.answers] == [
        ("--returns", "refund=yes"),
        ("--count", "refund=no"),
        ("--count", "refund=*"),
    ]
    assert spent(frame, returns={"refund": "yes"}) == 600.0
    assert spent(frame, count={"refund": "no"}) == spent(bought({"refunded": ["no", "yes", "no", "no"]})) == 900.0


def test_the_two_sides_of_an_account_are_asked():
    frame = bought({"S/H": ["S", "H"]}, paid=lambda i: 1.0 + i)
    with pytest.raises(NeedsAnswer) as asked:
        made(frame)
    assert {flag for flag, _, _ in asked.value.answers} == {"--count", "--returns"}
    assert spent(frame, count={"S/H": ["S"]}) == frame.filter(pl.col("S/H") == "S")["paid"].sum()
    signed = bought({"dr/cr": ["D", "C"]}, paid=lambda i: 1.0 + i if i % 2 == 0 else -0.5)
    assert made(signed).report.return_rows == N // 2


@pytest.mark.parametrize(
    "cell",
    [
        {"status": ["gold", "silver", "basic"]},
        {"customer status": ["active", "inactive"]},
        {"channel": ["web", "store"]},
        {"type": ["online", "in person"]},
        {"state": ["CA", "NY", "TX"]},
        {"marital_status": ["single", "married"]},
        {"status": ["paid"]},
        {"taxable": [True, False]},
        {"Financial Status": ["paid", "partially_refunded"]},
    ],
    ids=lambda cell: next(iter(cell)),
)
def test_ordinary_categories_ask_nothing_and_leave_out_nothing(cell):
    assert spent(bought(cell)) == 10.0 * N


def test_an_order_that_was_given_back_counts_where_its_refund_is_a_row_of_its_own():
    alone = bought({"Status": ["Completed", "Refunded"]})
    assert spent(alone) == 10.0 * N / 2
    both = bought(
        {
            "Status": ["Completed", "Refunded", "Completed", "Completed"],
            "Type": ["Payment", "Payment", "Payment", "Payment Refund"],
        }
    )
    done = made(both)
    assert (done.report.purchase_rows, done.report.return_rows) == (90, 30)


def test_goods_under_way_are_paid_where_another_column_speaks_of_money():
    frame = bought(
        {"Financial Status": ["paid", "voided"], "Fulfillment Status": ["unfulfilled", "fulfilled", "partial"]}
    )
    assert spent(frame) == 10.0 * N / 2


def test_what_a_person_says_wins():
    frame = bought({"Status": ["paid", "cancelled"], "kind": ["x", "y", "z"]})
    assert spent(frame, count={"Status": "*"}) == 10.0 * N
    assert spent(frame, count={"Status": ["CANCELLED"]}) == 10.0 * N / 2
    assert spent(frame, count={"Status": "*", "kind": ["x"]}) == 10.0 * N / 3
    assert made(frame, count={"Status": "*"}, returns={"kind": "x"}).report.return_rows == N // 3


def test_customers_who_vanish_are_counted_as_customers():
    who = ["a", "a", "b", "c", "c", "d"]
    frame = pl.DataFrame({"who": who, "on": ["2024-01-05"] * 6, "paid": [5.0, 7.0, -3.0, 4.0, 4.0, 0.0],
                          "Status": ["paid", "paid", "paid", "cancelled", "cancelled", "paid"]})  # fmt: skip
    report = made(frame).report
    [lost] = [each for each in report.remarks if each.code == "customers_left_out"]
    assert lost.facts == {
        "customers": 3,
        "reasons": (("purchase_not_counted", 1), ("purchase_of_nothing", 1), ("returns_only", 1)),
    }


def test_a_lazy_file_counts_as_a_held_one(tmp_path):
    frame = bought(STATUS and {"Status": STATUS["Order Status"], "Currency": ["EUR"]})
    frame.write_parquet(tmp_path / "bought.parquet")
    lazy, held = made(tmp_path / "bought.parquet"), made(frame)
    assert lazy.customers.equals(held.customers)
    assert lazy.report.left_out == held.report.left_out


@pytest.mark.parametrize("more", [0, 1, 7, 13])
def test_words_of_rows_are_told_with_how_many_more_there_are(more):
    n = counting._SHOWN + more
    table = pl.DataFrame({"word": [f"w{at}" for at in range(n)], "rows": 1, "money": 2.0, "less": 0})
    shown = say("answers.words", words=table.select("word", "rows", "money").head(counting._SHOWN).rows())
    assert counting.Words("status", table).told() == (say("answers.more", words=shown, n=more) if more else shown)
