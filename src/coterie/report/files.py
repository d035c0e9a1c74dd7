"""The page in every format, with its charts and the pages of single segments, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coterie.segmentation import Segmentation

Format = Literal["html", "md", "json", "xlsx"]
FORMATS: tuple[Format, ...] = ("html", "md", "json", "xlsx")
"""What the page can be written as; each is the ending of its file."""

ChartFormat = Literal["svg", "png"]
CHART_FORMATS: tuple[ChartFormat, ...] = ("svg", "png")
"""What charts can be written as, each as a file beside the page."""


@dataclass(frozen=True)
class Beside:
    """What stands beside the page.

    Attributes
    ----------
    charts : {"svg", "png"} or None
        Each chart as a file.
    pages : bool
        Whether each segment has a page, to which the first one leads.
    """

    charts: ChartFormat | None = None
    pages: bool = False


def folders(stem: str) -> dict[str, str]:
    """Return the folders beside a page, by what is in them.

    Examples
    --------
    >>> folders("report")
    {'charts': 'report-charts', 'pages': 'report-pages'}
    """
    return {each: f"{stem}-{each}" for each in ("charts", "pages")}


def page_as(
    segmentation: Segmentation, kind: Literal["html", "md", "json"], *, stem: str, pages: bool = False
) -> bytes:
    """Return the page.

    Parameters
    ----------
    segmentation : Segmentation
    kind : {"html", "md", "json"}
    stem : str
        The name of its file, without the ending.
    pages : bool
        Whether it leads to pages of single segments.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> page_as(found, "html", stem="report")[:15]
    b'<!doctype html>'
    """
    from coterie.views import summary_of, to_json, view  # noqa: PLC0415 - loads the nouns of all that is shown

    if kind == "json":
        return to_json(summary_of(segmentation)).encode()
    if kind == "md":
        from coterie.report.markdown import to_markdown  # noqa: PLC0415 - loads what fills templates

        return to_markdown(view(segmentation)).encode()
    from coterie.report.page import render  # noqa: PLC0415 - as above
    from coterie.report.segment_pages import file_of  # noqa: PLC0415 - as above

    folder = folders(stem)["pages"]
    ids = [each.id for each in segmentation.segments] if pages and len(segmentation.centers) > 1 else ()
    return render(view(segmentation), {number: f"{folder}/{file_of(number)}" for number in ids}).encode()


def around(segmentation: Segmentation, wanted: Beside, *, name: str) -> dict[str, dict[str, bytes]]:
    """Return what stands beside a page: by folder, files by name.

    Parameters
    ----------
    segmentation : Segmentation
    wanted : Beside
    name : str
        The page's file, to which the pages of segments lead back.

    Examples
    --------
    >>> import coterie
    >>> found = coterie.segment(coterie.datasets.bank_customers(n=500), k=3, evidence="none").segmentation
    >>> sorted(around(found, Beside(pages=True), name="report.html")["report-pages"])
    ['segment-0.html', 'segment-1.html', 'segment-2.html']
    """
    from pathlib import PurePath  # noqa: PLC0415 - for a name alone

    from coterie.views import summary_of, view  # noqa: PLC0415 - loads the nouns of all that is shown

    called, found = folders(PurePath(name).stem), {}
    if wanted.charts is not None:
        from coterie.charts.files import chart_files  # noqa: PLC0415 - loads the charts

        found[called["charts"]] = chart_files(view(segmentation), wanted.charts)
    if wanted.pages:
        from coterie.report.segment_pages import segment_files  # noqa: PLC0415 - loads what fills templates
        from coterie.views.front.value import value_of  # noqa: PLC0415 - as above
        from coterie.views.segment_page import segment_pages  # noqa: PLC0415 - as above

        summary = summary_of(segmentation)
        pages = segment_files(segment_pages(segmentation), summary, value_of(summary), back=f"../{name}")
        found[called["pages"]] = {file: text.encode() for file, text in pages.items()}
    return found
