"""Say which code does the clustering, and fail where the kernels should have been built and were not.

    python packaging/engine.py          # exit 1 where a compiler is there and the kernels are not
    python packaging/engine.py --only-say

A build of the kernels that fails leaves the package on their NumPy twin, so that it works everywhere. Where a compiler
is there, that is a mistake in the kernels or in the build, and nobody would notice.
"""

from __future__ import annotations

import os
import sys

from compiler import has_compiler

from coterie.clustering import describe_engine

_HOW = "A C++ compiler is here, but the kernels were not built. To see why: uv sync --reinstall-package coterie -v"


def main() -> int:
    """Return the exit status."""
    said = describe_engine()
    print(said)
    wanted = has_compiler() and not os.environ.get("COTERIE_NO_KERNELS")
    if "not built" not in said or not wanted:
        return 0
    print(_HOW, file=sys.stderr)
    return 0 if "--only-say" in sys.argv else 1


if __name__ == "__main__":
    sys.exit(main())
