import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.text.dialects import in_the_usual_way
from coterie.sources.text.records import to_grid

ROWS = [["id", "said", "paid"], *([str(n), f'it\'s {n}, "so"', f"{n},50"] for n in range(12))]
WAYS = {
    "single quotes": ({"quotechar": "'", "quoting": csv.QUOTE_ALL}, "single_quotes"),
    "single quotes where needed": ({"quotechar": "'"}, "single_quotes"),
    "backslash before quotes": (
        {"escapechar": "\\", "doublequote": False},
        "escaped_quotes",
    ),
    "backslash before delimiters": (
        {"escapechar": "\\", "quoting": csv.QUOTE_NONE, "quotechar": None},
        "escaped_delimiters",
    ),
    "the usual way": ({}, ""),
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("way", WAYS)
def test_fields_come_back_as_they_went_in(way, delimiter):
    options, says = WAYS[way]
    rows = [[cell.replace(",", delimiter) for cell in row] for row in ROWS]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n", **options).writerows(rows)
    usual, said = in_the_usual_way(out.getvalue(), delimiter)
    assert list(csv.reader(io.StringIO(usual), delimiter=delimiter)) == rows
    assert said == says


def test_blanks_before_a_quote_are_no_part_of_the_field():
    text = 'id, "name", "paid"\n1, "a, b", "3"\n2, "c", "4"\n'
    grid = to_grid(text)
    assert grid.cells.rows()[1] == ("1", "a, b", "3")
    assert [remark.code for remark in grid.remarks] == ["blanks_before_quotes"]


@pytest.mark.parametrize(
    "text",
    [
        "id,path\n1,C:\\dir\\\n2,D:\\\n",
        'id,path\n1,"C:\\dir\\"\n2,"D:\\"\n',
        "id,name\n1,O'Neil\n2,'tis\n3,rock 'n' roll\n",
        "id,name\n1,'=1+1\n2,'@x\n",
        'id,size\n1,5"\n2,7"\n',
    ],
)
def test_what_is_no_escape_stays(text):
    assert in_the_usual_way(text, ",") == (text, "")


cells = st.text("ab,;'\"\\ 1", max_size=6)


@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6))
def test_whatever_the_usual_way_writes_clearly_is_left_as_it_is(rows):
    out = io.StringIO()
    plain = [["h", "i", "j"], *([str(n), *row[1:]] for n, row in enumerate(rows))]
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(plain)
    usual, said = in_the_usual_way(out.getvalue(), ",")
    if not said:
        assert usual == out.getvalue()
    assert len(list(csv.reader(io.StringIO(usual)))) == len(plain)


def test_lines_in_quotes_as_a_whole_are_unwrapped():
    inner = 'id,name\n1,"a, ""b"""\n2,c'
    text = "\n".join('"' + line.replace('"', '""') + '"' for line in inner.split("\n"))
    grid = to_grid(text)
    assert grid.cells.rows()[1:] == [("1", 'a, "b"'), ("2", "c")]
    assert grid.remarks[0].code == "wrapped_lines"


@pytest.mark.parametrize("delimiter", [":", "^", "~", "\x01"])
def test_seldom_delimiters_are_found_where_no_usual_one_is(delimiter):
    rows = [["id", "age", "card"], *([str(n), str(20 + n), "Visa"] for n in range(5))]
    grid = to_grid("\n".join(delimiter.join(row) for row in rows))
    assert grid.cells.rows() == [tuple(row) for row in rows]


@pytest.mark.parametrize("title", ["id", 'id "\\""'])
def test_a_backslash_before_a_doubled_quote_is_no_escape(title: str) -> None:
    text = f'{title},note\n1,"a\nb"\n2,"c\\"""\n'.replace('id "\\""', '"id \\"""')
    assert in_the_usual_way(text, ",") == (text, "")


@pytest.mark.parametrize("every", [True, False], ids=["every field quoted", "only the note"])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("note", ["one\ntwo{d} {n}", "one{d} {n}\ntwo", "one\ntwo\n{d}three {n}", "one\n{n}"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_line_break_in_single_quotes_in_every_record_splits_none(every, place, note, delimiter):
    head = ["id", "age"]
    head.insert(place, "note")
    lines = [delimiter.join(f"'{name}'" if every else name for name in head)]
    cells = [note.format(d=delimiter, n=n) for n in range(40)]
    for n, cell in enumerate(cells):
        record = [f"'C{n}'" if every else f"C{n}", f"'{n % 50}'" if every else str(n % 50)]
        record.insert(place, f"'{cell}'")
        lines.append(delimiter.join(record))
    text, code = in_the_usual_way("\n".join(lines) + "\n", delimiter)
    assert code == "single_quotes"
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert records[0] == head
    assert [record[place] for record in records[1:]] == cells
