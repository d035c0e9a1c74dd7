"""Writing the report in any format, with what stands beside it: each whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie import errors
from coterie.atomic import path_of
from coterie.outputs import check_folder, write_folder, write_page
from coterie.report.files import CHART_FORMATS, FORMATS, Beside, ChartFormat, Format, around, folders
from coterie.report.held_folder import IN_FOLDERS
from coterie.segmentation import Result, Segmentation, segmentation_of, shown_as
from coterie.workbook import check_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from pathlib import Path


def write_report(
    result: Result | Segmentation,
    path: str | PathLike[str],
    *,
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
    locale: str | None = None,
    format: Format | None = None,
    pages: bool = False,
    charts: ChartFormat | None = None,
) -> Path:
    """Write the report of a run: an HTML page that opens with no network, or the same in another format.

    Parameters
    ----------
    result : Result or Segmentation
        What :func:`coterie.segment` or :func:`coterie.load` returned; both give the same page.
    path : str or path
        The file to write; one that is there is replaced.
    title : str or None
        Title of the page (default: that of the run).
    labels : mapping of str to str or None
        What to call columns, by their names, beside what the run called them.
    locale : str or None
        How numbers and dates are written, such as "de" (default: as in the run).
    format : {"html", "md", "json", "xlsx"} or None
        HTML, Markdown, JSON or a workbook (default: by the ending of `path`, else HTML).
    pages : bool
        Whether to write a page for each segment as well, into a folder beside it, such as ``report-pages``. Such pages
        that stand beside an HTML page are always made again with it.
    charts : {"svg", "png"} or None
        Write each chart as a file as well, into a folder beside it, such as ``report-charts``.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    coterie.errors.InputError
        For a column that is not there, and for a locale or a format, of the page or of charts, that is none.
    coterie.errors.OutputError
        When a file cannot be written, and for a folder that holds what coterie did not write; what was there stays.

    Examples
    --------
    >>> import coterie, tempfile
    >>> from pathlib import Path
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = write_report(result, Path(folder) / "report.html", pages=True, locale="de")
    ...     sorted(each.name for each in Path(folder).iterdir())
    ['report-pages', 'report.html']
    """
    if not isinstance(result, Result | Segmentation):
        raise errors.choosing.no_result("result", result, "coterie.segment")
    out = path_of("path", path)
    kind = _format(out, format)
    if charts is not None and charts not in CHART_FORMATS:
        raise errors.choosing.unknown_choice("charts", charts, CHART_FORMATS)
    if kind == "xlsx":
        check_workbook()
    shown = shown_as(segmentation_of(result), title=title, labels=labels, locale=locale)
    pages = pages or (kind == "html" and holds_pages(out))
    for name in _asked(out, pages=pages, charts=charts):
        check_folder(out.with_name(name), overwrite=True)
    for name, files in around(shown, Beside(charts, pages=pages), name=out.name).items():
        write_folder(files, out.with_name(name), overwrite=True)
    write_page(shown, out, kind=kind, pages=pages)
    return out


def holds_pages(out: Path) -> bool:
    """Return whether pages of single segments, and nothing else, stand beside a page.

    Examples
    --------
    >>> from pathlib import Path
    >>> holds_pages(Path("no-such-folder/report.html"))
    False
    """
    folder = out.with_name(folders(out.stem)["pages"])
    held = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return bool(held) and all(map(IN_FOLDERS.fullmatch, held))


def _format(out: Path, given: str | None) -> Format:
    ending = out.suffix.lower().removeprefix(".")
    if given is not None and given not in FORMATS:
        raise errors.choosing.unknown_choice("format", given, FORMATS)
    return next((each for each in FORMATS if each == (given or ending)), "html")


def _asked(out: Path, *, pages: bool, charts: str | None) -> list[str]:
    asked = {"charts": charts is not None, "pages": pages}
    return [name for what, name in folders(out.stem).items() if asked[what]]
