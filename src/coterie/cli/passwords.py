"""What other users of this machine can see of the command: its arguments, without a password in them."""

from __future__ import annotations

import ctypes
import os
import re
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from coterie.errors import hide

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCHEME = re.compile(rb"(?:^|=)[a-zA-Z][a-zA-Z0-9+.\-]*:/")
_AFTER_NAME = re.compile(rb"(?i:password|pwd)=([^&]*)")


def cover_passwords() -> None:
    """Write stars over passwords in the memory that `ps` reads, on Linux; elsewhere they stay.

    Addresses are better given as the name of an environment variable, which nobody else sees at all.
    """
    try:
        shown = Path("/proc/self/cmdline").read_bytes()
        fields = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        start, end = int(fields[45]), int(fields[46])
    except (OSError, ValueError, IndexError):
        return
    if end - start != len(shown):
        return
    for each in covered(shown):
        ctypes.memset(start + each.start, ord("*"), len(each))


def covered(arguments: bytes) -> list[range]:
    r"""Return where passwords stand in a command's arguments.

    Parameters
    ----------
    arguments : bytes
        As the system keeps them, each ending in a NUL.

    Examples
    --------
    >>> covered(b"coterie\0segment\0postgresql://ann:s3cret@db/shop\0")
    [range(33, 39)]
    """
    starts = accumulate((len(each) + 1 for each in arguments.split(b"\0")), initial=0)
    spans = ((start, _secret(each)) for start, each in zip(starts, arguments.split(b"\0"), strict=False))
    return [range(start + span[0], start + span[1]) for start, span in spans if span]


def without_passwords(text: str, arguments: Sequence[str]) -> str:
    """Return a message that may repeat a command's arguments, without the passwords in them.

    Examples
    --------
    >>> without_passwords("extra (postgresql://ann:s 3@db)", ["segment", "postgresql://ann:s 3@db"])
    'extra (postgresql://ann:***@db)'
    """
    for argument in arguments:
        raw = os.fsencode(argument)
        if span := _secret(raw):
            text = text.replace(argument, os.fsdecode(raw[: span[0]] + b"***" + raw[span[1] :]))
    return hide(text)


def _secret(argument: bytes) -> tuple[int, int] | None:
    """Return where the password stands in one argument."""
    if scheme := _SCHEME.search(argument):
        colon, at = argument.find(b":", scheme.end()), argument.rfind(b"@")
        if 0 < colon < at:
            return colon + 1, at
    named = _AFTER_NAME.search(argument)
    return named.span(1) if named else None
