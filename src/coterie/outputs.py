"""The folder a run leaves behind: written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coterie import errors
from coterie.assignment_files import ENDINGS, assignments_written, split_names, write_file, write_split
from coterie.atomic import check_target, clear_leftovers, exchange, partial_folder, system_reason, whole, will_be
from coterie.databases.writing import table_written, target_address
from coterie.origin import origin_of
from coterie.report.files import FORMATS, Beside, around, page_as
from coterie.report.held_folder import IN_FOLDERS, check_held
from coterie.segmentation import assignments_of
from coterie.sources import to_polars
from coterie.threads import Background
from coterie.workbook import write_report_workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import polars as pl

    from coterie.likeness import Likeness
    from coterie.report.files import Format
    from coterie.segmentation import Result, Segmentation

SUMMARY = "segments.json"
REPORT = "report.html"
ARTEFACT = "segmentation.coterie"
CHANGES = "changes.csv"
_ALL = {f"assignments{ending}" for ending in ENDINGS}
COMPARISON, COMPARISON_PAGE = "comparison.json", "comparison.html"
PAGES = "report-pages"
CHARTS = "report-charts"
_REPORTS = {Path(REPORT).with_suffix(f".{each}").name for each in FORMATS}
_OURS = {SUMMARY, ARTEFACT, CHANGES, PAGES, CHARTS, *_REPORTS, *_ALL, *split_names()}
_EVERY = _OURS | {COMPARISON, COMPARISON_PAGE}


def check_out(
    out: Path, *, overwrite: bool = False, source: object = None, ours: Collection[str] = frozenset(_OURS)
) -> None:
    """Refuse a folder that results cannot go to, before any work is done.

    Parameters
    ----------
    out : Path
        The folder.
    overwrite : bool
        Whether an earlier run's results may be replaced.
    source : object
        The customers: where they are a file in that folder, it is refused.
    ours : collection of str
        What an earlier run may have written there.

    Raises
    ------
    coterie.errors.OutputError
        For a file, for a folder that holds something (with `overwrite`: something that coterie did not write), and for
        one that cannot be written.

    Examples
    --------
    >>> check_out(Path("no-such-folder"))
    """
    with _no_traceback(out):
        clear_leftovers(out.resolve(), ours)
        if os.path.lexists(out) and not out.is_dir():  # a device is not a file, and must not be replaced by a folder
            raise errors.writing.out_is_a_file(out)
        held = sorted(entry.name for entry in out.iterdir()) if out.is_dir() else []
        if held and not overwrite:
            raise errors.writing.out_not_empty(out)
        check_held(out, held, ours=ours, every=_EVERY)
        if isinstance(source, str | Path) and Path(source).resolve().parent == out.resolve() and held:
            raise errors.writing.would_replace_source(out, Path(source).name)
        if out.resolve() in {Path.cwd(), Path("/")}:
            raise errors.writing.out_not_writable(out, "it is the folder that you are in, which cannot be replaced")
        with partial_folder(nearest_folder(out) / out.resolve().name, ours):
            pass


def beside(artefact: Path) -> list[Path]:
    """Return the results that were written beside a saved segmentation, which say what its segments are called.

    Examples
    --------
    >>> beside(Path("no-such-folder/segmentation.coterie"))
    []
    """
    named = sorted({SUMMARY, REPORT, *_ALL, *split_names()})
    return [artefact.with_name(name) for name in named if artefact.with_name(name).is_file()]


def nearest_folder(out: Path) -> Path:
    """Return the folder in which `out` will be made, or the nearest one above that is there.

    Examples
    --------
    >>> nearest_folder(Path("/no-such-folder/results")).as_posix()
    '/'
    """
    return next(folder for folder in out.resolve().parents if folder.exists())


def check_folder(out: Path, *, overwrite: bool = False) -> None:
    """Refuse a folder beside a page, before any work is done.

    Raises
    ------
    coterie.errors.OutputError
        For one that is there already; with `overwrite`, for one that holds what coterie did not write.

    Examples
    --------
    >>> check_folder(Path("no-such-folder"))
    """
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise errors.writing.out_is_a_file(out)
    if not overwrite:
        raise errors.writing.out_not_empty(out)
    if foreign := [each.name for each in out.iterdir() if not IN_FOLDERS.fullmatch(each.name)]:
        raise errors.writing.out_holds_other_files(out, foreign)


def write_folder(files: Mapping[str, bytes], out: Path, *, overwrite: bool = False) -> None:
    """Write the files of a folder beside a page, all of them or none; an earlier one is replaced.

    Raises
    ------
    coterie.errors.OutputError
        As `check_folder`, and when the system refuses.
    """
    check_folder(out, overwrite=overwrite)
    with partial_beside(out, {*files, *(each.name for each in (out.iterdir() if out.is_dir() else ()))}) as partial:
        for name, content in files.items():
            (partial / name).write_bytes(content)
        put_whole(partial, out, overwrite=overwrite)


def write_page(segmentation: Segmentation, path: Path, *, kind: Format, pages: bool = False) -> None:
    """Write the page of a segmentation, whole or not at all.

    Parameters
    ----------
    segmentation : Segmentation
    path : pathlib.Path
    kind : {"html", "md", "json", "xlsx"}
    pages : bool
        Whether it leads to pages of single segments in a folder beside it.
    """
    if kind == "xlsx":
        from coterie.views.sheets import sheets  # noqa: PLC0415 - only workbooks need it

        made = write_report_workbook(sheets(segmentation))
    else:
        made = page_as(segmentation, kind, stem=path.stem, pages=pages)
    with whole(path) as partial:
        partial.write_bytes(made)


def write_outputs(
    result: Result,
    out: Path,
    *,
    overwrite: bool = False,
    assignments: Literal["csv", "parquet", "xlsx"] | None = "csv",
    split: bool = False,
    report: bool = True,
    pages: bool = False,
    changes: pl.DataFrame | None = None,
) -> None:
    """Write the summary, the assignments, the report and the artefact into a folder.

    They are written into a temporary folder beside it, which is then renamed; a run that fails leaves what was there.

    Parameters
    ----------
    result : Result
    out : Path
        The folder; made when it is not there.
    overwrite : bool
        Replace what an earlier run wrote there.
    assignments : {"csv", "parquet", "xlsx"} or None
        The assignments' format; None: they go elsewhere.
    split : bool
        Whether to write a file for each segment as well.
    report : bool
        Whether to write the report.
    pages : bool
        Whether to write a page for each segment as well, to which the report leads.
    changes : polars.DataFrame, optional
        Customers who changed segment, of a refit.

    Raises
    ------
    coterie.errors.OutputError
        When the folder cannot be written.
    """
    check_out(out, overwrite=overwrite)
    page = Background(lambda: _page(result, pages=pages and report)) if report else None
    with partial_beside(out) as partial:
        if assignments is not None:
            frame = assignments_of(result)
            origin = origin_of(result.segmentation, result.segmentation.purchases)
            write_file(frame, partial / f"assignments.{assignments}", origin=origin)
            if split:
                write_split(frame, partial, list(result.names), ending=assignments, origin=origin)
        if changes is not None:
            write_file(changes, partial / CHANGES)
        (partial / SUMMARY).write_bytes(_summary(result))
        (partial / ARTEFACT).write_bytes(_saved(result))
        if page is not None:
            (partial / REPORT).write_bytes(page.result())
            for name, files in around(result.segmentation, Beside(pages=pages), name=REPORT).items():
                (partial / name).mkdir()
                for file, content in files.items():
                    (partial / name / file).write_bytes(content)
        put_whole(partial, out, overwrite=overwrite)


def load_report() -> None:
    """Load what draws the report and saves, beside other work: it is there when `write_outputs` needs it."""

    def load() -> None:
        from coterie import artefact  # noqa: F401, PLC0415 - in the thread, so that nobody waits for its models
        from coterie.report import page  # noqa: F401, PLC0415 - as above

    Background(load)


def _summary(result: Result) -> bytes:
    from coterie.views import summary_of, to_json  # noqa: PLC0415 - loaded beside the work

    return to_json(summary_of(result.segmentation)).encode()


def _saved(result: Result) -> bytes:
    from coterie.artefact import to_bytes  # noqa: PLC0415 - its models take a while to build

    return to_bytes(result)


def _page(result: Result, *, pages: bool) -> bytes:
    return page_as(result.segmentation, "html", stem=Path(REPORT).stem, pages=pages)


def check_file(
    path: Path,
    *,
    overwrite: bool = False,
    sources: Sequence[str | Path] = (),
    endings: Sequence[str] = (".csv", ".parquet"),
    option: str = "--out",
) -> None:
    """Refuse a file that results cannot go to, before any work is done.

    Parameters
    ----------
    path : Path
        The file.
    overwrite : bool
        Whether a file may be replaced.
    sources : sequence of path
        Files that must not be: what the work reads.
    endings : sequence of str
        What the name must end in.
    option : str
        What names it in the command, for messages.

    Raises
    ------
    coterie.errors.OptionError
        For another ending.
    coterie.errors.OutputError
        For a folder, a file that is there already, one of the sources, and a
        folder that is not there.
    """
    if path.suffix.lower() not in endings:
        raise errors.writing.unknown_ending(path, list(endings), option)
    check_target(path)
    if path.exists() and any(path.resolve() == Path(source).resolve() for source in sources):
        raise errors.writing.would_replace_source(path, path.name, option)
    if path.exists() and not overwrite:
        raise errors.writing.file_exists(path, option)


def write_assignments(assignments: object, path: Path, like: Likeness | None = None) -> None:
    """Write assignments to one CSV or Parquet file or workbook, by its ending, whole or not at all.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.
    """
    with assignments_written(assignments, path, like):
        pass


def write_table(assignments: object, to: str, *, table: str, replace: bool = False) -> None:
    """Write assignments to a table of a database in one transaction: what it held before is replaced.

    Parameters
    ----------
    assignments : frame
        Of any kind; values go as they are.
    to : str
        A PostgreSQL, SQLite or DuckDB address, or ``$NAME`` of the environment variable that holds it.
    table : str
        The table's name; it is made when it is not there.
    replace : bool
        Whether a table may be lost that coterie did not write.

    Raises
    ------
    coterie.errors.InputError, coterie.errors.OutputError
        When the database cannot be reached or written, and for a table that coterie did not write. Then the table is
        as it was.

    Examples
    --------
    >>> import tempfile
    >>> import polars as pl
    >>> from coterie.sources import read
    >>> assignments = pl.DataFrame({"id": ["=1+1"], "segment": ["a"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_table(assignments, f"sqlite:///{folder}/shop.sqlite", table="segments")
    ...     read(f"{folder}/shop.sqlite", table="segments").frame.rows()
    [('=1+1', 'a')]
    """
    with table_written(to_polars(assignments), target_address(to), table, replace=replace):
        pass


@contextlib.contextmanager
def partial_beside(out: Path, holds: Collection[str] = frozenset(_OURS)) -> Iterator[Path]:
    """Make a temporary folder beside `out`, and take it away however this ends."""
    parent = out.resolve().parent
    made = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    try:
        with _no_traceback(out):
            parent.mkdir(parents=True, exist_ok=True)
            with partial_folder(parent / out.resolve().name, holds) as folder:
                partial = folder / "whole"
                partial.mkdir()
                yield partial
    finally:
        for folder in made:
            with contextlib.suppress(OSError):  # it holds the results now
                folder.rmdir()


@contextlib.contextmanager
def _no_traceback(out: Path) -> Iterator[None]:
    """Say in a sentence what the system had against writing."""
    try:
        yield
    except errors.CoterieError:
        raise
    except OSError as error:
        raise errors.writing.out_not_writable(out, system_reason(error)) from error


def put_whole(partial: Path, out: Path, *, overwrite: bool) -> None:
    """Give the finished folder its name, in one step also where another stands in its place."""
    out = out.resolve()  # a link to a folder stays a link
    will_be(out, partial)
    if not overwrite:
        try:
            partial.rename(out)
        except OSError as error:
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:  # another run was quicker
                raise errors.writing.out_not_empty(out) from error
            raise
    elif not out.exists():
        partial.rename(out)
    elif not exchange(partial, out):
        out.rename(partial.with_name("replaced"))
        partial.rename(out)
