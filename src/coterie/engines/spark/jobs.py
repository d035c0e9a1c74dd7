"""How work is sent to a cluster: through DataFrames alone, which a Spark session and Spark Connect have alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyspark.errors import PySparkException
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from coterie import errors
from coterie.engines.counters import Range
from coterie.engines.spark.sending import sent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_PARTS = 8  # that are asked what executors have


class Jobs:
    """Sends work to the cluster of a session: everything that a table is asked for.

    Parameters
    ----------
    spark : pyspark.sql.SparkSession
    """

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self.n_threads = _threads(spark)

    def through(self, table: DataFrame, work: Any, schema: str) -> DataFrame:  # noqa: ANN401 - a task
        """Return what work makes of the partitions of a table; its columns are given as Spark says them."""
        return table.mapInArrow(sent(work, n_threads=self.n_threads), schema)

    def rows_of(self, table: DataFrame, work: Any, hashed: str) -> DataFrame:  # noqa: ANN401 - as above
        """Return rows as a table has them with a column of hashes, one of each hash."""
        return self.through(table, work, f"{_ddl(table.schema)}, `{hashed}` bigint").dropDuplicates([hashed])

    def written(self, table: DataFrame, work: Any, schema: pa.Schema) -> DataFrame:  # noqa: ANN401 - as above
        """Return what work makes of the partitions of a table; its columns are given as Arrow says them."""
        return self.through(table, work, _ddl(from_arrow_schema(schema)))

    def asked(self, ask: Callable[[Any], Any], schema: str) -> list[str]:
        """Return what a few small parts, which Spark spreads over the executors, answer."""
        parts = self._spark.range(0, _PARTS, 1, _PARTS).mapInArrow(ask, schema)
        return sorted(set(self.collected(parts).column(0).to_pylist()))

    def collected(self, table: DataFrame) -> pa.Table:
        """Return a table here."""
        try:
            return table.toArrow()
        except PySparkException as error:
            raise errors.clusters.job_failed(why(error)) from None

    def none(self, table: DataFrame) -> pa.Table:
        """Return a table's columns, without rows."""
        return self.collected(table.limit(0))

    def count(self, table: DataFrame) -> int:
        """Return how many rows a table has."""
        try:
            return int(table.count())
        except PySparkException as error:
            raise errors.clusters.job_failed(why(error)) from None

    def kept(self, table: DataFrame) -> tuple[DataFrame, Callable[[], object]]:
        """Return a table that is worked out once, and what lets it go.

        A platform may refuse to keep it: then it is worked out again each time it is asked for.
        """
        try:
            held = table.persist()
        except PySparkException:
            return table, _nothing
        return held, held.unpersist

    def local(self, rows: pa.Table, like: DataFrame) -> DataFrame:
        """Return rows that are here as a table on the cluster, with the columns of another."""
        return self._spark.createDataFrame(rows, like.schema)

    @staticmethod
    def select(table: DataFrame, names: Sequence[str]) -> DataFrame:
        """Return some columns."""
        return table.select(*map(_quoted, names))

    @staticmethod
    def having(table: DataFrame, column: str, names: Sequence[str]) -> DataFrame:
        """Return some columns of the rows in which one of them is there."""
        return table.where(F.col(_quoted(column)).isNotNull()).select(*map(_quoted, names))

    @staticmethod
    def counted(table: DataFrame, column: str, *, more_than: int = 0) -> DataFrame:
        """Return each value of a column with how often it is there."""
        return table.groupBy(column).count().where(F.col("count") > more_than)

    @staticmethod
    def spread(table: DataFrame, parts: int) -> DataFrame:
        """Return the rows in so many parts at most; little goes into fewer, as every part is a task."""
        return table.hint("rebalance").coalesce(parts)

    @staticmethod
    def both(table: DataFrame, other: DataFrame) -> DataFrame:
        """Return the rows of both."""
        return table.unionByName(other)

    def ranges(self, table: DataFrame, names: Sequence[str]) -> dict[str, Range]:
        """Return what Spark says of columns of whole numbers."""
        columns = [F.col(_quoted(name)).cast("decimal(38,0)") for name in names]
        found = self.collected(table.agg(*(each(one) for one in columns for each in (F.count, F.min, F.max, F.sum))))
        told = [int(cell[0].as_py() or 0) for cell in found.columns]
        return {name: Range(*told[4 * at : 4 * at + 4]) for at, name in enumerate(names)}


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _ddl(schema: Any) -> str:  # noqa: ANN401 - of Spark
    """Return columns as Spark says them."""
    return ", ".join(f"{_quoted(each.name)} {each.dataType.simpleString()}" for each in schema)


def _nothing() -> None:
    """Let nothing go."""


def _threads(spark: SparkSession) -> int:
    """Return how many threads a task may have; one where a platform does not say."""
    try:
        return max(1, int(spark.conf.get("spark.task.cpus", "1") or 1))
    except (PySparkException, ValueError):
        return 1


def why(error: BaseException) -> str:
    r"""Return the line of a failure that says most: of a Python error its last.

    Examples
    --------
    >>> why(RuntimeError("Traceback:\n  File x\nModuleNotFoundError: No module named 'pyarrow'"))
    "ModuleNotFoundError: No module named 'pyarrow'"
    >>> why(RuntimeError("(org.apache.X) [DISK] It is full.\n\nJVM stacktrace:\norg.apache.X\n\tat y"))
    '[DISK] It is full.'
    """
    said = re.sub(r"^\([\w.$]+\) ", "", str(error)).split("JVM stacktrace")[0]
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("File ", "at ", "Traceback", "^"))]
    of_python = [line for line in told if line.split(":")[0].endswith(("Error", "Exception"))]
    return (of_python or told or ["it says no reason"])[-1][:300]
