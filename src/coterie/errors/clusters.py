"""A cluster cannot be reached, or cannot do the work that it is sent."""

from __future__ import annotations

from coterie.errors.kinds import DataRefused, OptionError, SourceNotFound, SourceUnreachable
from coterie.errors.voices import parameter

_CALLED = {
    "coterie": "coterie",
    "python": "Python",
    "polars": "Polars",
    "kernels": "kernels",
    "byteorder": "byte order",
}


def job_failed(why: str) -> SourceUnreachable:
    """A job failed on the cluster."""
    return SourceUnreachable(f"Spark could not do the work: {why.rstrip('.')}. Its own log says where.")


def executors_differ(host: str, what: str, *, has: str, needed: str) -> SourceUnreachable:
    """An executor would come to other results."""
    here = f"no {_CALLED[what]}" if has == "none" else f"{_CALLED[what]} {has}"
    return SourceUnreachable(
        f"The executor on '{host}' has {here}, and needs {_CALLED[what]} {needed}, as this machine has. "
        f"Install the same there, or send it along: --archives of spark-submit, or addArtifact of Spark Connect."
    )


def no_server(address: str) -> SourceUnreachable:
    """Nothing answers where Spark Connect should."""
    return SourceUnreachable(f"No Spark Connect server answers at {address}. Start it, or correct SPARK_REMOTE.")


def no_session(why: str) -> SourceUnreachable:
    """Spark cannot be started, or reached."""
    return SourceUnreachable(
        f"No Spark session can be begun: {why.rstrip('.')}. Without a cluster Spark needs Java 17; a server of Spark "
        f"Connect is named by SPARK_REMOTE."
    )


def table_not_found(name: str, why: str) -> SourceNotFound:
    """Spark knows no such table, or may not read it."""
    return SourceNotFound(f"Spark cannot read '{name}': {why.rstrip('.')}.")


def no_table(given: str) -> OptionError:
    """What is to be read on a cluster is neither a table nor Parquet."""
    option, table = parameter("--engine"), parameter("--table")
    return OptionError(
        f"{option} is spark, which reads Spark DataFrames, tables ({table} catalog.schema.name) and Parquet, not "
        f"{given}."
    )


def purchases(name: str, customer: str) -> DataRefused:
    """The rows on a cluster are purchases."""
    return DataRefused(
        f"The rows of '{name}' are purchases: '{customer}' comes again. Make one row per customer first, on Spark by "
        f"groupBy, or with coterie transactions from Parquet."
    )


def no_order(what: str) -> OptionError:
    """Rows on a cluster have no order, so that nothing can be given row by row."""
    return OptionError(f"'{what}' is given row by row, and rows on Spark have no order. Take the assignments, by id.")
