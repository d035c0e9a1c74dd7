import polars as pl
import pytest

from coterie.remarks import Remark
from coterie.sources.text.header import to_frame
from coterie.sources.text.records import to_grid

ROWS = "".join(f"{number},{20 + number},{'Visa' if number % 2 else 'Amex'}\n" for number in range(1, 31))


def read(text: str, header_row: int | None = None) -> tuple[pl.DataFrame, dict[str, Remark]]:
    frame, remarks = to_frame(to_grid(text), header_row)
    return frame, {remark.code: remark for remark in remarks}


def test_a_plain_table_needs_no_remark() -> None:
    frame, remarks = read("id, Age ,card\n" + ROWS)
    assert frame.columns == ["id", "Age", "card"]
    assert frame.height == 30
    assert remarks == {}


def test_a_preamble_and_a_footer_are_left_out_and_quoted() -> None:
    frame, remarks = read(f"Customer export\nMade: 2024-01-01\n\nid,age,card\n{ROWS}\nSource: CRM\n30 rows\n")
    assert frame.columns == ["id", "age", "card"]
    assert frame["id"].to_list() == [str(number) for number in range(1, 31)]
    assert remarks["lines_above"].facts == {"lines": ((1, "Customer export"), (2, "Made: 2024-01-01"))}
    assert "row_too_short" not in remarks
    assert remarks["lines_below"].facts == {"lines": ((36, "Source: CRM"), (37, "30 rows"))}


def test_a_preamble_padded_with_commas_is_left_out() -> None:
    frame, _ = read(f"Customer export,,\n,,\nid,age,card\n{ROWS}")
    assert frame.columns == ["id", "age", "card"]


def test_repeated_headers_and_a_total_are_left_out_by_line() -> None:
    frame, remarks = read(f"id,age,card\n{ROWS}id,age,card\n31,50,Visa\nTotal,1085,\n")
    assert frame.height == 31
    assert remarks["repeated_header"].facts == {"lines": (32,)}
    assert remarks["total_rows"].facts == {"lines": (34,)}


def test_a_customer_called_total_stays() -> None:
    frame, _ = read(f"name,age,card\nTotal,40,Visa\n{ROWS}")
    assert frame.height == 31


def test_a_missing_header_is_noticed() -> None:
    frame, remarks = read(ROWS)
    assert frame.columns == ["column 1", "column 2", "column 3"]
    assert frame.height == 30
    assert remarks["no_header"].facts == {"line": 1}


def test_years_as_names_are_a_header() -> None:
    rows = "".join(f"{number},{number * 3},{number * 5}\n" for number in range(1, 30))
    frame, _ = read("id,2023,2024\n" + rows)
    assert frame.columns == ["id", "2023", "2024"]


def test_text_alone_has_a_header() -> None:
    assert read("name,city\nAnn,Ulm\nBob,Bonn\nCid,Kiel\n")[0].columns == ["name", "city"]


def test_double_and_empty_names_become_single_ones() -> None:
    frame, remarks = read("id,age,age,,age (2),\n1,20,21,a,5,\n2,30,31,b,6,\n")
    assert frame.columns == ["id", "age", "age (3)", "column 4", "age (2)"]
    assert remarks["second_of_name"].column == "age (3)"
    assert remarks["column_named"].column == "column 4"


@pytest.mark.parametrize("row", [1, 3])
def test_the_header_row_can_be_said(row: int) -> None:
    frame, _ = read("x,y\n1,2\na,b\n3,4\n", header_row=row)
    assert frame.columns == (["x", "y"] if row == 1 else ["a", "b"])
    assert frame.height == (3 if row == 1 else 1)


def test_cells_keep_their_blanks() -> None:
    assert read("id,name\n1, Ann \n2,Bob\n")[0]["name"].to_list() == [" Ann ", "Bob"]


def test_short_rows_of_the_table_are_named() -> None:
    frame, remarks = read(f"Export\nid,age,card\n{ROWS}31,51\n32,52,Visa\n")
    assert frame.height == 32
    assert remarks["row_too_short"].facts == {"lines": (33,)}


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_every_line_of_a_footer_and_no_customer_is_left_out(lines: int) -> None:
    frame, remarks = read(f"id,age,card\n{ROWS}" + "Source: CRM\n" * lines)
    assert frame["id"].to_list() == [str(number) for number in range(1, 31)]
    assert remarks["lines_below"].rows == lines


def test_a_row_without_a_value_is_no_total() -> None:
    frame, remarks = to_frame(to_grid("a,b\n1,2\n3,4\n,,y\n5,6\nTotal,12\n"))
    assert frame.rows() == [("1", "2"), ("3", "4"), (None, None), ("5", "6")]
    assert [(remark.code, remark.rows) for remark in remarks] == [("total_rows", 1), ("row_too_long", 1)]


@pytest.mark.parametrize(("extra", "lines"), [((), 1), ((",EUR,EUR,",), 2)])
def test_a_header_put_together_from_several_lines_is_said(extra: tuple[str, ...], lines: int) -> None:
    rows = [f"{n},{2 * n},{n},{3 * n}" for n in range(9)]
    frame, remarks = to_frame(to_grid("\n".join(["Who,Sales,,Age", *extra, ",Orders,Spend,", *rows])))
    units = " EUR" * bool(extra)
    assert frame.columns[:3] == ["Who", f"Sales{units} Orders", f"Sales{units} Spend"]
    assert frame.height == 9
    [said] = [remark for remark in remarks if remark.code == "header_put_together"]
    assert said.rows == lines
    assert (1, "Who") in said.facts["lines"]


def test_a_header_of_one_line_is_put_together_from_nothing() -> None:
    _, remarks = to_frame(to_grid("a,b\n1,2\n3,4\n5,6\n"))
    assert not remarks


@pytest.mark.parametrize(
    ("above", "names"),
    [
        (
            "Customer,,2023,,2024,",
            ["Customer No", "Customer Who", "2023 Orders", "2023 Spend", "2024 Orders", "2024 Spend"],
        ),
        (",,2023,,2024,", ["No", "Who", "2023 Orders", "2023 Spend", "2024 Orders", "2024 Spend"]),
        ("Export of today,,,,,", ["No", "Who", "Orders", "Spend", "Orders (2)", "Spend (2)"]),
        ("2023,,,2024,,", ["No", "Who", "Orders", "Spend", "Orders (2)", "Spend (2)"]),
    ],
)
def test_names_above_several_columns_tell_them_apart(above, names):
    text = f"{above}\nNo,Who,Orders,Spend,Orders,Spend\n" + "".join(
        f"{n},Ann,{n},{n * 7},{n + 1},{n * 3}\n" for n in range(20)
    )
    frame, _ = to_frame(to_grid(text))
    assert frame.columns == names
    assert frame.height == 20


def test_what_is_left_out_may_be_as_wide_as_it_likes() -> None:
    rows = [f"{n},{20 + n},{n % 3}" for n in range(1, 31)]
    beyond = ["Month,a,b,c,d", "Jan,1,2,3,4"]
    for lines, told in (
        (["EXTF,700,,x,y", "id,age,children", *rows], None),
        (["id,age,children", *rows, "", *beyond], None),
        (["id,age,children", *rows[:9], rows[9] + ",7,8", *rows[10:]], ((11, "7,8"),)),
    ):
        frame, remarks = to_frame(to_grid("\n".join(lines)))
        found = {each.code: each.facts for each in remarks}
        assert frame.height == 30
        assert found.get("row_too_long", {}).get("cells") == told
