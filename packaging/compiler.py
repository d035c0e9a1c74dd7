"""Whether this machine has a C++ compiler that CMake will find."""

from __future__ import annotations

import os
import shutil


def has_compiler() -> bool:
    """Say whether there is a C++ compiler, by its usual names or by CXX."""
    return bool(os.environ.get("CXX")) or any(map(shutil.which, ("c++", "g++", "clang++", "cl")))
