"""Text files of every shape hold the same customers."""

from __future__ import annotations

import csv

import pytest

import coterie
from coterie.errors import InputError

WORDS = {
    "cp1250": ("Łódź", "Kraków", "Wałęsa"),
    "iso8859-2": ("Łódź", "Kraków", "Wałęsa"),
    "cp1251": ("Москва", "Казань", "Омск"),
    "koi8-r": ("Москва", "Казань", "Омск"),
    "iso8859-5": ("Москва", "Казань", "Омск"),
    "cp1253": ("Αθήνα", "Πάτρα", "Βόλος"),
    "cp1255": ("חיפה", "אילת", "עכו"),
    "cp1256": ("القاهرة", "دبي", "عمان"),
    "shift_jis": ("東京", "大阪", "京都"),
    "gb18030": ("北京", "上海", "广州"),
    "big5": ("台北", "高雄", "台中"),
    "euc-jp": ("東京", "大阪", "京都"),
    "euc-kr": ("서울", "부산", "대구"),
    "tis-620": ("กรุงเทพ", "เชียงใหม่", "ภูเก็ต"),
}
WESTERN = ("Zürich", "Genève", "Málaga")
UTF = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def cards(base, words):
    """Return the format of the cards in other words, and the column that comes of it."""
    named = dict(zip(("Visa", "Amex", "Discover"), words, strict=True))
    return {"CardType": named.__getitem__}, {"Card Type": [named[card] for card in base.column("Card Type")]}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "^"])
def test_delimiters(base, delimiter):
    assert base.check(base.text(delimiter)) == {}


@pytest.mark.parametrize("encoding", [*UTF, "latin-1", "cp1252", "mac_roman", "cp850", *WORDS])
def test_encodings(base, encoding):
    formats, changed = cards(base, WORDS.get(encoding, WESTERN))
    said = base.check(base.text(**formats).encode(encoding), changed=changed)
    guessed = [each for (_, code), each in said.items() if code == "read_as_encoding"]
    if encoding not in UTF:
        assert set(WORDS.get(encoding, WESTERN)) <= set(guessed[0].facts["words"])


@pytest.mark.parametrize("encoding", ["euc-jp", "cp1251", "utf-16-be", "cp037"])
def test_an_encoding_that_was_named(base, encoding):
    words = {"euc-jp": WORDS["shift_jis"], "cp1251": WORDS["cp1251"]}.get(encoding, WESTERN)
    formats, changed = cards(base, words)
    assert base.check(base.text(**formats).encode(encoding), changed=changed, encoding=encoding) == {}


@pytest.mark.parametrize(
    "words", [("ゴールド", "シルバー", "プラチナ"), ("男性", "女性", "その他"), ("松本", "山田", "鈴木")]
)
def test_few_japanese_words_are_no_korean(base, words):
    formats, changed = cards(base, words)
    said = base.check(base.text(**formats).encode("euc-jp"), changed=changed)
    assert said[None, "read_as_encoding"].facts == {"encoding": "euc-jp", "words": tuple(words[:3])}


@pytest.mark.parametrize("words", [("남성", "여성", "기타"), ("골드", "실버", "일반"), ("김민준", "이서연", "박지훈")])
def test_few_korean_words_are_no_japanese(base, words):
    formats, changed = cards(base, words)
    base.check(base.text(**formats).encode("euc-kr"), changed=changed)


@pytest.mark.parametrize("words", [("男", "女", "其他"), ("金卡", "银卡", "普通"), ("张伟", "王芳", "李娜")])
def test_few_chinese_words_are_neither(base, words):
    formats, changed = cards(base, words)
    base.check(base.text(**formats).encode("gb18030"), changed=changed)


def test_a_wrong_encoding_is_an_error_that_names_it(base):
    with pytest.raises(InputError, match=r"it is not in the encoding 'utf-8'\."):
        base.read(base.text(CardType=lambda card: card + "é").encode("latin-1"), encoding="utf-8")
    with pytest.raises(InputError, match=r"it is not in the encoding 'no-such'\."):
        base.read(base.text(), encoding="no-such")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", "\r\r\n"])
