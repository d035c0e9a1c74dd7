"""Secrets that must not be in a message."""

from __future__ import annotations

import re

_IN_ADDRESS = re.compile(r"([a-z][a-z0-9+.\-]*:/+[^\s:/@]*):\S*@", re.IGNORECASE)
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
    return _AFTER_NAME.sub(r"\1=***", _IN_ADDRESS.sub(r"\1:***@", text))
