"""How much memory there is, and how large a text file is before it is read."""

from __future__ import annotations

import os
from pathlib import Path

_HEAD = 2**18
_CGROUPS = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
)


def memory_there_is(root: Path = Path("/")) -> int:
    """Return the bytes of memory that can be had: what the system has free, or what a container may still take.

    Parameters
    ----------
    root : pathlib.Path
        Of the file system that tells.

    Examples
    --------
    >>> memory_there_is() > 2**20
    True
    """
    known = [_free(root / "proc/meminfo")]
    for limit, used in _CGROUPS:
        allowed, taken = (_number(root / name.lstrip("/")) for name in (limit, used))
        if allowed is not None:
            known.append(allowed - (taken or 0))
    there = [bytes_free for bytes_free in known if bytes_free is not None]
    return min(there) if there else _total()


def _free(meminfo: Path) -> int | None:
    """Return what Linux says is available."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _number(path: Path) -> int | None:
    """Return the number in a file; None where there is none ("max": no limit)."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except OSError:
        return None
    return int(text) if text.isdecimal() else None


def _total() -> int:
    """Return all memory of the machine, where nothing says what is free."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 2**33


def lines_about(path: Path) -> tuple[int, int]:
    r"""Estimate the rows and the columns of a text file by its first lines.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "x.csv"
    ...     _ = file.write_text("id,age\n" + "10,20\n" * 1000)
    ...     lines_about(file)
    (1001, 2)
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    lines = head[: head.rfind(b"\n") + 1]
    first = lines[: lines.find(b"\n") + 1]
    columns = 1 + max((first.count(mark) for mark in (b",", b";", b"\t", b"|")), default=0)
    return round(path.stat().st_size * lines.count(b"\n") / max(len(lines), 1)), columns
