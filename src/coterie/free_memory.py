"""How much memory there is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


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
    known = [_free(root / "proc/meminfo"), _left(root / "sys/fs/cgroup/memory", _V1)]
    known += [_left(group, _V2) for group in _groups(root)]
    there = [bytes_free for bytes_free in known if bytes_free is not None]
    return max(0, min(there)) if there else _total()


def _free(meminfo: Path) -> int | None:
    """Return what Linux says is available."""
    found = _fields(meminfo).get("MemAvailable:")
    return None if found is None else found * 1024


def _groups(root: Path) -> list[Path]:
    """Return the control groups that this process is in, as a container or the system shows them (cgroup v2)."""
    top = root / "sys/fs/cgroup"
    own = next((line[3:] for line in _lines(root / "proc/self/cgroup") if line.startswith("0::")), "/")
    group = top / own.strip("/")
    return [top, *(folder for folder in (group, *group.parents) if top in folder.parents)]


class _Files(NamedTuple):
    """Where a kind of control group tells what it may take and has taken, and how it calls files that it keeps."""

    allowed: str
    taken: str
    kept: str


_V1 = _Files("memory.limit_in_bytes", "memory.usage_in_bytes", "total_")
_V2 = _Files("memory.max", "memory.current", "")


def _left(group: Path, files: _Files) -> int | None:
    """Return what a control group may still take; files that the system keeps in memory can be let go."""
    allowed, taken = _number(group / files.allowed), _number(group / files.taken)
    if allowed is None or taken is None:
        return None
    stat = _fields(group / "memory.stat")
    return allowed - taken + sum(stat.get(f"{files.kept}{which}", 0) for which in ("inactive_file", "active_file"))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").splitlines()
    except OSError:
        return []


def _fields(path: Path) -> dict[str, int]:
    """Return the numbers of a file with a name and a number a line."""
    words = [line.split() for line in _lines(path)]
    return {line[0]: int(line[1]) for line in words if len(line) > 1 and line[1].isdecimal()}


def _number(path: Path) -> int | None:
    """Return the number in a file; None where there is none ("max": no limit)."""
    text = next(iter(_lines(path)), "").strip()
    return int(text) if text.isdecimal() else None


def _total() -> int:
    """Return all memory of the machine, where nothing says what is free."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 2**33
