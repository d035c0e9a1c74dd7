"""The address of a database: from a URL, an environment variable or a file that is a database."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, quote, quote_plus, unquote

from coterie import errors

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]+):/", re.IGNORECASE)
_STARTS = ((0, b"SQLite format 3\0", "sqlite"), (8, b"DUCK", "duckdb"))
_ELSEWHERE = {"http", "https", "s3", "s3a", "gs", "gcs", "az", "azure", "abfs", "abfss", "adl", "file", "hf"}
"""Addresses of files, which are not read here."""


@dataclass(frozen=True)
class Address:
    """Where a database is.

    Attributes
    ----------
    kind : {"postgresql", "sqlite", "duckdb", "other"}
        What reads it.
    host, port, user, database : str
        Of a server; empty where the driver has its own way of finding them.
    password : str
        Never shown.
    parameters : dict of str to str
        What stands behind the question mark. Never shown.
    path : pathlib.Path or None
        Of a database that is a file.
    url : str
        The whole address, for SQLAlchemy. Never shown.
    """

    kind: Literal["postgresql", "sqlite", "duckdb", "other"]
    host: str = ""
    port: str = ""
    user: str = ""
    database: str = ""
    password: str = field(default="", repr=False)
    parameters: dict[str, str] = field(default_factory=dict, repr=False)
    path: Path | None = None
    url: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What the database is called: in names of tables."""
        return self.path.name if self.path else self.database or self.host or "database"

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        if self.path:
            return f"'{self.path}'"
        where = f"{self.host}:{self.port}" if self.port else self.host
        return f"The database '{self.database}'" + (f" on {where}" if where else "")

    @property
    def plain(self) -> str:
        """The address without what is secret, to be kept: no password, and nothing behind the question mark.

        Examples
        --------
        >>> address_of("postgresql://ann:s3cret@db/shop?sslmode=require").plain
        'postgresql://ann@db/shop'
        """
        if self.path:
            return f"{self.kind}:///{self.path.expanduser().absolute()}"
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        where = f"{self.host}:{self.port}" if self.port else self.host
        scheme = self.kind if self.kind == "postgresql" else self.url.partition(":")[0]
        return f"{scheme}://{user}{where}/{quote(self.database, safe='')}"

    def hide(self, text: str) -> str:
        """Return what a driver says without the password, however it is spelled."""
        secrets = {self.password, *(value for key, value in self.parameters.items() if "password" in key)} - {""}
        for secret in secrets:
            for spelled in (secret, quote(secret, safe=""), quote(secret), quote_plus(secret), repr(secret)[1:-1]):
                text = text.replace(spelled, "***")
        return errors.hiding.hide(text)


def address_of(source: object) -> Address | None:
    """Return the address of the database that a source names.

    Parameters
    ----------
    source : object
        A URL such as ``postgresql://user:password@host/database`` or ``sqlite:///shop.sqlite``; ``$NAME`` of the
        environment variable that holds one; or the path of an SQLite or DuckDB file, whatever it is called.

    Returns
    -------
    Address or None
        None when the source is no database.

    Raises
    ------
    coterie.errors.InputError
        When it is one that cannot be understood, or the variable is not set. The message shows no password.

    Examples
    --------
    >>> address_of("postgresql://ann:s3cret@db.example.com/shop")  # doctest: +ELLIPSIS
    Address(kind='postgresql', host='db.example.com', port='', user='ann', database='shop', path=None)
    >>> address_of("customers.csv") is None
    True
    """
    if isinstance(source, str) and source.startswith("$") and not _exists(source):
        return _variable(source[1:].removeprefix("{").removesuffix("}"))
    if isinstance(source, str) and (found := _SCHEME.match(source)):
        return _url(source, found[1].lower())
    return _file(Path(source)) if isinstance(source, str | Path) else None


def _exists(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - a Path raises for a name that is too long


def _variable(name: str) -> Address:
    """Return the address that an environment variable holds."""
    if name not in os.environ:
        raise errors.databases.no_such_variable(name, sorted(os.environ))
    value = os.environ[name].strip()
    found = None if value.startswith("$") else address_of(value)
    if found is None:
        raise errors.databases.not_an_address(name)
    return found


def _url(text: str, scheme: str) -> Address | None:
    """Return the address that a URL writes."""
    dialect = scheme.split("+", maxsplit=1)[0]
    if dialect in _ELSEWHERE:
        return None
    if not unquote(text).isprintable():
        raise errors.databases.bad_address(scheme, "it holds a character that cannot be printed")
    rest = text.partition(":")[2]
    if not rest.startswith("//"):
        raise errors.databases.bad_address(scheme, "it needs // behind the colon")
    rest = rest[2:]
    if dialect in {"sqlite", "duckdb"}:
        return _file_url(rest, "sqlite" if dialect == "sqlite" else "duckdb")
    return _server(text, scheme, rest)


def _file_url(rest: str, kind: Literal["sqlite", "duckdb"]) -> Address:
    """Return a file's address: one more slash stands before its path, as SQLAlchemy has it."""
    path = os.path.expanduser(rest.removeprefix("/"))  # noqa: PTH111 - a Path raises for an unknown home
    if not path:
        raise errors.databases.bad_address(kind, f"it names no file, as {kind}:///shop.{kind} does")
    if not _exists(path) and rest.startswith("/") and _exists(rest):
        path = rest  # /absolute/path was meant, with a slash too few
    return Address(kind, path=Path(path))


def _server(text: str, scheme: str, rest: str) -> Address:
    """Return a server's address."""
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in rest[len(authority) :]:  # of a password, or of what follows it: no guess in silence
        raise errors.databases.unclear_address(scheme)
    behind = rest[len(authority) :].partition("#")[0]
    login, _, where = authority.rpartition("@")
    user, _, password = login.partition(":")
    host, port = _host(where)
    database, _, query = behind.removeprefix("/").partition("?")
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    if port and not re.fullmatch(r"[\d,]*", port):
        raise errors.databases.bad_address(
            scheme, "its port is no number (or a : or @ of the password is not written as %3A or %40)"
        )
    if not all(re.fullmatch(r"[a-z_]+", key) for key in parameters):
        raise errors.databases.bad_address(scheme, "what stands behind its question mark is not name=value")
    return Address(
        "postgresql" if scheme.split("+", maxsplit=1)[0] in {"postgresql", "postgres"} else "other",
        host=unquote(host or parameters.get("host", "")),
        port=port or parameters.get("port", ""),
        user=unquote(user) or parameters.get("user", ""),
        database=unquote(database) or parameters.get("dbname", ""),
        password=unquote(password) or parameters.get("password", ""),
        parameters=parameters,
        url=text,
    )


def _host(where: str) -> tuple[str, str]:
    """Split hosts from ports; several of both are separated by commas, and an IPv6 address stands in brackets."""
    hosts, ports = [], []
    for each in where.split(","):
        found = re.fullmatch(r"\[([^\]]*)\](?::(.*))?|([^:]*)(?::(.*))?", each)
        one, two, three, four = found.groups() if found else (None, None, each, None)
        hosts.append(one or three or "")
        ports.append(two or four or "")
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def _file(path: Path) -> Address | None:
    """Return a file's address, when its content is a database."""
    try:
        path = path.expanduser()
        if not path.is_file():
            return None
        with path.open("rb") as file:
            start = file.read(16)
    except (OSError, RuntimeError, ValueError):
        return None  # reading tells why
    for offset, mark, kind in _STARTS:
        if start[offset:].startswith(mark):
            return Address("sqlite" if kind == "sqlite" else "duckdb", path=path)
    return None
