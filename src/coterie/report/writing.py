"""Writing the report, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coterie import errors
from coterie.report.page import render
from coterie.summary import summarise

if TYPE_CHECKING:
    from coterie.segmentation import Result


def write_report(result: Result, path: str | os.PathLike[str]) -> Path:
    """Write the report of a run: one HTML file that opens with no network.

    Parameters
    ----------
    result : Result
        What :func:`coterie.segment` returned.
    path : str or path
        The file to write; one that is there is replaced.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written; what was there stays.

    Examples
    --------
    >>> import coterie
    >>> result = coterie.segment(coterie.datasets.bank_customers(n=500), k=3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(result, Path(folder) / "report.html").name
    'report.html'
    """
    target = Path(path)
    page = render(summarise(result.segmentation), result.customer_map)
    try:
        _replace(target, page)
    except OSError as error:
        raise errors.file_not_writable(target, error.strerror or str(error)) from error
    return target


def _replace(target: Path, text: str) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=f".{target.name}-", delete=False
    ) as partial:
        try:
            partial.write(text)
            partial.close()
            Path(partial.name).chmod(0o666 & ~_umask())
            Path(partial.name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(partial.name).unlink()
            raise


def _umask() -> int:
    """Return the mask that new files get; a temporary file is closed to all others."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
