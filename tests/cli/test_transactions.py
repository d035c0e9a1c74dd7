from __future__ import annotations

import json
import shlex

import jsonschema
import polars as pl
import pytest

import coterie

OPTIONS = ["--customer", "customer", "--date", "day", "--amount", "paid"]


@pytest.fixture
def shop(tmp_path):
    rows = ["customer,day,paid,bill"]
    rows += [f"c{i * i % 97},2024-{i % 12 + 1:02}-{i % 28 + 1:02},{i % 23 + 0.5},{5000 + i // 2}" for i in range(900)]
    rows += [",2024-01-01,5,1", "c1,soon,5,1", "c1,2024-01-01,0,1"]
    (tmp_path / "shop.csv").write_text("\n".join(rows))
    return "shop.csv"


def test_the_account_of_the_rows_and_what_comes_next_are_printed(coterie_command, shop, tmp_path):
    done = coterie_command("transactions", shop, *OPTIONS, "--invoice", "bill", "--out", "customers.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "903  in the table" in done.stdout
    assert "  1  left out: no customer" in done.stdout
    assert "  1  left out: date that cannot be read, such as data row 902 ('soon')" in done.stdout
    assert "Looking back from 2024-12-28 (the table's last date; choose another with --as-of)." in done.stdout
    assert done.stdout.endswith("Next: coterie segment customers.csv --out segments\n")
    customers = pl.read_csv(tmp_path / "customers.csv")
    assert customers.columns[:4] == ["customer", "recency_days", "frequency", "monetary"]


def test_json_is_the_account_and_nothing_else(coterie_command, shop):
    done = coterie_command("transactions", shop, *OPTIONS, "--as-of", "2025-01-01", "--out", "c.parquet", "--json")
    shown = json.loads(done.stdout)
    jsonschema.validate(shown, coterie.json_schema("transactions"))
    assert (shown["as_of"], shown["as_of_given"], shown["rows_in"], shown["out"]) == (
        "2025-01-01",
        True,
        903,
        "c.parquet",
    )
    left_out = sum(each["rows"] for each in shown["left_out"])
    assert shown["purchase_rows"] + shown["return_rows"] + left_out == 903


def test_a_table_of_purchases_goes_straight_through_or_by_hand_to_the_same_segments(coterie_command, shop, tmp_path):
    how = ["--k", 3, "--evidence", "none", "--report", "none"]
    straight = coterie_command("segment", shop, "--out", "straight", *how)
    assert (straight.returncode, straight.stderr) == (0, "")
    following = shlex.split(straight.stdout.split("`")[1])[1:]
    assert coterie_command(*following).returncode == 0
    by_hand = coterie_command("segment", "customers.csv", "--out", "by-hand", *how)
    assert by_hand.returncode == 0, by_hand.stderr
    about_rows = ("Dropped: ", "Report: ", "Results: ")  # the rows are those of purchases, or of customers
    told, again = (
        [line for line in done.stdout.splitlines() if not line.startswith(about_rows)] for done in (straight, by_hand)
    )
    assert told[3:] == again
    one, other = (tmp_path / way / "assignments.csv" for way in ("straight", "by-hand"))
    assert one.read_bytes() == other.read_bytes()
    one, other = (json.loads((tmp_path / way / "segments.json").read_text()) for way in ("straight", "by-hand"))
    roles = {each["name"]: each["role"] for each in one["columns"]}
    assert [name for name, role in roles.items() if role == "feature"] == ["recency_days", "frequency", "monetary"]
    assert {roles[name] for name in ("r_score", "f_score", "m_score", "rfm_segment")} == {"descriptor"}
    about = {"source", "purchases", "cleaning", "account"}
    assert {key for key in one if one[key] != other[key]} == about
    jsonschema.validate(one, coterie.json_schema(), format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize(
    ("arguments", "leaves", "message"),
    [
        (["--out", "customers.txt"], 2, "error: --out 'customers.txt' ends in '.txt'"),
        (["--out", "shop.csv", "--overwrite"], 6, "would replace 'shop.csv', which is read from"),
        (["--out", "c.csv", "--as-of", "tomorrow"], 2, "error: --as-of is 'tomorrow', but must be a date"),
        (["--out", "c.csv", "--product", "bil"], 2, "names 'bil', which is not a column. Did you mean 'bill'?"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(coterie_command, shop, tmp_path, arguments, leaves, message):
    done = coterie_command("transactions", shop, *OPTIONS, *arguments)
    assert done.returncode == leaves
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["shop.csv"]


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(coterie_command, shop, tmp_path):
    (tmp_path / "c.csv").write_text("mine")
    assert coterie_command("transactions", shop, *OPTIONS, "--out", "c.csv").returncode == 6
    assert (tmp_path / "c.csv").read_text() == "mine"
    assert coterie_command("transactions", shop, *OPTIONS, "--out", "c.csv", "--overwrite").returncode == 0
    assert (tmp_path / "c.csv").read_text().startswith("customer,recency_days")


ORDERS = [("order_id", "Customer ID", "Order Date", "Order Total", "Order Status")] + [
    (5000 + i, f"C{i * i % 29 + 100}", f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}", 10 + i % 17,
     ("Completed", "Completed", "Processing", "Cancelled", "Refunded")[i % 5]) for i in range(150)
]  # fmt: skip


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders of the shop.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in ORDERS))
    return path


BY_HAND = ["transactions", "--customer", "Customer ID", "--date", "Order Date", "--amount", "Order Total", "--out"]


@pytest.mark.parametrize("command", [["inspect"], BY_HAND], ids=["inspect", "by hand"])
def test_a_question_ends_with_a_command_for_each_answer_that_runs_as_it_is_printed(
    coterie_command, orders, tmp_path, command
):
    out = [str(tmp_path / "customers.csv")] if command[-1] == "--out" else []
    asked = coterie_command(command[0], str(orders), *command[1:], *out)
    assert asked.returncode == 8
    answers = [shlex.split(line) for line in asked.stderr.splitlines() if line.startswith("  coterie ")]
    assert [each[-2:] for each in answers] == [
        ["--count", "Order Status=Completed"],
        ["--count", "Order Status=Completed,Processing"],
        ["--count", "Order Status=*"],
    ]
    for each in answers:
        assert coterie_command(*each[1:], *(["--overwrite"] if out else [])).returncode == 0


@pytest.fixture
def crm(tmp_path):
    rows = ["customer;age;town", *(f"C{i};{20 + i * 7 % 50};{('Bonn', 'Rome')[i % 2]}" for i in range(5, 120))]
    (tmp_path / "crm.csv").write_text("\n".join(rows))
    return "crm.csv"


QUICK = ("--k", 3, "--evidence", "none", "--report", "none")


def test_a_table_of_customers_is_joined_by_every_command(coterie_command, shop, crm, tmp_path):
    done = coterie_command("segment", shop, "--customers", crm, "--out", "both", *QUICK)
    assert (done.returncode, done.stderr) == (0, "")
    assert "were found in crm.csv, by its column customer." in done.stdout
    alone = pl.read_csv(tmp_path / "both" / "assignments.csv")
    bought = {*pl.read_csv(tmp_path / shop)["customer"].drop_nulls()}
    listed = {f"c{i}" for i in range(5, 120)}
    assert f"{len(bought - listed)} customers bought and are not in it: kept" in done.stdout
    assert f"{len(listed - bought)} customers in it have no purchase here and are left out." in done.stdout
    assert set(alone["customer"]) == bought
    scored = coterie_command("score", "both/segmentation.coterie", shop, "--customers", crm, "--out", "scored.csv")
    assert (scored.returncode, scored.stderr) == (0, "")
    assert pl.read_csv(tmp_path / "scored.csv")["segment_id"].equals(alone["segment_id"])
    refused = coterie_command("score", "both/segmentation.coterie", shop, "--out", "again.csv")
    assert refused.returncode == 3
    assert "'crm.csv'" in refused.stderr
    assert "--customers" in refused.stderr
    seen = coterie_command("inspect", shop, "--customers", crm, "--write-config", "plan.toml")
    assert seen.returncode == 0
    again = coterie_command("segment", shop, "--config", "plan.toml", "--out", "again", *QUICK)
    assert (again.returncode, again.stderr) == (0, "")
    assert (tmp_path / "again" / "assignments.csv").read_bytes() == (tmp_path / "both" / "assignments.csv").read_bytes()
    by_hand = coterie_command("transactions", shop, *OPTIONS, "--customers", crm, "--out", "customers.csv")
    assert by_hand.returncode == 0
    assert pl.read_csv(tmp_path / "customers.csv").columns[-2:] == ["age", "town"]


def test_the_table_of_customers_is_never_replaced(coterie_command, shop, crm, tmp_path):
    before = (tmp_path / crm).read_bytes()
    how = ("--customers", crm, "--overwrite")
    assert coterie_command("transactions", shop, *OPTIONS, "--out", crm, *how).returncode == 6
    assert coterie_command("inspect", shop, "--write-config", crm, *how).returncode == 6
    assert coterie_command("segment", shop, "--out", "both", *how, *QUICK).returncode == 0
    (tmp_path / "both" / "crm.csv").write_bytes(before)
    inside = coterie_command("segment", shop, "--out", "both", "--customers", "both/crm.csv", "--overwrite", *QUICK)
    assert inside.returncode == 6
    assert coterie_command("score", "both/segmentation.coterie", shop, "--out", crm, *how).returncode == 6
    assert (tmp_path / crm).read_bytes() == (tmp_path / "both" / "crm.csv").read_bytes() == before


def test_a_question_about_the_customers_has_a_command_for_each_answer(coterie_command, shop, tmp_path):
    rows = ["aa,bb,age", *(f"c{i},c{96 - i},{i}" for i in range(97))]
    (tmp_path / "two.csv").write_text("\n".join(rows))
    asked = coterie_command("segment", shop, "--customers", "two.csv", "--out", "both", *QUICK)
    assert asked.returncode == 8
    assert "--customers-id 'aa'" in asked.stderr
    assert "--customers-id 'bb'" in asked.stderr
