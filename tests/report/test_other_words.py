"""A page in another language comes out whole: what is not data is of the table of words."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import coterie
from coterie.cli.app import app
from coterie.options import Options, declared
from coterie.remarks import say, words_from

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
CATALOGUE = Path(coterie.__file__).parent / "naming" / "catalogues" / "bank.toml"
SYMBOLS = {"k", "m", "bn", "p", "v", "r"}
"""Of numbers: K = 3, 1.2M."""


def _loaded(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "remarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PSEUDO = _loaded("pseudo")


SAID = {"aria-label", "data-label", "title", "alt"}


class Reader(HTMLParser):
    """Collects what a reader sees, hears or is told: text, and the attributes that stand for it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._skipped = False

    def handle_starttag(self, tag, attrs):
        self._skipped = tag == "style"
        self.seen += [value or "" for name, value in attrs if name in SAID]

    def handle_endtag(self, tag):
        self._skipped = False

    def handle_data(self, data):
        if not self._skipped and data.strip():
            self.seen.append(data.strip())


def messy() -> str:
    """Return a table that reading and cleaning have much to say of."""
    header, *rows = coterie.datasets.bank_customers(n=420).write_csv().splitlines()
    columns = header.split(",")
    age, income = columns.index("age"), columns.index("income")
    cells = [row.split(",") for row in rows]
    for i, (column, value) in enumerate([(age, "999"), (age, "n/a"), (income, "?"), (income, "$41000"), (age, "soon")]):
        cells[3 * i + 7][column] = value
    lines = [",".join(row) for row in cells]
    notes = [f",{'same' if i % 2 else ''}" for i in range(len(lines))]
    lines = [line + note for line, note in zip(lines, notes, strict=True)]
    return (
        "\n".join(["Export 2024", "", f"{header},note", *lines[:200], f"{header},note", *lines[200:], lines[3]]) + "\n"
    )


def strings(toml: object) -> list[str]:
    """Return every text of a TOML file."""
    if isinstance(toml, str):
        return [toml]
    inside = toml.values() if isinstance(toml, dict) else toml if isinstance(toml, list) else ()
    return [text for each in inside for text in strings(each)]


SAID_BY_THE_CATALOGUE = sorted(strings(tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))), key=len, reverse=True)
OPTIONS = {f"«Option »{name}" for name in declared(Options)}


