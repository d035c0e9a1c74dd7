"""Build the kernels with the compiler's sanitizers, and run their tests under them.

    python packaging/sanitize.py address   # memory and undefined behaviour
    python packaging/sanitize.py thread    # data races

Leaks are not counted: Python leaves much to the system when it ends. Where the compiler has no sanitizers, this says so
and fails only in continuous integration (`CI` in the environment).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = {"address": "address,undefined", "thread": "thread"}
RUNTIME = {"address": "libasan.so", "thread": "libtsan.so"}
OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=0:halt_on_error=1:abort_on_error=1:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    "TSAN_OPTIONS": "halt_on_error=1:ignore_noninstrumented_modules=1:exitcode=66",
}
TESTS = {
    "address": [
        "tests/clustering",
        "--ignore=tests/clustering/twin",
        "--ignore=tests/clustering/test_beyond_32_bits.py",  # minutes there, and every access is one of zeros
        "-k",
        "not numpy and not twin_runs",
    ],
    "thread": [
        "tests/clustering",
        "--ignore=tests/clustering/twin",
        "--ignore=tests/clustering/test_passes.py",  # it loads Polars, which does not start under this sanitizer
        "-k",
        "not numpy and (thread or silhouettes or redrawn or hostile)",
    ],
}


def compiler() -> str | None:
    """Return the machine's C++ compiler."""
    return os.environ.get("CXX") or next(filter(None, map(shutil.which, ("c++", "g++", "clang++"))), None)


def runtime(which: str) -> Path | None:
    """Return the sanitizer's library; None where the compiler has none."""
    if not (command := compiler()):
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "empty.cpp")
        source.write_text("int main() { return 0; }\n")
        build = [command, f"-fsanitize={FLAGS[which]}", str(source), "-o", str(Path(folder, "empty"))]
        if subprocess.run(build, capture_output=True, check=False).returncode:
            return None
    asked = [command, f"-print-file-name={RUNTIME[which]}"]
    library = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    return library.resolve() if library.is_absolute() and library.exists() else None


def build(which: str) -> Path:
    """Build the kernels and return the module's file."""
    folder = ROOT / "build" / f"sanitize-{which}"
    settings = [f"cmake.define.COTERIE_SANITIZE={FLAGS[which]}", f"build-dir={folder / 'work'}"]
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") or "uv"
    command = [uv, "build", "--quiet", "--wheel", "--out-dir", str(folder), *(f"-C{one}" for one in settings)]
    subprocess.run(command, check=True, cwd=ROOT)
    newest = max(folder.glob("*.whl"), key=lambda wheel: wheel.stat().st_mtime)
    with zipfile.ZipFile(newest) as wheel:
        names = [name for name in wheel.namelist() if "/_kernels." in name]
        if not names:
            sys.exit(f"the kernels could not be built with -fsanitize={FLAGS[which]}")
        return Path(wheel.extract(names[0], folder))


def under(which: str, library: Path, module: Path) -> int:
    """Run the tests in a Python that has the sanitizer's library loaded."""
    words = [sys.executable, __file__, "--run", str(module), *TESTS[which]]
    if shutil.which("setarch"):  # the thread sanitizer wants addresses where it expects them
        words = ["setarch", "-R", *words]
    asked = [
        str(compiler()),
        "-print-file-name=libstdc++.so",
    ]  # loaded first too: the sanitizer must see what it throws
    standard = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()).resolve()
    own = {"LD_PRELOAD": f"{library} {standard}", "PYTHONMALLOC": "malloc", "OMP_NUM_THREADS": "1", **OPTIONS}
    return subprocess.run(words, cwd=ROOT, env={**os.environ, **own}, check=False).returncode


def run(module: Path, arguments: list[str]) -> int:
    """Put these kernels in the place of those that are installed, and run pytest."""
    import pytest  # noqa: PLC0415  # only in the Python that runs the tests

    import coterie.clustering  # noqa: PLC0415  # as above

    name = f"{coterie.clustering.__name__}._kernels"
    spec = util.spec_from_file_location(name, module)
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
    return pytest.main(["-q", "-p", "no:cacheprovider", *arguments])


def main() -> int:
    """Do what the words ask for."""
    if sys.argv[1] == "--run":
        return run(Path(sys.argv[2]), sys.argv[3:])
    which = sys.argv[1]
    library = runtime(which)
    if library is None:
        print(f"No {which} sanitizer here: its tests are not run.")
        return 1 if os.environ.get("CI") else 0
    return under(which, library, build(which))


if __name__ == "__main__":
    sys.exit(main())
