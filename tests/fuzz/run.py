"""Fuzz a target, ``python tests/fuzz/run.py text -max_total_time=600``: its inputs and finds are in build/fuzz.

Arguments behind the target's name are libFuzzer's. With ``-runs`` nothing is kept: the same inputs come every time.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import os
import pkgutil
import sys
import tempfile
from pathlib import Path
from types import FunctionType

import coterie

sys.path.insert(0, str(Path(__file__).parent))
from targets import TARGETS

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
FOUND = HERE.parent.parent / "build" / "fuzz"
LONGEST = 4096
"""Bytes of an input: enough for every shape that readers know."""
SECONDS = 20
"""What one input may take, on a busy machine; a hang takes longer."""
MEMORY = 2000
"""Mebibytes; Polars itself grows by some hundreds over thousands of inputs."""
PIECES = [
    ",", ";", r"\x09", "|", r"\"", r"\"\"", r"\x0a", r"\x0d\x0a", r"\x00", r"\xef\xbb\xbf", r"\xff\xfe", "Total", "id",
    "2024-01-02", "n/a", "1,5", "(1,200)", "$3", "15k", "1e5", "'=", r"\xc2\x85", r"\xc2\xa0", r"\xe2\x80\xa8",
]  # fmt: skip


def instrument(atheris: object) -> None:
    """Let libFuzzer see which lines of coterie an input reaches; its import hook does not know editable installs."""
    for module in pkgutil.walk_packages(coterie.__path__, "coterie."):
        if module.name.split(".")[1] not in {"charts", "cli", "report", "segmenter"}:
            importlib.import_module(module.name)
    ours = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    for function in ours:
        if (function.__module__ or "").split(".")[0] in {"coterie", "csv"}:
            atheris.instrument_func(function)  # type: ignore[attr-defined]  # it ships no types


def main() -> None:
    """Run libFuzzer over one target."""
    name, *given = sys.argv[1:]
    try:
        import atheris  # noqa: PLC0415 - it has wheels for Linux alone
    except ImportError:
        print(f"the fuzzer of {name} is not installed here; the tests run its corpus")  # noqa: T201 - it says what does not run
        return
    instrument(atheris)
    target = TARGETS[name]
    found = FOUND / name
    (found / "corpus").mkdir(parents=True, exist_ok=True)

    def kept(data: bytes) -> None:
        try:
            target(data)
        except BaseException:
            (found / f"found-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)  # sooner than libFuzzer does
            raise

    (found / "pieces").write_text("".join(f'"{piece}"\n' for piece in PIECES), encoding="ascii")
    short = any(each.startswith("-runs") for each in given)
    grown = tempfile.mkdtemp() if short else str(found / "corpus")  # libFuzzer writes to the first
    usual = [f"-max_len={LONGEST}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEMORY}", f"-dict={found / 'pieces'}"]
    os.chdir(found)
    atheris.Setup([sys.argv[0], *usual, *given, grown, str(CORPUS / name)], kept)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
