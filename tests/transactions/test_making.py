from __future__ import annotations

import io
from datetime import date

import polars as pl
import pytest

import coterie
from coterie import InputError
from coterie.assignments import write_csv
from coterie.options import Options
from coterie.outputs import write_assignments
from coterie.remarks import say
from coterie.sources import read, to_polars
from coterie.transactions import customers_in, drafted, make_customers, summarise_transactions

QUICK = {"k": 3, "evidence": "none"}


def written(result):
    file = io.BytesIO()
    write_csv(to_polars(result.assignments), file)
    return file.getvalue()


def money_with_many_decimals(frame):
    return frame.with_columns(pl.col("amount") / 7)


def american_text(frame):
    return frame.with_columns(
        pl.col("order_date").dt.strftime("%m/%d/%Y 10:30"), "$" + pl.col("amount").cast(pl.String)
    )


def numbered_customers(frame):
    return frame.with_columns(pl.col("customer_id").str.slice(1).cast(pl.Int64) + 12_000)


def pieces_and_price(frame):
    pieces = frame.select(pl.all().exclude("amount"), (pl.col("amount").sign() * 3).cast(pl.Int64).alias("Quantity"))
    return pieces.with_columns(frame["amount"].abs().alias("unit_price"), pl.lit("Berlin").alias("city"))


def leading_zeros_and_formulas(frame):
    return frame.with_columns(pl.col("customer_id").str.replace("K0", "00").str.replace("K", "=1+"))


KINDS = [
    pl.DataFrame.clone, money_with_many_decimals, american_text, numbered_customers, pieces_and_price,
    leading_zeros_and_formulas,
]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_purchases_lead_to_the_segments_of_the_customers_that_are_made_of_them(bought, tmp_path, kind, ending):
    path = tmp_path / f"bought.{ending}"
    (kind(bought).write_csv if ending == "csv" else kind(bought).write_parquet)(path)
    columns = drafted(read(path), Options()).purchases
    write_assignments(summarise_transactions(path, **columns).customers, tmp_path / "customers.csv")
    straight, by_hand = coterie.segment(path, **QUICK), coterie.segment(tmp_path / "customers.csv", **QUICK)
    assert written(straight) == written(by_hand)
    assert straight.segmentation.schema.features == by_hand.segmentation.schema.features
    assert straight.segmentation.names == by_hand.segmentation.names
    assert straight.segmentation.source.name == f"bought.{ending}"
    assert by_hand.segmentation.purchases is None
    assert straight.segmentation.purchases.columns == columns


@pytest.mark.parametrize("kind", ["pandas", "pyarrow", "lazy"])
def test_frames_go_the_same_way(bought, kind):
    frame = {"pandas": bought.to_pandas, "pyarrow": bought.to_arrow, "lazy": bought.lazy}[kind]()
    result = coterie.segment(frame, **QUICK)
    assert written(result) == written(coterie.segment(bought, **QUICK))
    assert type(result.assignments) is type(frame)
    otherwise = result.segmentation.purchases.otherwise
    command = otherwise[otherwise.index("coterie.sum") : otherwise.rindex(")") + 1]
    assert command.startswith("coterie.summarise_transactions(purchases, customer='customer_id', date='order_date'")
    assert otherwise == say("purchases.otherwise", day="as_of", command=command, every="ignore='customer_id'")


def once_more(frame, name, value):
    return frame.with_columns(pl.lit(value).alias(name))


UNSURE = {
    "purchase_without_date": lambda frame: frame.drop("order_date"),
    "numbers that may be no money": lambda frame: frame.rename({"amount": "temperature"}),
    "pieces without a price": lambda frame: frame.rename({"amount": "quantity"}),
    "days of a life": lambda frame: frame.rename({"order_date": "joined"}),
    "two dates that could be meant": lambda frame: frame.rename({"order_date": "start"}).with_columns(
        (pl.col("start") + pl.duration(days=3)).alias("end")
    ),
    "customers that stand there twice by mistake": lambda frame: pl.concat(
        [frame.unique("customer_id", maintain_order=True), frame[100:106]]
    ).drop("order_no"),
    "what cannot be summarised": lambda frame: frame.rename({"customer_id": "frequency"}),
}


