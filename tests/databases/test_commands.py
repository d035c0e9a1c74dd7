"""The commands on databases, run as people run them; what they leave behind holds no password."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import sqlite3
import sys
import zipfile
from urllib.parse import quote, urlsplit

import polars as pl
import pytest

import coterie
from coterie.cli.entry import main
from coterie.databases.writing import _target, target_address
from coterie.remarks import say

PASSWORD = "s3/cr@t:%#x '\\"
"""Of the tests' own server."""


def secrets_in(texts: dict[str, bytes | str], password: str) -> list[str]:
    """Return the names of the texts in which a password stands, as it is or as addresses write it."""
    spelled = [password, quote(password, safe=""), quote(password), json.dumps(password)[1:-1]]
    plain = {name: text.decode("utf-8", "replace") if isinstance(text, bytes) else text for name, text in texts.items()}
    return [name for name, text in plain.items() if any(each in text for each in spelled)]


def left_behind(folder) -> dict[str, bytes]:
    """Return every byte that a command wrote, also inside zips."""
    texts = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in list(folder.rglob("*.coterie")):
        with zipfile.ZipFile(path) as held:
            texts |= {f"{path.name}/{name}": held.read(name) for name in held.namelist()}
    return texts


@pytest.fixture
def command_here(monkeypatch, capsys, tmp_path):
    """Run the command in this process, which is quicker."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[object, str, str]:
        monkeypatch.setattr("sys.argv", ["coterie", *map(str, arguments)])
        monkeypatch.setattr("os._exit", sys.exit)  # the command ends its process at once
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        with pytest.raises(SystemExit) as left:
            main()
        for number, handler in handlers.items():
            signal.signal(number, handler)
        return left.value.code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("kind", ["postgresql", "sqlite", "duckdb"])
def test_the_whole_way_from_a_database(command_here, customers, kind, tmp_path, monkeypatch):
    monkeypatch.setenv("CUSTOMERS_DB", customers[kind])
    source = "$CUSTOMERS_DB"
    query = "SELECT * FROM customers WHERE age > 40"
    looked = command_here("inspect", source, "--table", "customers", "--write-config", "plan.toml")
    found = command_here("segment", source, "--out", "out", "--config", "plan.toml", "--evidence", "none")
    scored = command_here("score", "out/segmentation.coterie", source, "--query", query, "--out", "a.csv")
    assert [(code, err) for code, _, err in (looked, found, scored)] == [(0, "")] * 3
    shown = {"looked": looked[1], "found": found[1], "scored": scored[1]}
    assert secrets_in(left_behind(tmp_path) | shown, PASSWORD) == []
    summary = json.loads((tmp_path / "out" / "segments.json").read_text())
    assert summary["source"]["name"].endswith(": customers")
    assert 'table = "customers"' in (tmp_path / "plan.toml").read_text()
    assert f"\n{say('scored.all', customers=pl.read_csv(tmp_path / 'a.csv').height)}" in scored[1]


def test_purchases_from_a_database(command_here, server, tmp_path):
    server.run(
        "CREATE TABLE purchases (who text, on_day date, paid money)",
        "INSERT INTO purchases VALUES ('a', '2024-01-05', 10.5), ('a', '2024-03-01', 3), ('b', '2024-02-01', 7)",
    )
    columns = ["--customer", "who", "--date", "on_day", "--amount", "paid"]
    code, _, err = command_here("transactions", server.url(), "--table", "purchases", *columns, "--out", "a.csv")
    assert (code, err) == (0, "")
    assert pl.read_csv(tmp_path / "a.csv").select("who", "frequency", "monetary").rows() == [
        ("a", 2, 13.5),
        ("b", 1, 7.0),
    ]


def test_a_query_of_purchases_goes_straight_through(command_here, tmp_path):
    rows = [(i, i * i % 43, f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}", i % 23 + 0.5) for i in range(300)]
    with contextlib.closing(sqlite3.connect(tmp_path / "shop.db")) as shop, shop:
        shop.execute("CREATE TABLE sales (id INTEGER, customer_id INTEGER, sold_on TEXT, amount REAL)")
        shop.executemany("INSERT INTO sales VALUES (?, ?, ?, ?)", rows)
    how = ["--query", "SELECT * FROM sales WHERE id < 290", "--k", 3, "--evidence", "none", "--report", "none"]
    code, out, err = command_here("segment", "sqlite:///shop.db", *how, "--out", "out")
    assert (code, err) == (0, "")
    assert "290 rows" in out.splitlines()[0]
    code, out, err = command_here("score", "out/segmentation.coterie", "sqlite:///shop.db", "--out", "scored.csv")
    assert (code, err) == (0, "")
    assert "300 rows" in out.splitlines()[0]


def test_a_file_that_is_a_database_needs_no_url(coterie_command, customers, tmp_path):
    for kind in ("sqlite", "duckdb"):
        shutil.copy(urlsplit(customers[kind]).path[1:], tmp_path / "customers.csv")
        done = coterie_command("inspect", "customers.csv")
        assert (done.returncode, done.stderr) == (0, "")
        assert "customers.csv: customers" in done.stdout


WRONG = "Wr/ong@:#% '1"
FAILURES = {
    "a wrong password": (5, "refuses the user 'owner'", {"password": WRONG}, ""),
    "a wrong host": (
        5,
        "cannot be opened: could not translate",
        {"password": WRONG, "host": "no-such-host.invalid"},
        "",
    ),
    "a wrong database": (5, "cannot be opened", {"database": "nope"}, ""),
    "a wrong table": (5, "has no table 'nope'", {}, ""),
    "a wrong parameter": (5, "cannot be opened: invalid connection option", {}, "?x=y"),
    "a slash too few": (2, "it needs //", {"password": WRONG}, "slash"),
    "a raw password": (2, "can be read in two ways", {"password": WRONG}, "raw"),
    "another scheme": (2, "begin with 'postgress://' are not read", {"password": WRONG}, "scheme"),
    "a syntax error": (2, "refuses the query: syntax error at end of input", {}, "syntax"),
    "an unknown option": (2, "--bogus", {"password": WRONG}, "option"),
    "too many arguments": (2, "unexpected extra argument", {"password": WRONG}, "twice"),
}


@pytest.mark.parametrize("command", ["segment", "inspect", "score", "transactions"])
@pytest.mark.parametrize("failure", FAILURES)
def test_no_failure_shows_the_password(command_here, server, result, tmp_path, command, failure):
    leaves, said, changed, how = FAILURES[failure]
    url = server.url(**changed) + (how if how.startswith("?") else "")
    if how == "slash":
        url = url.replace("://", ":/")
    if how == "scheme":
        url = url.replace("postgresql", "postgress")
    if how == "raw":
        url = f"postgresql://ann:{WRONG}@127.0.0.1/shop"
    coterie.save(result, tmp_path / "a.coterie")
    before = {"score": ["a.coterie"]}.get(command, [])
    after = {
        "segment": ["--out", "out"],
        "inspect": [],
        "score": ["--out", "a.csv"],
        "transactions": ["--customer", "a", "--date", "b", "--amount", "c", "--out", "a.csv"],
    }[command]
    what = ["--query", "SELECT 1 WHERE"] if how == "syntax" else ["--table", "nope"]
    more = {"option": ["--bogus"], "twice": [url]}.get(how, [])
    code, out, err = command_here(command, *before, url, *what, *after, *more)
    assert (code, out, err.count("\n")) == (leaves, "", 1)
    assert said in err
    assert secrets_in({"err": err}, WRONG) == secrets_in({"err": err}, PASSWORD) == []


def test_a_password_in_the_query_is_not_kept(command_here, customers, tmp_path):
    query = "SELECT *, 'password=s3cret' = '' AS x FROM customers"
    args = ["--query", query, "--ignore", "x", "--evidence", "none", "--k", 3]
    assert command_here("segment", customers["sqlite"], *args, "--out", "out")[0] == 0
    assert command_here("inspect", customers["sqlite"], *args[:4], "--write-config", "plan.toml")[0] == 0
    assert secrets_in(left_behind(tmp_path), "s3cret") == []
    assert "password=***" in (tmp_path / "out" / "segments.json").read_text() + (tmp_path / "plan.toml").read_text()


def test_every_night_customers_get_their_segment_in_a_table(command_here, server, customers, tmp_path, monkeypatch):
    monkeypatch.setenv("DB", server.url())
    table = ["--write-to", "$DB", "--to-table", "customer_segments"]
    what = ["$DB", "--table", "customers"]
    (tmp_path / "a.toml").write_text('write-to = "$DB"\nto-table = "customer_segments"\nevidence = "none"\n')
    code, out, err = command_here("segment", *what, "--out", "out", "--config", "a.toml")
    assert (code, err) == (0, "")
    assert out.endswith("Table: customer_segments in postgres\n")
    first = coterie.sources.read("$DB", table="customer_segments").frame
    written = pl.read_csv(tmp_path / "out" / "assignments.csv")
    assert first["segment"].to_list() == written["segment"].to_list()
    for _ in range(2):
        code, out, err = command_here("score", "out/segmentation.coterie", *what, *table)
        assert (code, err) == (0, "")
    again = coterie.sources.read("$DB", table="customer_segments").frame
    same = [name for name in again.columns if name != "scored_at"]
    assert again.select(same).sort("customer_id").equals(first.select(same).sort("customer_id"))
    assert again["scored_at"].min() > first["scored_at"].max()
    shown = {"out": out} | left_behind(tmp_path)
    assert secrets_in(shown, PASSWORD) == []


@pytest.mark.parametrize(
    ("arguments", "leaves", "said"),
    [
        (["--to-table", "customers", "--replace-table"], 6, "--to-table 'customers' would replace what is read"),
        (["--to-table", "foreign_one"], 6, "that coterie did not write. Name another table, or add --replace-table"),
        ([], 2, "--write-to and --to-table go together"),
    ],
)
def test_tables_of_others_are_kept(command_here, server, customers, tmp_path, monkeypatch, arguments, leaves, said):
    server.run("CREATE TABLE IF NOT EXISTS foreign_one (a integer)")
    monkeypatch.setenv("DB", server.url())
    code, _, err = command_here(
        "segment", "$DB", "--table", "customers", "--out", "out", "--write-to", "$DB", *arguments
    )
    assert (code, err.count("\n")) == (leaves, 1)
    assert said in err
    assert not (tmp_path / "out").exists()
    with server.connect() as connection:
        assert connection.execute("SELECT count(*) FROM customers").fetchone() == (600,)


def test_no_place_for_the_assignments(command_here, result, tmp_path):
    coterie.save(result, tmp_path / "a.coterie")
    code, _, err = command_here("score", "a.coterie", "b.csv")
    assert code == 2
    assert (
        err == "error: Give --out FILE for the assignments, or --write-to and --to-table. See `coterie score --help`.\n"
    )


@pytest.mark.parametrize("password", ["s 3  cret", "s3cret" + "x" * 5000])
def test_an_argument_that_is_repeated_shows_no_password(command_here, password):
    url = f"postgresql://ann:{password}@db/shop"
    code, _, err = command_here("segment", "a.csv", url)
    assert (code, err.count("\n")) == (2, 1)
    assert "ann:***@db" in err
    assert "cret" not in err
    assert "xx" not in err


@pytest.mark.parametrize("kind", ["postgresql", "sqlite", "duckdb"])
def test_rows_say_when_and_by_what_they_were_scored_and_their_id_is_the_key(
    command_here, result, bank, kind, tmp_path, server
):
    bank.write_csv(tmp_path / "bank.csv")
    bank.head(100).write_csv(tmp_path / "few.csv")
    coterie.save(result, tmp_path / "bank.coterie")
    to = server.url() if kind == "postgresql" else f"{kind}:///{tmp_path}/own.{kind}"
    for customers, height in (("bank.csv", bank["customer_id"].n_unique()), ("few.csv", 100)):  # it is there then
        where = ["--write-to", to, "--to-table", "scored_customers"]
        code, _, err = command_here("score", "bank.coterie", customers, *where)
        assert (code, err) == (0, "")
        found = coterie.sources.read(to, table="scored_customers").frame
        assert found.height == height
        assert found["artefact"].unique().to_list() == [result.segmentation.short_hash]
        assert found["coterie_version"].unique().to_list() == [coterie.__version__]
        assert found["scored_at"].n_unique() == 1
        with _target(target_address(to), "scored_customers") as target:
            assert target.find().key == "customer_id"
    if kind == "postgresql":
        server.run("DROP TABLE scored_customers")
