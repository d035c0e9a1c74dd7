from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

import coterie
from coterie.errors import InputError
from coterie.options import Options
from coterie.readiness import examine
from coterie.remarks import words
from coterie.sources import read

SOURCE = Path(coterie.__file__).parent


def found(columns, **options):
    return examine(read(pl.DataFrame(columns, strict=False)), Options.read(options))


def grades(readiness):
    return {check.column: check.grade for check in readiness.checks}


def said(readiness, column):
    return " ".join(
        f"{words().sentence(check.remark)} {words().remedy(check.remark)}"
        for check in readiness.checks
        if check.column == column
    )


PLAIN = {"client_id": [f"c{n}" for n in range(40)], "age": [20 + n % 37 for n in range(40)]}


def test_a_clean_table_is_ready():
    readiness = found(PLAIN)
    assert (readiness.status, readiness.problem) == ("ready", None)
    assert grades(readiness) == {"client_id": "pass", "age": "pass"}
    assert [feature.feature for feature in readiness.preparation] == ["age"]


@pytest.mark.words
@pytest.mark.parametrize(
    ("name", "values", "grade", "words"),
    [
        ("age", [20 + n % 37 for n in range(38)] + [999, -1], "warn", "Impossible value taken as missing (2 rows)"),
        ("income", [None] * 15 + list(range(25)), "warn", "15 values are missing (38%): the median takes their place."),
        ("income", [None] * 30 + list(range(10)), "warn", "name it with --features 'income'"),
        ("fee", ["1,234", "2,345"] * 20, "pass", ""),
        ("fee", ["1.234", "2.345"] * 20, "warn", "nothing proves it"),
        ("fee", ["$1", "2 €"] * 20, "warn", "It mixes currencies"),
        ("day", ["01/02/2024", "03/04/2024"] * 20, "warn", "Write dates as year-month-day"),
        ("note", [None] * 40, "fail", "Every value is missing."),
        ("items", [[1, 2]] * 40, "fail", "Export one value per cell"),
        ("visits", [f"{n}" for n in range(39)] + ["many"], "warn", "Not a number (1 row): taken as missing: 'many'."),
    ],
)
def test_what_is_to_be_looked_at_is_said_with_its_remedy(name, values, grade, words):
    readiness = found(PLAIN | {"x": [n * n for n in range(40)], name: values})
    assert grades(readiness)[name] == grade
    assert words in said(readiness, name)
    assert readiness.status == ("ready" if grade == "pass" else "ready with warnings")


@pytest.mark.words
def test_transactions_are_shown_and_not_ready():
    readiness = found({"customer_id": [1, 1, 1, 2, 2, 2] * 5, "amount": range(30), "shop": ["x"] * 30})
    assert readiness.status == "not ready"
    assert grades(readiness) == {"customer_id": "fail", "amount": "fail", "shop": "pass"}
    assert "coterie transactions" in said(readiness, "customer_id")
    assert isinstance(readiness.problem, InputError)


@pytest.mark.words
def test_purchases_are_examined_as_the_customers_they_make():
    days = [f"{n % 12 + 1:02}/{n % 11 + 1:02}/2024" for n in range(90)]
    readiness = found({"customer_id": [n * n % 37 for n in range(90)], "day": days, "amount": range(1, 91)})
    assert readiness.problem is None
    assert [column.name for column in readiness.schema.features] == ["recency_days", "frequency", "monetary"]
    first = readiness.checks[0]
    assert (first.column, first.grade) == (None, "warn")
    assert (first.remark.code, first.remark.column, first.remark.rows) == ("day_and_month", "day", 90)
    assert words().remedy(first.remark).endswith("or make customers by hand with coterie transactions.")
    assert readiness.cleaning.rows_in == readiness.made.purchases.rows == 90


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"name": ["x", "y", "z"]}, "No numeric column"),
        ({"age": [3]}, "usable customer"),
        ({"a": [1, 1, 2], "b": [4, 4, 4]}, ""),
        ({"x": [5.5] * 9, "y": [7] * 9}, "All 9 customers are identical"),
        ({"segment_id": [f"a{n}" for n in range(30)], "x": list(range(0, 60, 2))}, "The id column is called"),
    ],
)
def test_it_says_what_segmenting_would(columns, words):
    readiness = found(columns)
    if not words:
        assert readiness.problem is None
        coterie.segment(pl.DataFrame(columns), evidence="none")
        return
    with pytest.raises(InputError, match=words) as caught:
        coterie.segment(pl.DataFrame(columns), evidence="none")
    assert str(readiness.problem) == str(caught.value)


@pytest.mark.words
def test_a_file_in_disorder_is_warned_of(tmp_path):
    (tmp_path / "x.csv").write_text("id,a\n" + "".join(f"{n},{n * n}\n" for n in range(30)) + 'x,"7\n')
    readiness = examine(read(tmp_path / "x.csv"), Options())
    assert said(readiness, None).startswith(
        "Open quote taken as part of its own line (1 row): line 32. Close the quote"
    )


def test_remedies_name_options_that_exist():
    page = (SOURCE.parent.parent / "docs" / "options.md").read_text()
    named = set(re.findall(r"--[a-z][a-z-]+", (SOURCE / "remarks" / "english.toml").read_text()))
    assert {option for option in named if f"`{option}" not in page} == set()


def orders(**columns):
    n = range(120)
    days = [f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}" for i in n]
    own = {name: [cycle[i % len(cycle)] for i in n] for name, cycle in columns.items()}
    return pl.DataFrame(
        {"kundnr": [10_007 + i * i % 31 for i in n], "on": days, "paid": [5 + i % 17 for i in n], **own}
    )


@pytest.mark.parametrize(
    "frame",
    [
        orders(),
        orders(status=["paid", "cancelled", "paid"]),
        orders(type=["sale", "sale", "refund"]),
        orders(status=["paid", "pending", "cancelled"]),
        orders(currency=["EUR", "USD"]),
        orders().rename({"kundnr": "xref"}),
        orders().drop("paid"),
    ],
    ids=["plain", "status", "type", "open", "currencies", "no name", "no amounts"],
)
def test_looking_and_doing_make_the_same_customers_or_ask_the_same(frame):
    looked = examine(read(frame), Options())
    if looked.problem is None:
        done = coterie.segment(frame, k=2, evidence="none")
        assert done.segmentation.purchases == looked.made.purchases
        return
    with pytest.raises(type(looked.problem)) as asked:
        coterie.segment(frame, k=2, evidence="none")
    assert str(asked.value) == str(looked.problem)
    assert asked.value.choices == looked.problem.choices
