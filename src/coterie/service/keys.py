"""API keys: made once, kept as hashes, in a file that may change while the service runs."""

from __future__ import annotations

import hashlib
import os
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coterie import errors
from coterie.atomic import system_reason

if TYPE_CHECKING:
    from pathlib import Path

_PREFIX = "coterie_"
_HEX = frozenset("0123456789abcdef")


def new_key() -> str:
    """Return a new key: 256 random bits, so that its plain hash can be kept.

    Examples
    --------
    >>> key = new_key()
    >>> key.startswith("coterie_"), len(key), key == new_key()
    (True, 51, False)
    """
    return _PREFIX + secrets.token_urlsafe(32)


def line_of(key: str, now: datetime | None = None) -> str:
    """Return the line of the keys file for a key: its hash, and when it was made.

    Examples
    --------
    >>> line_of("coterie_x", datetime(2026, 1, 2, tzinfo=UTC))
    '990c477835b5a7366e7e752688dd489251e920c0ea2cb8a019f8fb2ad29f610d 2026-01-02'
    """
    return f"{_hash(key)} {(now or datetime.now(UTC)).date().isoformat()}"


def add_key(path: Path) -> str:
    """Make a key, append its hash to a file that only its owner may read, and return the key.

    Raises
    ------
    coterie.errors.OutputError
        When the file cannot be written.
    """
    key = new_key()
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(file, "a", encoding="utf-8") as lines:
            lines.write(f"{line_of(key)}\n")
    except OSError as error:
        raise errors.writing.file_not_writable(path, system_reason(error)) from error
    return key


class Keys:
    """The keys that are let in, by their hashes.

    Parameters
    ----------
    path : Path or None
        The keys file; None: everybody is let in.

    Raises
    ------
    coterie.errors.OptionError
        When there is no such file, or no key in it.

    Examples
    --------
    >>> Keys(None).knows(None)
    True
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._hashes: frozenset[str] = frozenset()
        self._seen: tuple[int, int, int] | None = None
        if path is not None and not self.look():
            raise errors.serving.no_keys(path)

    @property
    def wanted(self) -> bool:
        """Whether a request must have a key."""
        return self._path is not None

    def knows(self, key: str | None) -> bool:
        """Return whether a key is let in. Hashes are compared, so that how long it takes says nothing."""
        return self._path is None or (key is not None and _hash(key) in self._hashes)

    def look(self) -> bool:
        """Read the file again if it has changed; return whether it could be read and has keys, else what was stays."""
        assert self._path is not None  # noqa: S101 - only called where there is one
        try:
            found = self._path.stat()
            stamp = found.st_mtime_ns, found.st_size, found.st_ino
            if stamp != self._seen:
                self._hashes = _hashes(self._path.read_text(encoding="utf-8")) or self._hashes
                self._seen = stamp
        except (OSError, UnicodeDecodeError):
            return False
        return bool(self._hashes)


def _hashes(text: str) -> frozenset[str]:
    words = [line.split()[0].lower() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return frozenset(word for word in words if len(word) == 64 and _HEX.issuperset(word))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
