"""A database cannot be read or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coterie.errors.kinds import (
    AccessDenied,
    EmptySource,
    NeedsAnswer,
    OptionError,
    OutputError,
    OutputExists,
    QueryError,
    SourceNotFound,
    SourceUnreachable,
    TargetUnreachable,
)
from coterie.errors.voices import either, parameter, switch
from coterie.errors.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coterie.errors.kinds import CoterieError


_CHOOSING = either("table=NAME or query='SELECT ...'", "--table NAME or --query 'SELECT ...'")


def no_such_variable(name: str, known: Sequence[str]) -> OptionError:
    """The environment variable that should hold the address is not set."""
    return OptionError(
        f"There is no environment variable '{name}'.{nearest(name, known)} "
        f"Set it to an address such as postgresql://user@host/database."
    )


def not_an_address(name: str) -> OptionError:
    """The environment variable holds something else; what it is may be secret."""
    return OptionError(
        f"The environment variable '{name}' holds neither the address of a database nor the name of a file. "
        f"Set it to an address such as postgresql://user@host/database."
    )


def unclear_address(scheme: str) -> OptionError:
    """The password has characters that could belong to the rest of the address; nothing of it is shown."""
    return OptionError(
        f"The {scheme}:// address can be read in two ways. Write %2F for /, %3F for ?, %23 for # and %40 for @ "
        f"in the user name and the password."
    )


def bad_address(scheme: str, why: str) -> OptionError:
    """The address lacks something or has a part that cannot be used."""
    return OptionError(f"The {scheme}:// address cannot be used: {why}. Write {scheme}://user@host/database.")


def unknown_address(scheme: str, known: Sequence[str]) -> OptionError:
    """No driver reads addresses that begin like this."""
    return OptionError(
        f"Addresses that begin with '{scheme}://' are not read.{nearest(scheme, known)} "
        f"Use postgresql://, sqlite:///, duckdb:/// or what an SQLAlchemy driver installed here reads."
    )


def only_for_databases(option: str, name: str) -> OptionError:
    """A query or a table is asked for, and the source is a file or a frame."""
    return OptionError(f"{parameter(option)} is for databases, and '{name}' is none. Leave the option out.")


def only_for_files(option: str, name: str) -> OptionError:
    """An option of files is given, and the source is a database."""
    return OptionError(f"{parameter(option)} is for files, and '{name}' is a database. Leave the option out.")


def query_and_table() -> OptionError:
    """Both a query and a table are given."""
    return OptionError(f"{parameter('--query')} and {parameter('--table')} are both given. Give one of them.")


def not_a_query(word: str) -> QueryError:
    """The statement would do something else than read."""
    return QueryError(
        f"{parameter('--query')} begins with '{word}'. Databases are only read: give one SELECT (or WITH, VALUES)."
    )


def bad_query(place: str, why: str) -> QueryError:
    """The database does not understand the query, or fails while it runs."""
    return QueryError(f"{place} refuses the query: {why.rstrip('.?')}. Change {parameter('--query')}.")


def no_such_table(place: str, name: str, known: Sequence[str]) -> SourceNotFound:
    """The database has no table of that name that can be seen."""
    held = f"It holds {listed(sorted(known))}." if known else "It holds none that this user may see."
    todo = f"Name another with {parameter('--table')}." if known else "Ask for the right to read."
    return SourceNotFound(f"{place} has no table '{name}'.{nearest(name, known)} {held} {todo}")


def which_table(place: str, known: Sequence[str]) -> NeedsAnswer:
    """Neither a table nor a query is given, and there are several tables."""
    return NeedsAnswer(
        f"{place} holds {len(known)} tables ({listed(sorted(known))}). Choose with {_CHOOSING}.",
        choices=sorted(known),
        parameter="table",
    )


def which_of(wanted: str, known: Sequence[str]) -> NeedsAnswer:
    """A name could be that of several tables."""
    return NeedsAnswer(
        f"{parameter('--table')} '{wanted}' could be {listed(sorted(known))}. Write the name of one of them like this.",
        choices=sorted(known),
        parameter="table",
    )


def no_tables(place: str) -> SourceNotFound:
    """Neither a table nor a query is given, and there is no table."""
    return SourceNotFound(
        f"{place} holds no table that this user may see. Ask for the right to read, or use {_CHOOSING}."
    )


def cannot_connect(place: str, why: str) -> SourceUnreachable:
    """The database cannot be opened."""
    return SourceUnreachable(
        f"{place} cannot be opened: {why.rstrip('.?')}. Check the address, and that it is running."
    )


def wrong_password(place: str, user: str) -> AccessDenied:
    """The database refuses the user or the password."""
    return AccessDenied(
        f"{place} refuses the user '{user}' or the password. Check both; in an address, special characters of a "
        f"password are written as %40 for @, %3A for :, %2F for /, %23 for # and %25 for %."
    )


def not_allowed(place: str, why: str) -> AccessDenied:
    """The user may not read that."""
    return AccessDenied(
        f"{place} does not allow it: {why.rstrip('.?')}. Ask for the right to read, or name another user."
    )


def connection_lost(place: str) -> SourceUnreachable:
    """The database ended the connection while it was read."""
    return SourceUnreachable(f"{place} ended the connection while it was read. Nothing was written. Run it again.")


def no_rows_in_database(name: str) -> EmptySource:
    """The table or query has no rows, or no column that can be used."""
    return EmptySource(f"'{name}' gives no rows. Check the conditions of the query, or name another table.")


def no_columns_in_database(name: str) -> EmptySource:
    """Every column is binary, or there is none."""
    return EmptySource(
        f"'{name}' gives no column that can be read. Name another table, or columns in {parameter('--query')}."
    )


def write_to_and_table() -> OptionError:
    """Only one of the two options that say where results go."""
    return OptionError(
        f"{parameter('--write-to')} and {parameter('--to-table')} go together: "
        f"give the database and the name of the table in it."
    )


def not_a_database(option: str, given: str) -> OptionError:
    """Results should go to something that is no database."""
    return OptionError(
        f"{parameter(option)} '{given}' is no database. Give an address such as postgresql://user@host/database."
    )


def not_written_in_one(scheme: str) -> OptionError:
    """The database cannot replace a table in one transaction, or nobody has tried it."""
    return OptionError(
        f"{scheme}:// addresses are only read. "
        f"Give {parameter('--write-to')} the address of a PostgreSQL, SQLite or DuckDB database."
    )


def bad_table_name(name: str, why: str) -> OptionError:
    """No table can be called that."""
    return OptionError(f"{parameter('--to-table')} '{name}' cannot be the name of a table: {why}. Name another one.")


def which_schema(name: str, example: str) -> OptionError:
    """Points leave open which part of a name is the schema."""
    return OptionError(
        f"{parameter('--to-table')} '{name}' could be the name of several tables. "
        f"Write a part that has points in double quotes, such as {example}."
    )


def table_not_ours(place: str, table: str) -> OutputExists:
    """The table is there already, and coterie did not write it."""
    return OutputExists(
        f"{place} has a table '{table}' that coterie did not write. "
        f"Name another table, or add {switch('--replace-table')} to lose what is in it."
    )


def table_is_read(place: str, table: str) -> OutputError:
    """The results would take the place of the customers."""
    return OutputError(
        f"{place} is read from, and {parameter('--to-table')} '{table}' would replace what is read. Name another table."
    )


def table_not_writable(place: str, table: str, why: str) -> OutputError:
    """The table cannot be made or filled."""
    return OutputError(
        f"The table '{table}' cannot be written: {why.rstrip('.?')}. {place} is as it was. "
        f"Name another table, or ask for the right to write it."
    )


def locked(place: str, seconds: int) -> SourceUnreachable:
    """Another program writes to the database, and does not come to an end."""
    return SourceUnreachable(
        f"{place} is locked: another program has been writing to it for {seconds} seconds, such as another run of "
        f"coterie, or a program that shows databases and has a change open. Run this again once it is done or closed."
    )


def read_only(place: str) -> SourceUnreachable:
    """The database can be read and not written."""
    return SourceUnreachable(
        f"{place} can be read but not written. Nothing was done. Ask for the right to write it and its folder, or name "
        f"another place."
    )


def not_written(problem: CoterieError) -> TargetUnreachable:
    """The database that results should go to cannot be opened; `problem` is what reading from it would say."""
    return TargetUnreachable(problem.in_both)


def lost_while_writing(place: str, table: str) -> OutputError:
    """The database ended the connection before the table was whole."""
    return OutputError(
        f"{place} ended the connection while the table '{table}' was written. It is as it was before. Run it again."
    )
