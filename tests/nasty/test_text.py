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
    guessed = [each for (_, action), each in said.items() if action.startswith("read as")]
    if encoding not in UTF:
        assert all(word in guessed[0].detail for word in WORDS.get(encoding, WESTERN))
        assert "--encoding names another" in guessed[0].detail


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
    assert f"it reads as '{words[0]}', '{words[1]}', '{words[2]}'" in said[None, "read as euc-jp"].detail


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
    assert said[None, "row too long: what is beyond the last column was left out"].detail == "line 7: 'EXTRA'"
    assert said[None, "row too short: its last cells are missing"].detail == "line 12"


@pytest.mark.parametrize("at", [1, 3, 6])
@pytest.mark.parametrize("lines", [(30,), (30, 40), (60,), (1,)])
def test_an_open_quote_is_named_and_no_row_behind_it_is_lost(base, at, lines):
    text = base.lines()
    for line in lines:
        cells = text[line].split(",")
        cells[at] = '"' + cells[at]
        text[line] = ",".join(cells)
    said = base.check("\n".join(text))
    named = ", ".join(str(line + 1) for line in lines)
    wanted = f"line{'s' * (len(lines) > 1)} {named}"
    assert said[None, "open quote taken as part of its own line"].detail == wanted


def test_nul_bytes_and_what_nobody_sees(base):
    said = base.check(base.text().replace("Visa", "Vi\0sa") + "\0" * 99)
    assert said[None, "NUL bytes removed"].detail == "119 of them"
    nasty = base.text().replace("Annual Income", "Annual\u200b Income\u200e").replace("Visa", "\u202aVisa\u202c")
    assert base.check("\ufeff\ufeff" + nasty)[None, "invisible characters removed"].detail == "43 of them"


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
    left = said[None, "lines above the header left out"]
    assert left.rows == len([line for line in ABOVE[above] if line])
    assert left.detail.startswith("line 1: '")


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
    assert said[None, "more lines of the header left out"].rows == 1


def test_drawn_tables(base):
    head, *rows = (line.split(",") for line in base.lines())
    markdown = [f"| {' | '.join(head)} |", "|" + "---|" * 7, *(f"| {' | '.join(row)} |" for row in rows)]
    base.check("\n".join(markdown))
    psql = [" " + " | ".join(head), "-----+" * 6 + "----", *(" " + " | ".join(row) for row in rows), "(60 rows)", ""]
    said = base.check("\n".join(psql))
    assert said[None, "lines under the table left out"].detail == "line 63: '(60 rows)'"


def test_names_over_the_wrong_columns_are_moved_or_pointed_at(base):
    head, *rows = base.lines()
    said = base.check("\n".join([head, *(f"{number},{row}" for number, row in enumerate(rows, start=1))]))
    assert said[None, "names moved one column to the right: the first holds row numbers"].detail.startswith("line 1")
    said = base.check("\n".join([head.rpartition(",")[0], *rows]), columns=("Customer ID", "Age", "VIP"))
    assert (None, "the last column has no name in the header") in said


def test_no_header_is_noticed(base):
    _, schema, frame, report = base.read(base.text(head=()))
    assert frame["column 3"].to_list() == base.column("Annual Income")
    assert report.actions[0].action == "no header: columns are numbered"
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
    assert sum(each.action in {"column named", "second column of that name renamed"} for each in report.actions) == 3


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
    done = {each.action: each.rows for each in found.cleaning.actions}
    assert done == {
        "read as UTF-16": 0,
        "blank lines left out": 3,
        "lines above the header left out": 1,
        "more lines of the header left out": 1,
        "repeated header left out": 1,
        "lines under the table left out": 1,
        "total row left out": 1,
        "duplicate row dropped": 3,
    }
    assert (found.cleaning.rows_in, found.cleaning.rows_out) == (63, 60)


def test_columns_that_are_lined_up_by_blanks_are_refused(base):
    lines = ["   ".join(cell.ljust(14) for cell in line.split(",")) for line in base.lines()]
    with pytest.raises(InputError, match=r"they seem to be lined up by blanks\. Export it as CSV\."):
        base.read("\n".join(lines))
