"""Secrets that must not be in a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEME = re.compile(r"(?<![a-z0-9+.\-])[a-z][a-z0-9+.\-]+:(/+)", re.IGNORECASE)
_DRIVE = re.compile(r"(?<![a-z0-9])[a-z]:[/\\]", re.IGNORECASE)
_LOGIN = re.compile(r"://[^\s:/@]*:(?!\d{1,5}(?![^/?#,.;:)'\"\]]))", re.IGNORECASE)
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
    return _AFTER_NAME.sub(r"\1=***", " ".join(_words(text.split(" "))) if "@" in text else text)


def _words(words: list[str]) -> Iterator[str]:
    """Give out words without passwords; one with blanks in it ends at the next ``@``."""
    last = max((i for i, word in enumerate(words) if "@" in word), default=-1)
    begun = ""
    for place, word in enumerate(words):
        if begun:
            if "@" in word:
                yield f"{begun}***@{word.rpartition('@')[2]}"
                begun = ""
        elif "@" not in word and place < last and (login := _LOGIN.search(word)):
            begun = word[: login.end()]
        else:
            yield _in_address(word)


def _in_address(word: str) -> str:
    """Return a word without what stands between the user of an address and its last ``@``, also of one mistyped."""
    head, _, tail = word.rpartition("@")
    scheme = _SCHEME.search(head) or _DRIVE.search(head)
    colon = head.find(":", scheme.end() if scheme else 0)
    if colon >= 0:
        return f"{head[: colon + 1]}***@{tail}"
    if (
        scheme and scheme.re is _SCHEME and len(scheme[1]) == 1
    ):  # the scheme may be a user, and the slash the password's
        return f"{head[: scheme.start(1)]}***@{tail}"
    return word
