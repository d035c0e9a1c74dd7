"""Build with scikit-build-core; where the machine has no C++ compiler, with the one that PyPI has (ziglang).

Should the kernels fail to build all the same, the package is built without them and runs on their NumPy twin
(`tool.scikit-build.overrides` in pyproject.toml); `coterie.clustering.describe_engine()` says which it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from compiler import has_compiler
from scikit_build_core import build as _build
from scikit_build_core.build import build_sdist, get_requires_for_build_sdist

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]


def _wanted(known: list[str]) -> list[str]:
    return known if has_compiler() or os.environ.get("COTERIE_NO_KERNELS") else [*known, "ziglang>=0.14"]


def _with_zig() -> None:
    """Let CMake find zig under the names that it looks for."""
    if has_compiler() or os.environ.get("COTERIE_NO_KERNELS"):
        return
    folder = Path(tempfile.mkdtemp(prefix="zig-"))
    for tool in ("c++", "ar", "ranlib"):
        script = folder / f"zig-{tool}"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ziglang {tool} "$@"\n')
        script.chmod(0o755)
    os.environ["CXX"] = str(folder / "zig-c++")
    tools = f"-DCMAKE_AR={folder / 'zig-ar'} -DCMAKE_RANLIB={folder / 'zig-ranlib'}"
    os.environ["CMAKE_ARGS"] = f"{os.environ.get('CMAKE_ARGS', '')} {tools}".strip()


def get_requires_for_build_wheel(config_settings: dict[str, list[str] | str] | None = None) -> list[str]:
    """Ask for zig beside what is needed, where there is no compiler."""
    return _wanted(_build.get_requires_for_build_wheel(config_settings))


def get_requires_for_build_editable(config_settings: dict[str, list[str] | str] | None = None) -> list[str]:
    """Ask for zig beside what is needed, where there is no compiler."""
    return _wanted(_build.get_requires_for_build_editable(config_settings))


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, list[str] | str] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Build a wheel."""
    _with_zig()
    return _build.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str,
    config_settings: dict[str, list[str] | str] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Build what an editable install needs: the kernels and a link to the sources."""
    _with_zig()
    return _build.build_editable(wheel_directory, config_settings, metadata_directory)