def test_ends_of_lines(base, end):
    base.check(base.text().replace("\n", end))


QUOTED = {
    "all": {"quoting": csv.QUOTE_ALL},
    "all but numbers": {"quoting": csv.QUOTE_NONNUMERIC},
    "single": {"quoting": csv.QUOTE_ALL, "quotechar": "'"},
    "single where needed": {"quotechar": "'"},
    "backslash": {"doublequote": False, "escapechar": "\\"},
    "no quotes": {"quoting": csv.QUOTE_NONE, "quotechar": None, "escapechar": "\\"},
}


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("way", QUOTED)
def test_quotes(base, way, delimiter):
    nasty = f'{{}}{delimiter} "Gold" O\'Neil'
    formats, changed = cards(base, [nasty.format(card) for card in ("Visa", "Amex", "Discover")])
    base.check(base.text(delimiter, options=QUOTED[way], **formats), changed=changed)


def test_quoted_line_breaks(base):
    formats, changed = cards(base, ("Visa\nGold", "Amex\r\nBlue", "Discover"))
    changed = {"Card Type": [" ".join(card.split()) for card in changed["Card Type"]]}
    base.check(base.text(**formats), changed=changed)


def test_blanks_before_quotes_and_lines_that_are_quoted_as_a_whole(base):
    base.check(base.text(options={"quoting": csv.QUOTE_ALL}).replace('","', '", "'))
    formats, changed = cards(base, ("Visa, Gold", 'Amex "Blue"', "Discover"))
    lines = base.lines(**formats)
    base.check("\n".join('"' + line.replace('"', '""') + '"' for line in lines), changed=changed)


def test_rows_of_the_wrong_length_are_named_by_line_and_kept(base):
    lines = base.lines()
    lines[6] += ",EXTRA"
    lines[11] = lines[11].rsplit(",", 2)[0]
    said = base.check("\n".join(lines), columns=("Customer ID", "Annual Income", "Joined"))
    assert said[None, "row_too_long"].facts == {"cells": ((7, "EXTRA"),)}
    assert said[None, "row_too_short"].facts == {"lines": (12,)}


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize("lines", [(30,), (30, 40), (60,), (1,)])
def test_an_open_quote_is_named_and_no_row_behind_it_is_lost(base, at, lines):
    text = base.lines()
    for line in lines:
        cells = text[line].split(",")
        cells[at] = '"' + cells[at]
        text[line] = ",".join(cells)
    said = base.check("\n".join(text))
    assert said[None, "open_quote"].facts == {"lines": tuple(line + 1 for line in lines)}


def test_nul_bytes_and_what_nobody_sees(base):
    said = base.check(base.text().replace("Visa", "Vi\0sa") + "\0" * 99)
    assert said[None, "null_bytes"].facts == {"times": 119}
    nasty = base.text().replace("Annual Income", "Annual\u200b Income\u200e").replace("Visa", "\u202aVisa\u202c")
    assert base.check("\ufeff\ufeff" + nasty)[None, "invisible_characters"].facts == {"times": 43}


ABOVE = {
    "title": ["Customers of 2024"],
    "settings": ["Company: A, B & C", "From: 2024-01-01", "", "By: admin", ""],
    "spreadsheet's hint": ["sep=,"],
    "comments": ["# made today", "# by a program"],
    "groups with gaps": ["Who,,Money,,Other,,"],
    "groups": ["Person,Person,Money,Money,Other,Other,Other"],
}


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_above_the_header_is_left_out_and_said(base, above):
    said = base.check("\n".join([*ABOVE[above], base.text()]))
    left = said[None, "lines_above"]
    assert left.rows == len([line for line in ABOVE[above] if line])
    assert left.facts["lines"][0][0] == 1


