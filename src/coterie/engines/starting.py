"""Which engine a table needs: by its size and the memory there is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coterie import errors
from coterie.databases.address import address_of
from coterie.engines.job import Job
from coterie.engines.purchased import of_customers
from coterie.engines.sampling import rows_held
from coterie.engines.size import Size, size_of
from coterie.engines.steps import held_whole, look
from coterie.free_memory import memory_there_is
from coterie.options.options import ENGINES, EngineName
from coterie.transactions import beside_of, tables_of

if TYPE_CHECKING:
    from coterie.engines.engine import Progress
    from coterie.engines.steps import Looked
    from coterie.options import Options
    from coterie.sources import Table
    from coterie.sources.batches import Batches

Plan = Callable[[str], None]
"""Told in a line what will be done with a large table, and what it will take."""

_SHARE = 0.7  # of the memory there is
_MOST_BYTES = 2e9  # bytes beyond which a table is streamed where it can be, also where it would fit
_LARGE = 10_000_000  # cells from which on it is worth finding out what a table will take
_LONG = 5.0  # seconds from which on it is told


def start(
    customers: object,
    options: Options,
    tell: Progress,
    *,
    engine: EngineName = "auto",
    folder: Path | None = None,
    held: int | None = None,
    on_plan: Plan | None = None,
    n_threads: int | None = None,
) -> Looked:
    """Read customers, or begin to; make them of purchases where the table holds those.

    Parameters
    ----------
    customers : path or frame
        The table.
    options : Options
        How to read it.
    tell : callable
        Told of progress.
    engine : {"auto", "memory", "streaming", "spark"}
        Whether it is held, streamed, or worked on by Spark; "auto": held where it fits into memory, and a Spark
        DataFrame by Spark.
    folder : pathlib.Path, optional
        Where a streamed table's customers are laid down; the system's own folder otherwise.
    held : int, optional
        Customers held of a streamed table; as many as usual otherwise.
    on_plan : callable, optional
        Told in a line what will be done with a large table, and what it will take.
    n_threads : int, optional
        Threads at most; by default as many as the processor allows.

    Returns
    -------
    Looked
        The customers, planned.

    Raises
    ------
    coterie.errors.InputError
        For customers that cannot be read; for a table that does not fit into memory and cannot be streamed.

    Examples
    --------
    >>> import polars as pl
    >>> from coterie.options import Options
    >>> start(pl.DataFrame({"age": [20, 30, 40]}), Options(), lambda *_: None).job.engine.rows
    3
    """
    if not isinstance(engine, str) or engine not in ENGINES:
        option = "--engine"
        raise errors.choosing.unknown_choice(option, engine, ENGINES)
    if engine == "spark" or is_on_cluster(customers):
        return _on_cluster(customers, options, tell, folder=folder, held=held)
    address = address_of(customers)
    asked = address is not None or options.query is not None or options.table is not None
    path = None if asked else _path(customers)
    if path is not None:
        job = _File(path, size_of(path), options, folder, held, engine, n_threads)
        streamed = _streamed(job, tell, on_plan) if job.large else None
        if streamed is not None:
            beside = beside_of(**options.joining)
            return of_customers(look(streamed, options, beside=beside), path, options, beside=beside)
        _announce(job, on_plan, streamed=False)
    elif engine == "streaming" and (asked or not _is_file_name(customers)):
        name, why = (address.name, "it is a database") if address else ("customers", "only files can be, no frames")
        raise errors.streaming.not_streamable(name, why)
    tell("Reading", 0, 1)
    table, beside = tables_of(customers, options)
    return of_customers(
        held_whole(table, options, tell, beside=beside, n_threads=n_threads), None, options, beside=beside
    )


def is_on_cluster(customers: object) -> bool:
    """Return whether customers are a Spark DataFrame; whoever has one has loaded Spark.

    Examples
    --------
    >>> is_on_cluster("customers.csv")
    False
    """
    return type(customers).__module__.startswith("pyspark.sql.") and hasattr(customers, "sparkSession")


def load_spark() -> None:
    """Load Spark's client.

    Raises
    ------
    coterie.errors.LibraryMissing
        Where it is not installed.
    """
    try:
        import coterie.engines.spark.opening  # noqa: F401, PLC0415 - few tables need it
    except ImportError as error:
        what = "Spark"
        raise errors.libraries.not_installed(what, "coterie[spark]") from error


def drawn_on_cluster(customers: object, options: Options, tell: Progress) -> tuple[Table, int]:
    """Return customers drawn from a table on Spark, and how many rows it has in all.

    Raises
    ------
    coterie.errors.InputError
        As `start`.
    """
    load_spark()
    from coterie.engines.spark.opening import sampled  # noqa: PLC0415 - few tables need it

    return sampled(customers, options, tell)


def _on_cluster(
    customers: object, options: Options, tell: Progress, *, folder: Path | None, held: int | None
) -> Looked:
    load_spark()
    from coterie.engines.spark.opening import planned  # noqa: PLC0415 - few tables need it

    return planned(customers, options, tell, folder=folder, held=held)


class _File(NamedTuple):
    """A file that may be streamed, and how."""

    path: Path
    size: Size
    options: Options
    folder: Path | None
    held: int | None
    engine: EngineName
    threads: int | None

    @property
    def where(self) -> Path:
        """The folder in which it is laid down."""
        return self.folder or Path(tempfile.gettempdir())

    @property
    def must(self) -> bool:
        """Whether it has to be streamed."""
        return self.engine == "streaming" or self.size.memory > _SHARE * memory_there_is()

    @property
    def large(self) -> bool:
        """Whether it is streamed where it can be."""
        return self.engine != "memory" and (self.must or self.size.memory > _MOST_BYTES)


def _is_file_name(customers: object) -> bool:
    return isinstance(customers, Path) or (isinstance(customers, str) and "://" not in customers)


def _path(customers: object) -> Path | None:
    if not isinstance(customers, str | Path):
        return None
    try:
        path = Path(customers).expanduser()
        return path if path.exists() else None
    except (OSError, RuntimeError):  # `read` says what is wrong with it
        return None


def _streamed(job: _File, tell: Progress, on_plan: Plan | None) -> Job | None:
    """Begin to stream a table; None where it is held: all of it would be, or it cannot be streamed and fits."""
    from coterie.engines.streamed import Streamed  # noqa: PLC0415 - few tables need it

    problem = _problem(job)
    if problem is not None and job.must:
        raise problem
    if problem is not None or rows_held(job.size.rows, job.size.columns, most=job.held) >= job.size.rows:
        return None
    _announce(job, on_plan, streamed=True)
    tell("Reading", 0, 1)
    batches = _batches(job)
    if batches is None and job.must:
        raise _cannot(job, "a line of it is not in order, so that it has to be mended as a whole")
    if batches is None:
        return None
    held = rows_held(batches.rows, len(batches.types), most=job.held)
    engine = Streamed(batches, tell, folder=job.folder, path=str(job.path), n_threads=job.threads)
    return Job(engine, tell, held, folder=job.folder, n_threads=job.threads)


def _problem(job: _File) -> errors.CoterieError | None:
    """Say why a file cannot be read in batches; None where it can be tried."""
    if job.size.kind == "other":
        return _cannot(job, "it is neither Parquet nor plain text")
    given = [name for name, value in job.options.reading.items() if value is not None]
    if given and job.size.kind == "text":
        return _cannot(job, f"{errors.voices.parameter('--' + given[0].replace('_', '-'))} needs the whole of it")
    free = shutil.disk_usage(job.where).free
    if job.size.disk > free:
        return errors.streaming.no_room_to_stream(job.path.name, job.where, needed=job.size.disk, free=free)
    return None


def _cannot(job: _File, why: str) -> errors.InputError:
    if job.engine == "streaming":
        return errors.streaming.not_streamable(job.path.name, why)
    return errors.streaming.too_large_to_hold(job.path.name, why, needed=job.size.memory, memory=memory_there_is())


def _batches(job: _File) -> Batches | None:
    from coterie.sources.batches import open_parquet, spool_text  # noqa: PLC0415 - few tables need it
    from coterie.spool import Spool  # noqa: PLC0415 - as above

    if job.size.kind == "parquet":
        return open_parquet(job.path)
    return spool_text(job.path, Spool(job.folder, expected=job.size.narrowed))


def _announce(job: _File, on_plan: Plan | None, *, streamed: bool) -> None:
    """Tell what a large table will take."""
    if on_plan is None or job.size.cells < _LARGE:
        return
    from coterie.engines.forecast import forecast  # noqa: PLC0415 - few tables need it

    found = forecast(job.path, job.size, job.options, streamed=streamed, folder=job.folder)
    about = "about " if job.size.kind == "text" else ""
    table = f"{job.path.name}: {about}{job.size.rows:,} rows, {job.size.columns} columns"
    how = "read in batches" if streamed else "held in memory"
    if streamed and job.engine == "auto":
        how += f": it would need {job.size.memory / 1e9:.1f} GB in memory, and {memory_there_is() / 1e9:.1f} GB is free"
    if found is None:
        on_plan(f"{table}, {how}.")
    elif streamed or found.seconds >= _LONG:
        memory = f"{found.memory / 1e9:.1f} GB of memory"
        disk = f", {memory}, and {found.disk / 1e9:.1f} GB of disk in {job.where} meanwhile"
        on_plan(f"{table}, {how}. About {_duration(found.seconds)}{disk if streamed else f' and {memory}'}.")


def _duration(seconds: float) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> _duration(8.4), _duration(47.0), _duration(252.0), _duration(9000.0)
    ('8 seconds', '45 seconds', '4 minutes', '2.5 hours')
    """
    if seconds < 90:
        about = max(1, round(seconds) if seconds < 10 else round(seconds / 5) * 5)
        return f"{about} second{'s' if about > 1 else ''}"
    return f"{round(seconds / 60)} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
