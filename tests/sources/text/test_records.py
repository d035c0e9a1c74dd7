import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coterie.sources.text.records import on_lines, sniff, to_grid

cell = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=8)


def table(width: int) -> st.SearchStrategy[list[list[str]]]:
    """Rows of text cells whose first cell is never blank, so that no row is left out."""
    row = st.tuples(st.sampled_from(["a", "b1", "7"]), *[cell] * (width - 1)).map(list)
    return st.lists(row, min_size=1, max_size=8)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(rows=st.integers(2, 5).flatmap(table))
def test_what_csv_writes_is_read_back(delimiter: str, rows: list[list[str]]) -> None:
    header = [f"name{number}" for number in range(len(rows[0]))]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header] * 3 + rows)
    grid = to_grid(out.getvalue())
    if grid.delimiter != delimiter:  # cells of nothing but another delimiter may look like a table of their own
        return
    assert [[value or "" for value in row] for row in grid.cells.rows()] == [header] * 3 + rows
    assert grid.remarks == ()


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('a,b\n"1;2;3",4\n"1;2;3",4\n', ","),
        ("a\n1\n", ","),
        ("1,5;2,5\n3,5;4,5\n", ";"),
        ("id ;,b,c,d\nx;,1,2,3\ny;,1,2,3\n", ","),
        ("Export; made today\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


def test_an_open_quote_swallows_nothing() -> None:
    lines = ["id,name,age", '1,"Ann",20', '2,"Bob,30', "3,Cid,40", '4,"Dan",50']
    grid = to_grid("\n".join(lines))
    assert [row[0] for row in grid.cells.rows()] == ["id", "1", "2", "3", "4"]
    assert grid.cells.rows()[2] == ("2", "Bob", "30")
    [remark] = grid.remarks
    assert (remark.code, remark.facts) == ("open_quote", {"lines": (3,)})


def test_two_open_quotes_swallow_nothing() -> None:
    lines = ["id,name,age", '1,"Ann,20', "2,Bob,30", "3,Cid,40", '4,"Dan,50', "5,Eve,60"]
    grid = to_grid("\n".join(lines))
    assert [row[0] for row in grid.cells.rows()] == ["id", "1", "2", "3", "4", "5"]
    assert grid.remarks[0].facts == {"lines": (2, 5)}


def test_quoted_line_breaks_belong_to_their_cell() -> None:
    grid = to_grid('id,address\n1,"A Street\nTown\n\nLand"\n2,"B"\n')
    assert grid.cells.rows() == [("id", "address"), ("1", "A Street\nTown\n\nLand"), ("2", "B")]
    assert grid.lines.to_list() == [1, 2, 6]


def test_rows_of_the_wrong_length_are_mended_and_named() -> None:
    grid = to_grid("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12,,\n13,14,15\n")
    assert grid.short == (3,)
    assert grid.cells.rows()[2:5] == [("4", "5", None), ("6", "7", "8"), ("10", "11", "12")]
    assert grid.long == ((4, "9"),)
    assert [(each.code, each.rows, each.facts) for each in grid.remarks] == [("empty_cells_beyond", 1, {"lines": (5,)})]


def test_quotes_inside_a_cell_and_blanks_before_quotes_are_no_trouble() -> None:
    grid = to_grid('id,size,note\n1,5" pipe,x\n2,"6"" pipe",y\n3, "a, b",z\n')
    assert [row[0] for row in grid.cells.rows()] == ["id", "1", "2", "3"]
    assert grid.cells.rows()[2] == ("2", '6" pipe', "y")


def test_carriage_returns_end_lines_of_any_system() -> None:
    for end in ("\r\n", "\r", "\n"):
        assert to_grid(end.join(["a,b", "1,2", ""])).cells.rows() == [("a", "b"), ("1", "2")]


def test_blank_lines_are_counted() -> None:
    grid = to_grid("a,b\n\n1,2\n,\n3,4\n\n\n")
    assert grid.cells.rows() == [("a", "b"), ("1", "2"), ("3", "4")]
    assert (grid.remarks[0].code, grid.remarks[0].rows) == ("blank_lines", 2)
    assert grid.lines.to_list() == [1, 3, 5]


def test_many_lines_are_counted_not_listed() -> None:
    remark = on_lines("open_quote", list(range(1, 14)))
    assert (remark.rows, remark.facts) == (13, {"lines": tuple(range(1, 11))})


@given(st.text(max_size=200))
def test_no_text_ends_in_an_error_or_loses_rows(text: str) -> None:
    grid = to_grid(text)
    assert grid.cells.height == len(grid.lines)
    if '"' not in text:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert grid.cells.height <= len(lines)


def test_the_header_tells_the_width_where_last_cells_are_left_off() -> None:
    grid = to_grid("a,b,c\n1,2\n3,4\n5,6,x\n7,8\n")
    assert grid.cells.rows() == [("a", "b", "c"), ("1", "2", None), ("3", "4", None), ("5", "6", "x"), ("7", "8", None)]


def test_quotes_escaped_by_a_backslash_are_read() -> None:
    rows = "".join(f'{number},"He said \\"hi, you\\"",x\n' for number in range(5))
    grid = to_grid("id,said,y\n" + rows)
    assert grid.cells.rows()[1] == ("0", 'He said "hi, you"', "x")
    assert [remark.code for remark in grid.remarks] == ["escaped_quotes"]
    path = to_grid('id,path\n1,"C:\\dir\\"\n2,"D:\\"\n')
    assert path.cells.rows()[1:] == [("1", "C:\\dir\\"), ("2", "D:\\")]


@pytest.mark.parametrize("first", ["x^2", "x\x01", "x\x9c", "BZh9", "PK"])
def test_text_that_begins_as_compressed_files_do_is_text(first):
    assert to_grid(f"{first},age\n1,20\n2,30\n").cells.height == 3
