"""Read files one by one in little memory: for each, the words it was refused with, or its rows; then the most used."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from coterie.errors import CoterieError
from coterie.sources import read

MOST = 3 * 2**30
"""Bytes of addresses: what threads reserve and never use counts too."""


def peak() -> int:
    """Return the most memory used so far, in MiB; what `resource` knows holds that of the program that started this."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def main() -> None:
    """Print what became of every file, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    found = {}
    for path in sys.argv[1:]:
        try:
            said = f"{read(path).frame.height} rows"
        except CoterieError as error:
            said = str(error)
        found[path] = [said, peak()]
    print(json.dumps(found))  # noqa: T201 - it is asked for


if __name__ == "__main__":  # pytest imports it too, and must keep its memory
    main()
