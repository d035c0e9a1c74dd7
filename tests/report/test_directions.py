"""Names read from right to left stay in order beside numbers, and no name turns a page round."""

from __future__ import annotations

import re

import polars as pl
import pytest

import coterie
from coterie.report.directions import TURNS, in_order, runs_left
from coterie.report.files import page_as

MARK = "\u200e"
CITY, AGE = "\u0645\u0643\u0629", "\u0639\u0645\u0631 2"


@pytest.mark.parametrize(("text", "left"), [("age", False), ("\u05d0", True), ("a \u0639", True), ("12 %", False)])
def test_hebrew_and_arabic_letters_run_left(text, left):
    assert runs_left(text) is left


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"<p>{CITY}: 3</p>", f"<p>{MARK}{CITY}{MARK}: 3</p>"),
        (f"<p>{AGE} ({CITY} 3)</p>", f"<p>{MARK}{AGE}{MARK} ({MARK}{CITY}{MARK} 3)</p>"),
        (f'<p title="{CITY}">3</p>', None),
        (f"<code>--label {CITY}=3</code>", None),
        (f"<title>{CITY}</title>", None),
        (f"<p>{CITY}\u0647 3</p>", None),
    ],
    ids=["text", "longest", "attribute", "command", "title", "part of a word"],
)
def test_marks_stand_around_whole_names_in_text_alone(page, said):
    assert in_order(page, [CITY, AGE, AGE.split(maxsplit=1)[0], "age"]) == (said or page)


def test_names_are_found_as_the_page_escapes_them():
    assert in_order(f"<p>{CITY} &lt;b&gt;: 3</p>", [f"{CITY} <b>"]) == f"<p>{MARK}{CITY} &lt;b&gt;{MARK}: 3</p>"


@pytest.mark.parametrize("sign", sorted(TURNS), ids=hex)
def test_signs_that_turn_a_page_round_are_taken_out(sign):
    assert in_order(f"<p>a{chr(sign)}b</p>") == "<p>a\ufffdb</p>"


def test_no_number_on_a_page_stands_bare_beside_such_a_name():
    bank = pl.DataFrame(coterie.datasets.bank_customers(n=500))
    table = bank.rename({"age": "\u0627\u0644\u0639\u0645\u0631"}).with_columns(
        pl.col("gender").replace({"Female": CITY, "Male": "\u062c\u062f\u0629"})
    )
    page = page_as(coterie.segment(table, k=3).segmentation, "html", stem="report").decode()
    told = re.sub(r"<(style|code|pre|title)\b.*?</\1>", "", page, flags=re.DOTALL)
    texts = re.findall(r">([^<]+)<", told)
    beside = re.compile(r"\d[^\w\u200e]*[\u0590-\u07ff]|[\u0590-\u07ff][^\w\u200e]*\d")
    assert sum(CITY in text for text in texts) > 5
    assert [text for text in texts if beside.search(text)] == []
