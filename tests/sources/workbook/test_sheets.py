import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest

from coterie.errors import InputError
from coterie.sources.workbook.sheets import sheet_grid

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STATE = ' state="hidden"'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(hidden: str = "", **sheets: list[list[object]]) -> bytes:
    """Write a small workbook by hand: strings inline, numbers as numbers, dates as Excel's days, None left out."""
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="' + SHEET + '.sheet.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KIND}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{STATE * (name == hidden)}/>'
            for n, name in enumerate(sheets, start=1)
        )
        + "</sheets></workbook>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{KIND}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/></Relationships>',
    }
    for n, rows in enumerate(sheets.values(), start=1):
        body = "".join(
            f'<row r="{r}">{"".join(cell(r, c, value) for c, value in enumerate(row))}</row>'
            for r, row in enumerate(rows, start=1)
        )
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def cell(row: int, column: int, value: object) -> str:
    place = f"{chr(65 + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


ROWS: list[list[object]] = [["id", "age", "card"], [1, 20, "Visa"], [2, 30.5, "Amex"], [3, None, "Visa"]]


def test_cells_come_as_text_with_their_row() -> None:
    grid, remarks, _ = sheet_grid(workbook(Customers=ROWS), "a.xlsx")
    assert grid.cells.rows() == [("id", "age", "card"), ("1", "20", "Visa"), ("2", "30.5", "Amex"), ("3", None, "Visa")]
    assert remarks == ()


def test_the_largest_sheet_is_read_and_said() -> None:
    grid, [remark], _ = sheet_grid(workbook(Readme=[["Made today"]], Customers=ROWS), "a.xlsx")
    assert grid.cells.height == 4
    assert (remark.code, remark.facts) == ("sheet_chosen", {"sheet": "Customers", "sheets": 2})


MANY: list[list[object]] = [["id", "bought"], *([number, 3.5] for number in range(20))]


def test_a_hidden_sheet_is_not_read_unless_it_is_named() -> None:
    data = workbook(hidden="Old", Old=MANY, Customers=ROWS)
    assert sheet_grid(data, "a.xlsx")[0].cells.height == len(ROWS)
    assert sheet_grid(data, "a.xlsx", "Old")[0].cells.height == len(MANY)
    assert sheet_grid(workbook(hidden="Old", Old=MANY), "a.xlsx")[0].cells.height == len(MANY)


def test_other_sheets_that_hold_tables_are_said() -> None:
    _, [remark], _ = sheet_grid(workbook(Orders=[*MANY, *MANY], Customers=MANY, Note=[["x"]]), "a.xlsx")
    assert remark.code == "sheet_of_several"
    assert remark.facts == {"sheet": "Orders", "others": ("Customers",), "more": ""}


def test_dates_come_as_days() -> None:
    grid, *_ = sheet_grid(workbook(Customers=[["joined"], [date(2024, 2, 29)], [True]]), "a.xlsx")
    assert [row[0] for row in grid.cells.rows()] == ["joined", "2024-02-29 00:00:00", "true"]


def test_a_sheet_can_be_named() -> None:
    grid, remarks, _ = sheet_grid(workbook(Readme=[["Made today"]], Customers=ROWS), "a.xlsx", "Readme")
    assert grid.cells.rows() == [("Made today",)]
    assert remarks == ()


def test_an_unknown_sheet_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(
        InputError, match=r"^`sheet` is 'Custmers', but must be one of Readme, Customers\. Did you mean 'Customers'\?"
    ):
        sheet_grid(workbook(Readme=[["x"]], Customers=ROWS), "a.xlsx", "Custmers")


def test_empty_rows_are_left_out_and_rows_keep_their_numbers() -> None:
    grid, *_ = sheet_grid(workbook(Customers=[["Export"], [None], ["  "], *ROWS]), "a.xlsx")
    assert grid.lines.to_list() == [1, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", workbook(A=ROWS)[:600]]
)
def test_what_is_no_workbook_is_an_error_in_words(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^'a\.xlsx' cannot be read: it is no workbook that can be understood\."):
        sheet_grid(data, "a.xlsx")


def test_a_workbook_without_a_cell_is_empty() -> None:
    with pytest.raises(InputError, match=r"^'a\.xlsx' is empty\."):
        sheet_grid(workbook(A=[]), "a.xlsx")


@pytest.mark.parametrize(("others", "more"), [(5, ""), (6, " ...")])
def test_five_other_sheets_are_named_and_no_more(others: int, more: str) -> None:
    sheets = {f"Sheet{number}": MANY for number in range(others)}
    _, [remark], _ = sheet_grid(workbook(Orders=[*MANY, *MANY], **sheets), "a.xlsx")
    assert remark.facts["others"] == tuple(sheets)[:5]
    assert remark.facts["more"] == more
