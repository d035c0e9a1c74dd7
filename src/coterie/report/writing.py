"""Writing the report, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors
from coterie.atomic import whole
from coterie.segmentation import Result, Segmentation, segmentation_of, shown_as
from coterie.views import view

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike


def write_report(
    result: Result | Segmentation,
    path: str | PathLike[str],
    *,
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
) -> Path:
    """Write the report of a run: one HTML file that opens with no network.

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

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    coterie.errors.InputError
        For a column that is not there.
    coterie.errors.OutputError
        When the file cannot be written; what was there stays.

    Examples
    --------
    >>> import coterie, tempfile
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(result, Path(folder) / "report.html").name
    'report.html'
    """
    if not isinstance(result, Result | Segmentation):
        raise errors.choosing.no_result("result", result, "coterie.segment")
    from coterie.report.page import render  # noqa: PLC0415 - the terminal shows some of it without a page

    page = render(view(shown_as(segmentation_of(result), title=title, labels=labels)))
    with whole(path) as partial:
        partial.write_text(page, encoding="utf-8", newline="\n")
    return Path(path)
