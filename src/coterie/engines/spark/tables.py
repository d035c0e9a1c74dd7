"""Assignments become a table of the cluster's catalog: one that is there stays until all rows are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import functions as F

from coterie import errors
from coterie.engines.spark.jobs import why
from coterie.engines.spark.opening import session

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pyspark.sql import DataFrame

_STAGED = "_coterie_new"
_NOT_REPLACED = "UNSUPPORTED_FEATURE.TABLE_OPERATION"


def check_table(name: str, *, ours: Collection[str], replace: bool, reads: str | None = None) -> None:
    """Refuse a table that assignments cannot go to, before any work is done.

    Parameters
    ----------
    name : str
        With its catalog and schema where that is needed.
    ours : collection of str
        Columns by which a table is known to be written by coterie.
    replace : bool
        Whether another table may be lost.
    reads : str, optional
        The table that is read.

    Raises
    ------
    coterie.errors.OutputError
        For a table that coterie did not write, and for the one that is read.
    """
    if name == reads:
        raise errors.clusters.table_is_read(name)
    spark = session()
    try:
        if not replace and spark.catalog.tableExists(name) and not set(ours) <= set(spark.table(name).columns):
            raise errors.clusters.table_not_ours(name)
    except PySparkException as error:
        raise errors.clusters.table_not_written(name, why(error)) from None


def write_table(rows: Any, name: str, stamps: Mapping[str, object]) -> None:  # noqa: ANN401 - a Spark DataFrame
    """Write rows with the same stamps in each as a table, in the place of the one that is there.

    A catalog that replaces tables in one step (Delta, Iceberg, Unity) does; in others the rows are written beside, and
    the old table gives way when all of them are there.
    """
    stamped = rows.select("*", *(F.lit(value).alias(column) for column, value in stamps.items()))
    try:
        try:
            stamped.writeTo(name).createOrReplace()
        except AnalysisException as error:
            if _NOT_REPLACED not in str(error):
                raise
            _write_beside(stamped, name)
    except PySparkException as error:
        raise errors.clusters.table_not_written(name, why(error)) from None


def _write_beside(rows: DataFrame, name: str) -> None:
    """Write a table of another name, and give it this one."""
    spark = rows.sparkSession
    rows.write.mode("overwrite").saveAsTable(name + _STAGED)
    spark.sql(f"DROP TABLE IF EXISTS {name}")
    spark.sql(f"ALTER TABLE {name}{_STAGED} RENAME TO {name}")
