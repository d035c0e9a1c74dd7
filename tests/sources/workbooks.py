"""Workbooks written by hand, so that they can say anything."""

from __future__ import annotations

import io
import zipfile

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: str, *, shared: str = "", doctype: str = "") -> bytes:
    """Return a workbook of one sheet: `rows` is the content of its sheetData, `shared` of its shared strings."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'{_RELATIONS}<Relationship Id="a" Type="{_KIND}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook {_MAIN} xmlns:r="{_KIND}"><sheets>'
        '<sheet name="Customers" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_RELATIONS}<Relationship Id="s" Type="{_KIND}/worksheet" Target="sheet.xml"/>'
        f'<Relationship Id="t" Type="{_KIND}/sharedStrings" Target="shared.xml"/></Relationships>',
        "xl/sheet.xml": f'<?xml version="1.0"?>{doctype}<worksheet {_MAIN}><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{rows}</sheetData></worksheet>",
        "xl/shared.xml": f'<?xml version="1.0"?><sst {_MAIN}>{shared}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def row(number: int, *cells: str) -> str:
    """Return a row of texts."""
    letters = "ABCDEFGHIJ"
    written = (
        f'<c r="{letters[at]}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(cells)
    )
    return f'<row r="{number}">{"".join(written)}</row>'
