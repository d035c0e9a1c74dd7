import numpy as np
import pytest

from coterie.errors import InputError
from coterie.sources.limits import workbook
from coterie.sources.limits.workbook import check_workbook

ROWS = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="AB{n}"><v>2</v></c></row>' for n in range(1, 11))


def refused(parts: dict[str, str], size: int = 0) -> str:
    with pytest.raises(InputError) as error:
        check_workbook({name: text.encode() for name, text in parts.items()}, "a.xlsx", size)
    return str(error.value)


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "FREE_CELLS", 0)
    monkeypatch.setattr(workbook, "CELLS_A_BYTE", 1)


@pytest.mark.usefixtures("no_room")
def test_a_sheet_reaches_to_its_last_cell() -> None:
    assert "has 10 rows of 28 columns" in refused({"xl/a.xml": ROWS}, 279)
    check_workbook({"xl/a.xml": ROWS.encode()}, "a.xlsx", 280)


@pytest.mark.usefixtures("no_room")
@pytest.mark.parametrize(
    ("sheet", "extent"),
    [
        ('<row r="7"><c r="C3"/></row>', "7 rows of 3 columns"),
        ("<x:row r='7'><x:c r='C30' s='1'/></x:row>", "30 rows of 3 columns"),
        ("<row><c/><c/></row><row><c><v>1</v></c></row>", "2 rows of 2 columns"),
        ('<row r="1"><c\nr = "XFD1048576"></c></row>', "1,048,576 rows of 16,384 columns"),
    ],
)
def test_every_way_to_say_where_a_cell_is(sheet: str, extent: str) -> None:
    assert extent in refused({"xl/a.xml": sheet})


@pytest.mark.usefixtures("no_room")
def test_sheets_add_up_and_the_largest_is_named() -> None:
    assert "10 rows of 28 columns" in refused({"xl/a.xml": ROWS, "xl/b.xml": '<row><c r="B2"/></row>'}, 283)
    check_workbook({"xl/a.xml": ROWS.encode(), "xl/b.xml": b'<row><c r="B2"/></row>'}, "a.xlsx", 284)


def test_a_reference_over_the_end_of_a_chunk_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LONGEST_TAG", 20)
    for chunk in range(25, 60):
        monkeypatch.setattr(workbook, "_CHUNK", chunk)
        assert workbook._extent(ROWS.encode()) == (10, 28)


@pytest.mark.usefixtures("no_room")
@pytest.mark.parametrize(
    ("content", "extent"),
    [
        ('<table:table-row><table:table-cell office:value="1"/><table:table-cell/></table:table-row>', "1 rows of 1 c"),
        (
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value="1" '
            'table:number-columns-repeated="16384"/></table:table-row>',
            "1,000,000 rows of 16,384 columns",
        ),
        (
            '<table:table-row table:number-rows-repeated="9"><table:table-cell/></table:table-row><table:table-row>'
            '<table:table-cell table:number-columns-repeated="4"/><table:table-cell office:value-type="string">'
            "<text:p>a</text:p></table:table-cell></table:table-row>",
            "10 rows of 5 columns",
        ),
    ],
)
def test_an_open_document_repeats_cells(content: str, extent: str) -> None:
    assert extent in refused({"content.xml": content})


@pytest.mark.usefixtures("no_room")
def test_empty_cells_repeated_to_the_end_are_none() -> None:
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="9"/>'
    check_workbook({"content.xml": end.encode()}, "a.ods", 0)


def test_shared_texts_count_for_every_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [b"x" * int(size) for size in np.linspace(0, 2000, 30)]
    shared = b"<sst>" + b"".join(b"<si><t>%s</t></si>" % text for text in texts) + b"</sst>"
    cells = b"".join(b'<row><c r="A%d" t="s"><v>%d</v></c></row>' % (n + 1, n % 30) for n in range(300))
    held = 10 * sum(len(text) for text in texts)
    monkeypatch.setattr(workbook, "FREE_TEXT", held)
    assert held <= workbook._text([cells], shared) < held + 300 * 30
    assert "repeats its texts" in refused({"xl/a.xml": cells.decode(), "xl/shared.xml": shared.decode()}, 10**6)
