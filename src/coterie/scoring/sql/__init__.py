"""SQL that gives the rows of a warehouse their segment, printed from the description that Python scores by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coterie import errors
from coterie.segmentation import segmentation_of

if TYPE_CHECKING:
    from coterie.scoring.sql.printed import Printed
    from coterie.segmentation import Result, Segmentation

NAME = "customer_segments"
"""What a view, a table or a model is called that nobody named."""


def sql(
    segmentation: Segmentation | Result,
    *,
    dialect: str,
    table: str,
    form: str = "select",
    identifiers: str = "as-is",
    name: str = NAME,
) -> str:
    """Return the segmentation as one SQL statement that gives the rows of a table their segment.

    Parameters
    ----------
    segmentation : Segmentation or Result
        From `coterie.segment` or `coterie.load`.
    dialect : str
        postgres, duckdb, sqlite, mysql, mariadb, clickhouse, bigquery, snowflake, databricks, spark, redshift, tsql,
        oracle or trino.
    table : str
        The table of customers, such as ``customers`` or ``shop.customers``; a part with a point in it in double quotes.
    form : {"select", "view", "table", "dbt-model", "contract"}
        What to return: the query; a view or a table that is made of it; a model of dbt; or the query that answers a row
        for each cell which does not keep to what the segments were made of.
    identifiers : {"as-is", "upper", "lower", "unquoted"}
        How the names of the table and its columns are written: as they are in the segmentation, in capitals, in small
        letters, or without quotes.
    name : str
        Of the view, the table or the model.

    Returns
    -------
    str

    Raises
    ------
    coterie.errors.OptionError
        For another dialect, form or way of writing names.
    coterie.errors.LibraryMissing
        Without sqlglot: ``pip install 'coterie[sql]'``.

    Examples
    --------
    >>> import coterie
    >>> customers = coterie.datasets.bank_customers(n=500)
    >>> result = coterie.segment(customers, features=["age", "income"], k=3, evidence="none")
    >>> query = coterie.sql(result, dialect="duckdb", table="customers")
    >>> query.startswith("WITH coterie_cleaned AS MATERIALIZED"), "coterie_placed" in query
    (True, True)
    """
    return _printed(
        segmentation_of(segmentation), dialect=dialect, table=table, form=form, identifiers=identifiers, name=name
    ).sql


def print_sql(segmentation: Segmentation, **how: Any) -> Printed:  # noqa: ANN401 - options, each of its own type
    """Return what `sql` does, with what belongs beside it: see `coterie.scoring.sql.printed`."""
    return _printed(segmentation, **how)


def _printed(segmentation: Segmentation, **how: Any) -> Printed:  # noqa: ANN401 - as above
    try:
        from coterie.scoring.sql.printed import printed  # noqa: PLC0415 - only who asks for SQL needs its library
    except ImportError as error:
        raise errors.libraries.not_installed("Printing SQL", "coterie[sql]") from error
    return printed(segmentation, **how)
