"""How long the command takes, start to finish, as a person waits for it.

    make bench-command

Times are wall seconds of the whole process, the median of several runs after one that is not counted.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("coterie")
RUNS = 5


def seconds(*arguments: str) -> list[float]:
    """Run the command and return the seconds of every counted run."""
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([COMMAND, *arguments], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return taken[1:]


def main() -> None:
    """Print a table."""
    print(f"{platform.machine()}, Python {platform.python_version()}; {RUNS} runs after one")
    print(f"{'command':<28}{'median s':>10}{'min':>8}{'max':>8}{'reach':>8}")
    with tempfile.TemporaryDirectory() as folder:
        jobs = [
            (("--help",), 1.0),
            (("demo", "--out", f"{folder}/demo", "--overwrite"), 6.0),
        ]
        for arguments, reach in jobs:
            taken = seconds(*arguments)
            name = "coterie " + " ".join(arguments[:1])
            print(f"{name:<28}{statistics.median(taken):>10.2f}{min(taken):>8.2f}{max(taken):>8.2f}{reach:>8.1f}")


if __name__ == "__main__":
    main()
