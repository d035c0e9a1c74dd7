"""What is said of each kind of fact, and words from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coterie.remarks import Fact, Remark, words, words_from

pytestmark = pytest.mark.words

if TYPE_CHECKING:
    from pathlib import Path

SAID = [
    (Remark("open_quote", rows=1, facts={"lines": (3,)}), "line 3"),
    (Remark("open_quote", rows=13, facts={"lines": (1, 2)}), "lines 1, 2 and 11 more"),
    (Remark("lines_above", rows=2, facts={"lines": ((1, "Export"), (2, "x"))}), "line 1: 'Export'; line 2: 'x'"),
    (Remark("missing_token", "a", 3, {"counts": (("?", 2), ("", 1))}), "'?' 2, blank 1"),
    (Remark("impossible_value", "a", 1, {"places": ((4, 999.0),)}), "data row 4: 999"),
    (
        Remark("unusual_value", "a", 2, {"places": ((4, 0.5),)}),
        "data row 4: 0.5 and 1 more: far from all others, check them",
    ),
    (Remark("future_day", "a", 1, {"places": ((4, "2042-01-02"),)}), "data row 4: 2042-01-02: kept, check them"),
    (Remark("number_as_text", "a", 1, {"written": (("$1,200", 1200.0),)}), "'$1,200' is 1200"),
    (Remark("spelling_unified", "a", 1, {"spellings": (("VISA", "Visa"),)}), "'VISA' is 'Visa'"),
    (Remark("spelling_unified", "a", 1, {"blanks": 1}), "blanks alone: 1"),
    (Remark("spelling_unified", "a", 2, {"spellings": (("A", "a"),), "blanks": 1}), "'A' is 'a', blanks alone: 1"),
    (
        Remark("duplicate_row", rows=1, facts={"differ_in": "nothing", "places": (2,)}),
        "every column says the same: data row 2",
    ),
    (
        Remark("duplicate_row", rows=2, facts={"differ_in": "spelling", "places": (2, 4)}),
        "they differ in blanks and letter case alone: data rows 2, 4",
    ),
    (Remark("purchase_unreadable_date", rows=1, facts={"cells": ((31, "soon"),)}), "such as data row 31 ('soon')"),
    (Remark("returns_only", rows=2, facts={"customers": 1}), "of 1 customer: what they bought is not in the table"),
    (Remark("one_large_customer", "who", 9, {"share": 0.305}), "30% of the rows used: perhaps not a person"),
    (
        Remark("rows_returned", "type", 2, {"words": (("refund", 2, 9.5),)}),
        "refund (2 rows, 9.50): they take money off",
    ),
    (Remark("thousands_or_decimals", "paid", facts={"text": "1,250", "number": 1250.0}), "'1,250' is read as 1250;"),
    (Remark("ids_in_spellings", "who", 2, {"spellings": (("17022.0", "17022"),)}), "'17022.0' is '17022'"),
    (Remark("blank_lines", rows=2), ""),
]


@pytest.mark.parametrize(("remark", "detail"), SAID, ids=[remark.code for remark, _ in SAID])
def test_facts_become_words(remark: Remark, detail: str) -> None:
    assert words().detail(remark).startswith(detail)
    assert bool(detail) == bool(words().detail(remark))


def test_a_sentence_has_rows_and_detail_and_one_full_stop() -> None:
    assert words().sentence(Remark("open_quote", rows=1, facts={"lines": (3,)})) == (
        "Open quote taken as part of its own line (1 row): line 3."
    )
    missing = Remark("much_missing", "age", facts={"values": 1, "share": 1 / 3, "fill": "median"})
    assert words().sentence(missing) == "1 value is missing (33%): the median takes its place."
    several = Remark("much_missing", "card", facts={"values": 1200, "share": 0.4, "fill": "mode"})
    assert words().sentence(several) == "1,200 values are missing (40%): the most common category takes their place."
    assert words().line(Remark("day_and_month", "day", 90)).startswith("day: day and month could be exchanged")


def test_a_question_ends_as_one() -> None:
    facts: dict[str, Fact] = {"values": 9, "known": 10, "least": 1.0, "greatest": 2.0, "share": 0.9}
    assert words().line(Remark("mostly_outside", "age", facts=facts)).endswith("decimal mark changed?")


def test_remedies_name_the_column() -> None:
    assert "--type 'age=categorical'" in words().remedy(Remark("not_a_number", "age", 1, {"examples": ("x",)}))


def test_words_can_come_from_a_file(tmp_path: Path) -> None:
    german = tmp_path / "deutsch.toml"
    german.write_text(
        '[remarks.blank_lines]\nsays = "Leerzeilen ausgelassen"\n'
        '[remarks.open_quote]\nsays = "offenes Anführungszeichen"\n'
        '[phrases]\nline = "Zeile {it}"\n[plurals]\nrow = ["{n} Zeile", "{n} Zeilen"]\n',
        encoding="utf-8",
    )
    with words_from(german):
        assert words().says(Remark("blank_lines", rows=2)) == "Leerzeilen ausgelassen"
        assert words().step("blank_lines") == "Leerzeilen ausgelassen"
        quote = Remark("open_quote", rows=1, facts={"lines": (3,)})
        assert words().sentence(quote) == "Offenes Anführungszeichen (1 Zeile): Zeile 3."
        assert words().says(Remark("header")) == "header"
    assert words().says(Remark("blank_lines", rows=2)) == "blank lines left out"
