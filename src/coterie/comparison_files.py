"""The folder that a comparison leaves behind: written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coterie.assignment_files import write_file
from coterie.atomic import whole
from coterie.outputs import CHANGES, COMPARISON, COMPARISON_PAGE, check_out, partial_beside, put_whole
from coterie.reader_format import reading_in
from coterie.views import to_json
from coterie.views.compared import comparison_view, speaking_of
from coterie.views.comparison_page import comparison_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from coterie.monitoring import Comparison

COMPARED = frozenset({COMPARISON, COMPARISON_PAGE, CHANGES})
"""What a folder of a comparison holds."""


def write_comparison(
    found: Comparison,
    out: str | PathLike[str],
    *,
    overwrite: bool = False,
    report: bool = True,
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
    locale: str | None = None,
) -> None:
    """Write a comparison into a folder, all of it or nothing: page, JSON, and who moved, where that is known.

    Parameters
    ----------
    found : Comparison
        From `coterie.compare`.
    out : path
        The folder; made when it is not there.
    overwrite : bool
        Replace what an earlier comparison wrote there.
    report : bool
        Whether to write the page.
    title : str, optional
        Stands above the page's headline.
    labels : mapping of str to str, optional
        What to call columns; those of the segmentation are known.
    locale : str, optional
        How the page writes numbers: see `coterie.segment`.

    Raises
    ------
    coterie.errors.OutputError
        When the folder cannot be written, and where it holds what no comparison wrote.

    Examples
    --------
    >>> import tempfile
    >>> import coterie
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.compare(coterie.segment(bank, k=2, evidence="none"), bank)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_comparison(found, Path(folder, "comparison"))
    ...     sorted(each.name for each in Path(folder, "comparison").iterdir())
    ['comparison.html', 'comparison.json']
    """
    folder = Path(out)
    check_out(folder, overwrite=overwrite, ours=COMPARED)
    with partial_beside(folder, COMPARED) as partial:
        with speaking_of(found, labels):
            (partial / COMPARISON).write_text(to_json(comparison_view(found, out=str(out))), encoding="utf-8")
            if report:
                with reading_in(locale):
                    (partial / COMPARISON_PAGE).write_text(_page(found, title), encoding="utf-8")
        if found.changes is not None:
            write_file(found.changes, partial / CHANGES)
        put_whole(partial, folder, overwrite=overwrite)


def number_comparison(found: Comparison, out: str | PathLike[str], run: int) -> None:
    """Write into a comparison's JSON which run of the history it is: a run has its number once its files stand.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.
    """
    view = to_json(comparison_view(found, out=str(out), run=run))
    with whole(Path(out, COMPARISON)) as partial:
        partial.write_text(view, encoding="utf-8")


def _page(found: Comparison, title: str | None) -> str:
    from coterie.report.comparison import render_comparison  # noqa: PLC0415 - loads what fills templates

    return render_comparison(comparison_page(found, title=title))
