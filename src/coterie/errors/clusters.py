"""A cluster cannot be reached, or cannot do the work that it is sent."""

from __future__ import annotations

from coterie.errors.kinds import DataRefused, OptionError, OutputError, SourceNotFound, SourceUnreachable
from coterie.errors.voices import parameter

_TRAPS = {
    "No module named": "an executor lacks a library. Install coterie and pyarrow there, in the Python that it runs.",
    "PYTHON_VERSION_MISMATCH": "executors run another Python. Name the right one in PYSPARK_PYTHON.",
    "maxResultSize": "too much comes to the driver at once. Write to a table (--to-table), or raise "
    "spark.driver.maxResultSize.",
    "OutOfMemory": "a machine of the cluster ran out of memory. Give executors more, or the table more parts.",
    "Executor heartbeat timed out": "an executor fell silent. It may have run out of memory: give executors more.",
    "INVALID_DRIVER_MEMORY": "the driver has too little memory. Give it 1 GB or more (a server: SPARK_DAEMON_MEMORY).",
    "NOT_SUPPORTED_WITH_SERVERLESS": "this platform does not allow it on serverless compute.",
}
"""What Spark says of what is known to go wrong, and what that means."""


def job_failed(why: str) -> SourceUnreachable:
    """A job failed on the cluster."""
    for sign, cause in _TRAPS.items():
        if sign in why:
            return SourceUnreachable(f"Spark could not do the work: {cause} Its own words: {why.rstrip('.')}.")
    return SourceUnreachable(f"Spark could not do the work: {why.rstrip('.')}. Look at its own log for more.")


def executors_differ(host: str, *, has: str, needed: str) -> SourceUnreachable:
    """An executor would come to other results."""
    return SourceUnreachable(
        f"The executor on '{host}' has {has}, and needs {needed}, as this machine has. Install the same there, or send "
        f"it along (archives of spark-submit, addArtifact of Spark Connect)."
    )


def no_server(address: str) -> SourceUnreachable:
    """Nothing answers where Spark Connect should."""
    return SourceUnreachable(f"No Spark Connect server answers at {address}. Start it, or correct SPARK_REMOTE.")


def no_session(why: str) -> SourceUnreachable:
    """Spark cannot be started, or reached."""
    return SourceUnreachable(
        f"Spark could not be started: {why.rstrip('.')}. Name a server of Spark Connect in SPARK_REMOTE, or install "
        f"Java 17 and coterie[spark-local]."
    )


def table_not_found(name: str, why: str) -> SourceNotFound:
    """Spark knows no such table, or may not read it."""
    return SourceNotFound(
        f"Spark cannot read '{name}': {why.rstrip('.')}. Check the name, with its catalog and schema."
    )


def table_is_read(name: str) -> OutputError:
    """The table that results would go to is the one that is read."""
    return OutputError(f"{parameter('--to-table')} '{name}' is read from. Name another table.")


def table_not_ours(name: str) -> OutputError:
    """The table that results would go to is somebody else's."""
    return OutputError(
        f"The table '{name}' on Spark was not written by coterie. Name another one, or replace it: "
        f"{parameter('--replace-table')}."
    )


def table_not_written(name: str, why: str) -> OutputError:
    """The cluster could not write a table."""
    return OutputError(
        f"Spark could not write the table '{name}': {why.rstrip('.')}. Name another one, or make sure that you may "
        "write there; what was there before is as it was."
    )


def no_table(given: str) -> OptionError:
    """What is to be read on a cluster is neither a table nor Parquet."""
    option, table = parameter("--engine"), parameter("--table")
    return OptionError(
        f"{option} is spark, which reads Spark DataFrames, tables and Parquet, not {given}. Name one: {table} "
        f"catalog.schema.name."
    )


def purchases(name: str, customer: str) -> DataRefused:
    """The rows on a cluster are purchases."""
    return DataRefused(
        f"The rows of '{name}' are purchases: '{customer}' repeats. Make one row per customer first, on Spark by "
        f"groupBy, or with coterie transactions from Parquet."
    )


def no_order(what: str) -> OptionError:
    """Rows on a cluster have no order, so that nothing can be given row by row."""
    return OptionError(f"'{what}' is given row by row, and rows on Spark have no order. Take the assignments, by id.")


def not_on_spark(option: str) -> OptionError:
    """An option that Spark's engine does not have."""
    return OptionError(
        f"{parameter(option)} is not there for tables on Spark. Make the table on Spark first, and name it, or take "
        f"another engine."
    )
