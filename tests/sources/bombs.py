"""Read files one by one in little memory: for each, the words it was refused with, or its rows; then the most used."""

from __future__ import annotations

import json
import resource
import sys

from coterie.errors import CoterieError
from coterie.sources import read

MOST = 3 * 2**30
"""Bytes of addresses: what threads reserve and never use counts too."""


def main() -> None:
    """Print what became of every file, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    found = {}
    for path in sys.argv[1:]:
        try:
            said = f"{read(path).frame.height} rows"
        except CoterieError as error:
            said = str(error)
        found[path] = [said, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]
    print(json.dumps(found))  # noqa: T201 - it is asked for


main()
