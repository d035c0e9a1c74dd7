"""What drivers say, as errors that people can act on and that show no password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coterie import errors

if TYPE_CHECKING:
    from coterie.databases.address import Address

_LOST = ("server closed the connection", "terminating connection", "connection to server was lost", "no connection to")
_NOT_THERE = ("could not translate host name", "could not connect", "connection to server", "Connection refused")
_PASSWORD = ("password authentication failed", "no password supplied", "SCRAM", "empty password")


def of_postgres(error: BaseException, address: Address) -> errors.InputError:
    """Return the error for what ADBC or Polars raised while PostgreSQL was read.

    Parameters
    ----------
    error : Exception
        With `sqlstate`, or, where it comes up while rows arrive, only with words.
    address : Address
        Whose password is taken out of the words.

    Examples
    --------
    >>> from coterie.databases.address import address_of
    >>> shop = address_of("postgresql://ann:s3cret@db/shop")
    >>> print(of_postgres(ValueError("[libpq] server closed the connection unexpectedly"), shop))
    The database 'shop' on db ended the connection while it was read. Nothing was written. Run it again.
    """
    state = str(getattr(error, "sqlstate", None) or "")
    words = address.hide(_plain(str(error)))
    if state in {"28P01", "28000"} or any(each in words for each in _PASSWORD):
        return errors.databases.wrong_password(address.place, address.user or "(none is given)")
    if state.startswith("57P") or any(each in words for each in _LOST):
        return errors.databases.connection_lost(address.place)
    # Of a connection that fails, and of writing, the driver gives words alone: those of libpq, in English.
    if state == "42501" or "permission denied" in words:
        return errors.databases.not_allowed(address.place, words)
    if "Failed to connect" in str(error) or any(each in words for each in _NOT_THERE):
        return errors.databases.cannot_connect(address.place, words)
    return errors.databases.bad_query(address.place, words)


def while_writing(error: BaseException, address: Address, table: str) -> errors.OutputError:
    """Return the error for what ADBC raised while a table was written.

    Examples
    --------
    >>> from coterie.databases.address import address_of
    >>> shop = address_of("postgresql://ann:s3cret@db/shop")
    >>> print(while_writing(ValueError("ERROR: permission denied for schema public"), shop, "segments"))
    ... # doctest: +ELLIPSIS
    The table 'segments' cannot be written: permission denied for schema public. The database 'shop' on db is as ...
    """
    if not hasattr(error, "sqlstate") or "Failed to connect" not in str(error):
        words = address.hide(_plain(str(error)))
        if str(getattr(error, "sqlstate", None) or "").startswith("57P") or any(each in words for each in _LOST):
            return errors.databases.lost_while_writing(address.place, table)
        return errors.databases.table_not_writable(address.place, table, words)
    return errors.databases.not_written(of_postgres(error, address))


def _plain(words: str) -> str:
    """Return the sentence in what a driver says, without its own names, the place in the query and hints."""
    first = re.split(r"\n\s*(?:Is the server|LINE \d+:|DETAIL:|CONTEXT:|QUERY:|Query was|Query:)", words)[0]
    first = re.sub(r"\. SQLSTATE:.*|\nSQLSTATE.*|Failing statement.*", "", first, flags=re.DOTALL)
    first = first.replace("Failed to connect: ", "")
    found = re.search(r"(?:ERROR|FATAL):\s+(.*)", first, re.DOTALL) or re.search(r"\[libpq\]\s*(.*)", first, re.DOTALL)
    return " ".join((found[1] if found else first).split())[:300]