def strange(texts: Iterable[str]) -> dict[str, set[str]]:
    """Return the texts in which something is neither of the table of words nor data, with what that is.

    Data are cells and columns, numbers, names of files, and whole texts of the catalogue.
    """
    known = PSEUDO.unmarked(f"{messy()} customers.csv bank") | SYMBOLS
    found = {}
    for text in texts:
        rest = text
        for said in SAID_BY_THE_CATALOGUE:
            rest = rest.replace(said, " ")
        if left := PSEUDO.unmarked(rest) - known:
            found[text] = left
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return the folder of a run in words that no language has, and what the terminal said."""
    folder = tmp_path_factory.mktemp("words")
    (folder / "customers.csv").write_text(messy(), encoding="utf-8")
    (folder / "words.toml").write_text(PSEUDO.pseudo(), encoding="utf-8")
    given = [str(folder / "customers.csv"), "--words", str(folder / "words.toml")]
    done = CliRunner().invoke(app, ["segment", *given, "--out", str(folder / "out"), "--evidence", "full"])
    assert done.exit_code == 0, done.output
    looked = CliRunner().invoke(app, ["inspect", *given, "--json"])
    return folder, done.stdout, json.loads(looked.stdout)


def test_every_text_of_the_page_is_of_the_table_or_data(run):
    folder, _, _ = run
    page = (folder / "out" / "report.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(page)
    said = "\n".join(reader.seen)
    for option, value in re.findall(r"<dt>(«Option »\w+)</dt><dd>(.*?)</dd>", page):
        assert option in OPTIONS
        said = said.replace(f"{option}\n{value}", "")
    said = re.sub(r"^[0-9a-f]{64}$", "", said, flags=re.MULTILINE)
    for code in re.findall(r'class="code">(\w+)<', page):
        said = re.sub(rf"^{code}$", "", said, flags=re.MULTILINE)
    assert strange(said.split("\n")) == {}
    assert said.count("«") > 300


def test_what_the_terminal_says_is_of_the_table_or_data(run):
    folder, said, _ = run
    sentences = said[said.index("«Names: ") :]  # behind the table, whose headings are folded
    assert strange([sentences.replace(str(folder / "out" / "report.html"), "")]) == {}
    assert sentences.count("«") > 10
    assert "«Average »age" in said


def test_what_inspect_says_is_of_the_table_or_data(run):
    _, _, plan = run
    said = [each[name] for each in plan["checks"] for name in ("reason", "remedy")]
    said += [each["reason"] for each in plan["columns"]]
    said += [each[name] for each in plan["cleaning"] for name in ("action", "detail")]
    said += [each["what"] for each in plan["account"]["rows"]]
    assert strange(said) == {}
    assert len(plan["cleaning"]) > 4


def test_the_file_says_the_same_sentences(run):
    folder, _, _ = run
    summary = json.loads((folder / "out" / "segments.json").read_text(encoding="utf-8"))
    said = [summary["choice"]["reason"], summary["verdict"]["sentence"], summary["verdict"]["meaning"]]
    said += [each[name] for each in summary["warnings"] for name in ("message", "advice")]
    said += [each["sentence"] for each in summary["verdict"]["segments"]]
    assert strange(said) == {}
    assert {each["code"] for each in summary["cleaning"]} >= {"missing_token", "impossible_value", "repeated_header"}


@pytest.mark.words
def test_a_loaded_or_moved_segmentation_speaks_english_again(run):
    folder, _, _ = run
    found = coterie.load(folder / "out" / "segmentation.coterie")
    assert coterie.summarise(found)["cleaning"][0]["action"].startswith("«")
    assert "«" in coterie.summarise(found)["choice"]["reason"]
    (folder / "words.toml").rename(folder / "moved.toml")
    english = coterie.summarise(found)
    said = [english["cleaning"][0]["action"], english["choice"]["reason"], english["verdict"]["sentence"]]
    said += [each["message"] for each in english["warnings"]]
    said += [each["reason"] for each in english["columns"]]
    assert [text for text in said if "«" in text and "«" not in english["verdict"]["sentence"]] == []
    (folder / "moved.toml").rename(folder / "words.toml")


@pytest.mark.words
def test_python_takes_the_words_and_a_page_is_in_them(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text(PSEUDO.pseudo(), encoding="utf-8")
    fitted = coterie.fit(coterie.datasets.bank_customers(n=300), words=path, evidence="none")
    result = coterie.describe(fitted, k=3)
    page = coterie.write_report(result, tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<h2 id="segments-title">«The segments»</h2>' in page
    assert all("«" in column.reason for column in result.segmentation.schema.columns)
    assert "«" in result.choice.reason


GERMAN = """
[phrases]
and = "{first} und {last}"
[choices.number]
3 = "drei"
[choices.kind]
reproducible = "reproduzierbar"
[plurals]
customer = ["{n} Kunde", "{n} Kunden"]
[remarks.missing_token]
says = "Zeichen für „fehlt“"
[says.page]
language = "de"
segments = "Die Segmente"
to_trust = "Kann ich dem trauen?"
[says.cards]
size = "{n:customer}"
why = "Warum dieser Name"
[says.headline]
no_groups_apart = "Keine Gruppen unter {customers:count} Kunden: {k:spelled} reproduzierbare Segmente"
of_kind = "{n:spelled} Segmente ({kind:kind}) unter {customers:count} Kunden"
[says.kind]
reproducible = "keine Gruppen stehen für sich, aber der Schnitt ist jedes Mal derselbe"
[says.reason]
asked = "Verlangt waren {n} Segmente; {beside}."
[says.schema]
feature = "{says}: ein Merkmal."
[says.kind_of]
numbers = "Zahlen"
"""


@pytest.mark.words
def test_some_words_of_german_are_said_and_the_rest_is_english(tmp_path):
    path = tmp_path / "deutsch.toml"
    path.write_text(GERMAN, encoding="utf-8")
    result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, words=path)
    page = coterie.write_report(result, tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    assert "<b>Drei Segmente (reproduzierbar) unter 499 Kunden</b>" in page
    assert "Kann ich dem trauen?" in page
    assert re.search(r"</b> \d+ Kunden</p>", page)
    assert "Zahlen: ein Merkmal." in page
    assert "Verlangt waren 3 Segmente; the evidence would have chosen" in page
    assert "Averages in original units." in page


def test_a_table_that_is_none_is_refused_before_the_work(tmp_path):
    (tmp_path / "words.toml").write_text("[says.page]\nsegment = 'x'\n")
    (tmp_path / "customers.csv").write_text(messy())
    for command in (["segment", "--out", str(tmp_path / "out")], ["inspect"]):
        name, *rest = command
        given = [name, str(tmp_path / "customers.csv"), *rest, "--words", str(tmp_path / "words.toml")]
        done = CliRunner().invoke(app, given)
        assert "Did you mean 'page.segments'?" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_the_marks_are_what_tells_words_from_data():
    with words_from(None):
        assert PSEUDO.unmarked(say("page.segments")) == {"the", "segments"}
    assert PSEUDO.marked("Of {n:count}, {{x}}: {a}.") == "«Of »{n:count}, {{«x}}»: {a}."
    assert PSEUDO.unmarked("«Of »Anna« and »3") == {"anna"}
    assert tomllib.loads(PSEUDO.pseudo())["says"]["page"]["segments"] == "«The segments»"
