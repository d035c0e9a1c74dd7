"""Secrets that must not be in a message."""

from __future__ import annotations

import re

_LOGIN = re.compile(r"(?<![a-z0-9+.\-])[a-z][a-z0-9+.\-]*:/+[^\s:/@]*:", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\b((?:ssl)?password|passwd|pwd|token|sig)=('(?:[^'\\]|\\.)*'|[^\s&'\"]+)", re.IGNORECASE)


def hide(text: str) -> str:
    """Return a message without the passwords of addresses in it.

    Examples
    --------
    >>> hide("No such file: 'postgres:/ann:s3cret@db/shop'.")
    "No such file: 'postgres:/ann:***@db/shop'."
    >>> hide("host=db password='s3 cret'")
    'host=db password=***'
    """
    return _AFTER_NAME.sub(r"\1=***", " ".join(map(_in_address, text.split(" "))) if "@" in text else text)


def _in_address(word: str) -> str:
    """Return a word without what stands between the user of an address and its last ``@``; quick for long words too."""
    head, _, tail = word.rpartition("@")
    login = _LOGIN.search(head)
    return f"{head[: login.end()]}***@{tail}" if login else word
