"""What other users of this machine can see of the command: its arguments, without a password in them."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

_ADDRESS = re.compile(rb"[a-zA-Z][a-zA-Z0-9+.\-]+:/+[^\0]*?:([^\0]*)@|(?i:password|pwd)=([^\0&]*)")


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
    found = (match.span(1 if match[1] is not None else 2) for match in _ADDRESS.finditer(arguments))
    return [range(*span) for span in found]
