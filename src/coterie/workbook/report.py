"""The page as a workbook: a sheet for each part, real numbers, and charts that the spreadsheet draws."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from coterie.workbook.library import MADE, check_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.views.sheets import Drawn, Sheet, Value

_FORMS: Final = {"count": "#,##0", "number": "#,##0.00", "share": "0.0%"}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST, _NARROWEST = 60, 9
_LONGEST_TEXT = 32_767
"""Characters that a cell holds."""


def write_report_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the page as a workbook; the same sheets give the same bytes.

    No text is taken for a formula, a link or a number, whatever it begins with.

    Parameters
    ----------
    sheets : sequence of coterie.views.sheets.Sheet

    Raises
    ------
    coterie.errors.InputError
        Where the library that writes workbooks is not installed.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.views.sheets import Sheet
    >>> made = write_report_workbook([Sheet("Rules", ("Rule", "Recall"), ("text", "share"), (("=1+1", 0.5),))])
    >>> pl.read_excel(io.BytesIO(made)).rows()
    [('=1+1', 0.5)]
    """
    file = io.BytesIO()
    book = check_workbook().Workbook(file, {"in_memory": True, "nan_inf_to_errors": True})
    book.set_properties({"created": MADE})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    styles = {form: book.add_format({"num_format": shown, "valign": "top"}) for form, shown in _FORMS.items()}
    styles["text"] = book.add_format({"text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    for each in sheets:
        name = _name(each.name, taken)
        _write(book, book.add_worksheet(name), each, name=name, head=head, styles=styles)
    book.close()
    return file.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that a tab can have and no other has."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip()[:_LONGEST_NAME] or "-"
    name, again = plain, 2
    while name.casefold() in taken:
        name = f"{plain[: _LONGEST_NAME - 4]} ({again})"
        again += 1
    taken.add(name.casefold())
    return name


def _write(
    book: Any,  # noqa: ANN401 - the library has no types
    sheet: Any,  # noqa: ANN401 - as above
    made: Sheet,
    *,
    name: str,
    head: Any,  # noqa: ANN401 - as above
    styles: dict[str, Any],  # as above
) -> None:
    for at, title in enumerate(made.titles):
        sheet.write_string(0, at, title, head)
        sheet.set_column(at, at, _width([title, *(row[at] for row in made.rows)]))
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(made.rows, start=1):
        for at, value in enumerate(row):
            _cell(sheet, (number, at), value, style=styles[made.forms[at]], plain=styles["text"])
    if made.drawn is not None:
        sheet.insert_chart(1, len(made.titles) + 1, _chart(book, made, made.drawn, name))


def _width(values: Sequence[Value]) -> int:
    longest = max(len(str(value)) if isinstance(value, str) else _NARROWEST for value in values)
    return min(max(longest + 1, _NARROWEST), _WIDEST)


def _cell(sheet: Any, place: tuple[int, int], value: Value, *, style: Any, plain: Any) -> None:  # noqa: ANN401 - as above
    """Write a value as what it is; nothing for a missing one."""
    if isinstance(value, int | float):
        sheet.write_number(*place, value, style)
    elif value is not None:
        sheet.write_string(*place, str(value)[:_LONGEST_TEXT], plain)


def _chart(book: Any, made: Sheet, drawn: Drawn, name: str) -> Any:  # noqa: ANN401 - as above
    chart, last = book.add_chart({"type": drawn.kind}), len(made.rows)
    for at in drawn.of:
        chart.add_series(
            {
                "name": [name, 0, at],
                "categories": [name, 1, drawn.along, last, drawn.along],
                "values": [name, 1, at, last, at],
                "marker": {"type": "circle"} if drawn.kind == "line" else {"type": "none"},
            }
        )
    chart.set_title({"name": drawn.title, "name_font": {"size": 12}})
    if drawn.kind == "bar":
        chart.set_y_axis({"reverse": True})
    if len(drawn.of) == 1:
        chart.set_legend({"none": True})
    return chart
