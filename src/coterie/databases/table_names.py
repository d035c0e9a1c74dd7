"""Names of tables, with the schema that they stand in: both may hold points, which then stand in double quotes."""

from __future__ import annotations

import re
from typing import NamedTuple

from coterie import errors

_PART = r'"(?:[^"]|"")+"|[^."][^.]*'
_WHOLE = re.compile(rf"(?:({_PART})\.)?({_PART})")


class TableName(NamedTuple):
    """A table's name; `schema` is empty where nobody says it, or where a database has none."""

    schema: str
    name: str

    @property
    def sql(self) -> str:
        """The name as SQL writes it.

        Examples
        --------
        >>> print(TableName("public", 'my "own" table').sql)
        "public"."my ""own"" table"
        """
        return ".".join(_in_quotes(part) for part in self if part)

    @property
    def spelled(self) -> str:
        """The name as a person may write it, with quotes only where they are needed.

        Examples
        --------
        >>> print(TableName("sales", "customers").spelled, TableName("sales.eu", "customers").spelled)
        sales.customers "sales.eu".customers
        """
        return ".".join(_in_quotes(part) if "." in part or part.startswith('"') else part for part in self if part)

    @property
    def plain(self) -> str:
        """The name without any quotes, which may be that of another table, too."""
        return ".".join(part for part in self if part)


def table_name(text: str) -> TableName | None:
    """Return the name that a person wrote: a table's, or a schema's and a table's; None where it could be several.

    Examples
    --------
    >>> table_name("sales.customers"), table_name('"sales.eu".customers')
    (TableName(schema='sales', name='customers'), TableName(schema='sales.eu', name='customers'))
    >>> table_name("sales.eu.customers") is None
    True
    >>> print(table_name('my "own" table').name)
    my "own" table
    """
    found = _WHOLE.fullmatch(text)
    return TableName(*("" if part is None else _bare(part) for part in found.groups())) if found else None


def target_name(text: str) -> TableName:
    """Return the name of a table that results go to.

    Raises
    ------
    coterie.errors.OptionError
        Where points leave open which part is the schema.

    Examples
    --------
    >>> target_name("sales.segments")
    TableName(schema='sales', name='segments')
    """
    found = table_name(text)
    if found is None:
        schema, _, name = text.replace('"', "").rpartition(".")
        raise errors.databases.which_schema(text, TableName(schema, name).spelled)
    return found


def could_be(text: str) -> list[TableName]:
    """Return every name that a text could be meant as: points may part a schema from a table, or belong to either.

    Examples
    --------
    >>> [name.spelled for name in could_be("sales.customers")]
    ['sales.customers', '"sales.customers"']
    """
    found = table_name(text)
    if found is not None and '"' in text:
        return [found]
    parts = text.replace('"', "").split(".")
    split = [TableName(".".join(parts[:at]), ".".join(parts[at:])) for at in range(1, len(parts))]
    return [*split, TableName("", ".".join(parts))]


def shown(table: TableName | None, usual: str, otherwise: str) -> str:
    """Return what stands behind a database's name: a table, with its schema only where that is not the usual one.

    Parameters
    ----------
    table : TableName or None
        None for the answer of a query.
    usual : str
        The schema that tables stand in where nobody says one.
    otherwise : str
        What stands there for a query.

    Examples
    --------
    >>> [shown(TableName(schema, "customers"), "public", "query") for schema in ("public", "sales")]
    ['customers', 'sales.customers']
    """
    return otherwise if table is None else table.name if table.schema == usual else table.spelled


def _in_quotes(part: str) -> str:
    return '"' + part.replace('"', '""') + '"'


def _bare(part: str) -> str:
    return part[1:-1].replace('""', '"') if part.startswith('"') else part