@pytest.mark.parametrize("doubt", UNSURE)
def test_where_it_is_not_certain_a_person_decides(bought, doubt):
    frame = UNSURE[doubt](bought)
    named = {"id": "frequency"} if "frequency" in frame.columns else {}
    with pytest.raises(InputError, match=r"these look like transactions, not customers\. Make one row per customer"):
        coterie.segment(frame, **named, **QUICK)


def test_what_a_person_says_of_the_purchases_is_heard(bought):
    table = read(bought)
    for said in (
         Options(describe=("order_no",)), Options(missing={"amount": (-1.0,)}),
        Options(ignore=("customer_id",)), Options(ignore=("order_date",)),
    ):  # fmt: skip
        assert drafted(table, said).purchases == {}
    assert "invoice" not in drafted(table, Options(ignore=("order_no",))).purchases
    assert "amount" not in drafted(table, Options(ignore=("amount",))).purchases
    assert drafted(table, Options(id="customer_id")).purchases == drafted(table, Options()).purchases
    with pytest.raises(InputError, match="`features` names 'recency', which is not a column"):
        drafted(table, Options(features=("recency",)))
    with pytest.raises(InputError, match="`features` names 'recency_days', which is not a column"):
        drafted(read(pl.DataFrame({"age": [20, 30, 40]})), Options(features=("recency_days",)))


def test_rows_can_still_be_customers(bought):
    result = coterie.segment(bought, ignore=["customer_id"], **QUICK)
    assert (result.assignments.height, result.segmentation.purchases) == (bought.height, None)


def test_what_is_the_same_in_all_rows_of_a_customer_still_makes_one_row():
    frame = pl.DataFrame({"customer_id": [i % 30 for i in range(90)], "age": [20 + i % 30 for i in range(90)]})
    days = pl.date_range(date(2024, 1, 1), date(2024, 3, 30), eager=True)
    mixed = frame.with_columns(days.alias("order_date"), pl.Series("amount", [i * 7 % 31 for i in range(90)]))
    for table in (frame, mixed):
        result = coterie.segment(table, **QUICK)
        assert (result.assignments.height, result.segmentation.purchases) == (30, None)
        assert [column.name for column in result.segmentation.schema.features] == ["age"]


def test_options_may_speak_of_the_customers_that_will_be_made(bought):
    asked = {"features": ["recency_days", "average_basket"], "ignore": ["tenure_days", "order_no"]}
    schema = coterie.segment(bought, **asked, **QUICK).segmentation.schema
    assert [column.name for column in schema.features] == ["recency_days", "average_basket"]
    assert schema["tenure_days"].reason == say("schema.by_ignore")


def test_every_row_is_accounted_for_from_the_file_to_the_customers(bought, tmp_path):
    nobody = once_more(bought[:3], "customer_id", None)
    pl.concat([bought, nobody, once_more(bought[:2], "amount", 0.0)]).write_csv(tmp_path / "bought.csv")
    result = coterie.segment(tmp_path / "bought.csv", **QUICK)
    report, source = result.segmentation.cleaning, result.segmentation.source
    steps = [(step.code, step.rows, step.left_out) for step in report.account.rows]
    assert steps == [
        ("lines_in_file", 426, False),
        ("header", 1, True),
        ("rows_read", 425, False),
        ("purchase_without_customer", 3, True),
        ("purchase_of_nothing", 2, True),
        ("purchases_and_returns", 420, False),
        ("more_rows_of_customer", 350, True),
        ("customers", 70, False),
    ]
    assert (report.rows_in, report.rows_out, source.rows) == (425, 70, 70)
    said = {action.code: action for action in report.remarks}
    assert said["purchase_without_customer"].rows == 3
    became = said["purchases_made_customers"]
    assert (became.rows, became.facts) == (420, {"purchases": 403, "returns": 17})


def test_few_repeats_are_purchases_where_orders_are_numbered(bought):
    once = bought.unique("customer_id", maintain_order=True)
    table = read(pl.concat([once, bought[100:106]]))
    made = customers_in(table, drafted(table, Options()), table=table)
    assert made.purchases.rows == 76
    assert customers_in(table, drafted(table, Options(ignore=("order_no",))), table=table) is None


def test_the_name_and_the_fingerprint_are_those_of_the_purchases(bought):
    table = read(bought)
    made = make_customers(table, drafted(table, Options()).purchases, table=table)
    assert (made.table.name, made.table.sha256, made.table.kind) == (table.name, table.sha256, "polars")
    assert made.purchases.width == 4
