"""Addresses of tables on other machines: what is one, and how to name it without what is secret in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_WEB = ("https", "http")
_CLOUD = ("s3", "s3a", "gs", "gcs", "az", "azure", "abfs", "abfss", "adl")
_ADDRESS = re.compile(rf"(?i)({'|'.join(_WEB + _CLOUD)})://")


def is_web(source: str) -> bool:
    """Return whether a source is the address of a file on the web.

    Examples
    --------
    >>> is_web("https://example.org/a.csv"), is_web("s3://bucket/a.csv"), is_web("a.csv")
    (True, False, False)
    """
    return _scheme(source) in _WEB


def is_cloud(source: str) -> bool:
    """Return whether a source is the address of an object in cloud storage.

    Examples
    --------
    >>> is_cloud("s3://bucket/a.csv"), is_cloud("https://example.org/a.csv"), is_cloud("C:/a.csv")
    (True, False, False)
    """
    return _scheme(source) in _CLOUD


def _scheme(source: str) -> str:
    found = _ADDRESS.match(source)
    return found[1].lower() if found else ""


def masked(address: str) -> str:
    """Return an address fit for messages: no user, no password, no query, where tokens stand.

    Examples
    --------
    >>> masked("https://user:pass@example.org/a.csv?token=abc#x")
    'https://example.org/a.csv?...'
    >>> masked("s3://bucket/a.csv")
    's3://bucket/a.csv'
    """
    scheme, _, rest = address.partition("://")
    path, mark, _ = re.split(r"([?#])", rest, maxsplit=1) if re.search(r"[?#]", rest) else (rest, "", "")
    host, slash, tail = path.partition("/")
    if ":" in host and "@" in path:  # a password may hold a "/" that should have been escaped
        host, slash, tail = path.rpartition("@")[2].partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{tail}{'?...' if mark else ''}"


def file_name(address: str) -> str:
    """Return the name of the file at an address.

    Examples
    --------
    >>> file_name("https://example.org/my%20customers.csv?x=1"), file_name("https://example.org/")
    ('my customers.csv', 'example.org')
    """
    parts = urlsplit(address)
    return unquote(PurePosixPath(parts.path).name) or (parts.netloc.rpartition("@")[2])
