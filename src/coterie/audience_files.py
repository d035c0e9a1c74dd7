"""Lists of customers as files that only their owner may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.assignment_files import write_file
from coterie.atomic import whole

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from coterie.audiences import Audience

_OWNER_ALONE = 0o600


def files_of(out: Path, *, changes: bool) -> tuple[Path, ...]:
    """Return the files of a list: itself, and with changes, what was added and what was removed.

    Examples
    --------
    >>> from pathlib import Path
    >>> [each.name for each in files_of(Path("loyal.csv"), changes=True)]
    ['loyal.csv', 'loyal-added.csv', 'loyal-removed.csv']
    """
    if not changes:
        return (out,)
    return out, *(out.with_name(f"{out.stem}-{what}{out.suffix}") for what in ("added", "removed"))


def write_audience(audience: Audience, out: Path) -> tuple[Path, ...]:
    """Write a list, and where there was an earlier one what was added and removed; each file whole or not at all.

    No text is a formula for a spreadsheet, and nobody but the owner may read the files.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    coterie.errors.OutputError
        When a file cannot be written.

    Examples
    --------
    >>> import tempfile, coterie
    >>> from pathlib import Path
    >>> bank = coterie.datasets.bank_customers(n=500)
    >>> found = coterie.audience(coterie.segment(bank, k=3), bank, segment=0, for_="csv")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path] = write_audience(found, Path(folder) / "list.csv")
    ...     len(path.read_text().splitlines()) == found.counts.listed + 1
    True
    """
    frames = [found for found in (audience.rows, audience.added, audience.removed) if found is not None]
    files = files_of(out, changes=audience.added is not None)
    for frame, path in zip(frames, files, strict=True):
        _write(frame, path)
    return files


def _write(frame: pl.DataFrame, path: Path) -> None:
    with whole(path) as partial:
        partial.touch(_OWNER_ALONE)  # it takes the place of a file that was there, whatever that one's mode
        write_file(frame, partial)
