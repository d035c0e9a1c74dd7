"""A table on a cluster is opened: the session is found, executors are looked at, and customers are planned."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from coterie import errors
from coterie.engines.job import Job
from coterie.engines.sampling import rows_held
from coterie.engines.spark.engine import OnSpark
from coterie.engines.spark.jobs import Jobs, why
from coterie.engines.spark.probing import check_executors
from coterie.engines.steps import look
from coterie.options import Options
from coterie.remarks import Remark
from coterie.sources import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from coterie.engines.engine import Progress
    from coterie.engines.steps import Looked

_PATIENCE = 2.0  # seconds
_SILENT = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}


def planned(
    customers: object, options: Options, tell: Progress, *, folder: Path | None = None, held: int | None = None
) -> Looked:
    """Plan the customers of a Spark DataFrame, of a table that Spark knows, or of Parquet that it can read.

    Parameters
    ----------
    customers : pyspark.sql.DataFrame, path or None
        The customers; None where `options.table` names a table.
    options : Options
    tell : callable
        Told of progress.
    folder : pathlib.Path, optional
        Where work is laid down here.
    held : int, optional
        Customers held; as many as usual otherwise.

    Raises
    ------
    coterie.errors.InputError
        When no cluster can be reached, executors have not what is needed, or there is no such table.
    """
    engine = opened(customers, options, tell)
    job = Job(engine, tell, rows_held(engine.rows, engine.columns, most=held), folder=folder)
    looked = look(job, options)
    _refuse_purchases(looked, engine.name)
    return looked


def sampled(customers: object, options: Options, tell: Progress) -> tuple[Table, int]:
    """Return customers drawn from a table on a cluster, as a table of their own, and how many rows it has in all.

    Raises
    ------
    coterie.errors.InputError
        As `planned`.
    """
    engine = opened(customers, options, tell)
    held = rows_held(engine.rows, engine.columns)
    drawn = engine.sample(held, seed=options.seed)
    part = () if held == engine.rows else (Remark("from_sample", rows=held),)
    return Table(drawn.frame, engine.name, "", remarks=(*engine.remarks, *part), path=engine.path), engine.rows


def opened(customers: object, options: Options, tell: Progress) -> OnSpark:
    """Return a table on a cluster, known to have rows, and executors that have what is needed.

    Raises
    ------
    coterie.errors.InputError
        As `planned`.
    """
    tell("Reading", 0, 1)
    _check_options(options)
    table, name = _table(customers, options)
    jobs = Jobs(table.sparkSession)
    check_executors(jobs)
    engine = OnSpark(table, name, jobs, tell)
    if not engine.rows:
        raise errors.reading.no_rows(name)
    return engine


def _check_options(options: Options) -> None:
    """Refuse options that only files and databases have."""
    known = Options()
    for option in ("--query", "--customers", "--count", "--returns", "--currency"):
        name = option.removeprefix("--")
        given = getattr(options, name)
        if given is not None and (not isinstance(given, Hashable | Mapping) or given != getattr(known, name)):
            raise errors.clusters.not_on_spark(option)


def _refuse_purchases(looked: Looked, name: str) -> None:
    """Refuse a table in whose sample customers come again."""
    if not looked.draft.purchases:
        return
    customer = looked.draft.purchases["customer"]
    if looked.table.frame[customer].drop_nulls().is_duplicated().any():
        raise errors.clusters.purchases(name, customer)


def _table(customers: object, options: Options) -> tuple[DataFrame, str]:
    """Return a table on a cluster, and what it is called."""
    if hasattr(customers, "sparkSession"):
        return customers, "customers"  # type: ignore[return-value]  # nothing else has such a session
    if not isinstance(customers, str | Path | None):
        raise errors.clusters.no_table(type(customers).__name__)
    spark = session()
    name = options.table or (None if customers is None else str(customers))
    if name is None:
        raise errors.clusters.no_table("nothing")
    parquet = not options.table and ("/" in name or Path(name).exists())
    try:
        table = spark.read.parquet(_absolute(name)) if parquet else spark.table(name)
        table.schema  # noqa: B018 - Connect asks only now
    except PySparkException as error:
        raise errors.clusters.table_not_found(name, why(error)) from None
    return table, Path(name).name if parquet else name


def _absolute(name: str) -> str:
    """Return where Parquet lies, as executors find it; addresses as they are."""
    return str(Path(name).resolve()) if Path(name).exists() else name


def session() -> SparkSession:
    """Return the session that there is, or begin one as Spark's own settings say.

    Raises
    ------
    coterie.errors.SourceUnreachable
        When a server of Spark Connect does not answer, which Spark's client would wait for in silence; without Java.
    """
    remote = os.environ.get("SPARK_REMOTE", "")
    if remote.startswith("sc://"):
        _check_server(remote)
    try:
        return _begun(remote)
    except (PySparkException, RuntimeError, OSError) as error:
        raise errors.clusters.no_session(why(error)) from None


def _begun(remote: str) -> SparkSession:
    """Return the session that there is; one that begins here is silent, as the terminal is coterie's."""
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    if not remote and _is_here():
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # another Python on the path may lack what is needed
    begun = SparkSession.builder.appName("coterie")
    for setting, value in () if remote else _SILENT.items():
        begun = begun.config(setting, value)
    return begun.getOrCreate()


def _is_here() -> bool:
    """Return whether a session that begins has its executors on this machine: as long as nobody names a cluster."""
    named = os.environ.get("MASTER")
    return named.startswith("local") if named else not {"SPARK_CONF_DIR", "SPARK_HOME"} & set(os.environ)


def _check_server(remote: str) -> None:
    """Refuse a server that does not answer."""
    address = urlparse(remote)
    try:
        with socket.create_connection((address.hostname or "localhost", address.port or 15002), timeout=_PATIENCE):
            pass
    except OSError:
        raise errors.clusters.no_server(f"sc://{address.hostname}:{address.port or 15002}") from None