UNDER = {
    "units": ",years,EUR,points,,,",
    "types": "int,int,float,int,date,bool,str",
    "dashes": ",".join(["---"] * 7),
    "other names": "kunde_id,alter_,einkommen,punkte,seit,vip_,karte",
}


@pytest.mark.parametrize("under", UNDER)
def test_a_second_line_of_the_header_is_no_customer(base, under):
    head, *rows = base.lines()
    said = base.check("\n".join([head, UNDER[under], *rows]))
    assert said[None, "more_header_lines"].rows == 1


def test_drawn_tables(base):
    head, *rows = (line.split(",") for line in base.lines())
    markdown = [f"| {' | '.join(head)} |", "|" + "---|" * 7, *(f"| {' | '.join(row)} |" for row in rows)]
    base.check("\n".join(markdown))
    psql = [" " + " | ".join(head), "-----+" * 6 + "----", *(" " + " | ".join(row) for row in rows), "(60 rows)", ""]
    said = base.check("\n".join(psql))
    assert said[None, "lines_below"].facts == {"lines": ((63, "(60 rows)"),)}


def test_names_over_the_wrong_columns_are_moved_or_pointed_at(base):
    head, *rows = base.lines()
    said = base.check("\n".join([head, *(f"{number},{row}" for number, row in enumerate(rows, start=1))]))
    assert said[None, "names_moved"].facts == {"line": 1}
    said = base.check("\n".join([head.rpartition(",")[0], *rows]), columns=("Customer ID", "Age", "VIP"))
    assert (None, "last_name_missing") in said


def test_no_header_is_noticed(base):
    _, schema, frame, report = base.read(base.text(head=()))
    assert frame["column 3"].to_list() == base.column("Annual Income")
    assert report.remarks[0].code == "no_header"
    assert [column.name for column in schema.columns] == [f"column {number}" for number in range(1, 8)]


def test_names_that_are_double_empty_long_and_foreign(base):
    names = ("Customer ID", "Age", "Age", "", "Joined", "点数, (€)\nرقم", "")
    _, schema, frame, report = base.read(base.text(head=names))
    assert [column.name for column in schema.columns] == [
        "Customer ID",
        "Age",
        "Age (2)",
        "column 4",
        "Joined",
        "点数, (€) رقم",
        "column 7",
    ]
    assert frame["Age (2)"].to_list() == base.column("Annual Income")
    assert sum(each.code in {"column_named", "second_of_name"} for each in report.remarks) == 3


def test_everything_at_once_gives_the_same_segments(base):
    head, *rows = base.lines()
    nasty = [
        "Export, made today", "", head, ",years,EUR,points,,,", *rows[:20], "", head.upper(), *rows[20:], *rows[:3],
        "Total,,3000000.00,3000,,,", "", "End of report",
    ]  # fmt: skip
    path, *_ = base.read("\r\n".join(nasty).encode("utf-16"), "nasty.csv")
    plain, *_ = base.read(base.text(), "plain.csv")
    options = {"features": ["Annual Income", "Spending Score"], "k": 5, "evidence": "none"}
    found = coterie.segment(path, **options).segmentation
    known = coterie.segment(plain, **options).segmentation
    assert found.inertia == known.inertia
    assert [each.size for each in found.segments] == [each.size for each in known.segments] == [12] * 5
    done = {each.code: each.rows for each in found.cleaning.remarks}
    assert done == {
        "read_as_encoding": 0,
        "blank_lines": 3,
        "lines_above": 1,
        "more_header_lines": 1,
        "repeated_header": 1,
        "lines_below": 1,
        "total_rows": 1,
        "duplicate_row": 3,
    }
    assert (found.cleaning.rows_in, found.cleaning.rows_out) == (63, 60)


def test_columns_that_are_lined_up_by_blanks_are_refused(base):
    lines = ["   ".join(cell.ljust(14) for cell in line.split(",")) for line in base.lines()]
    with pytest.raises(InputError, match=r"they seem to be lined up by blanks\. Export it as CSV\."):
        base.read("\n".join(lines))
