"""Fuzz a target: ``python tests/fuzz/run.py text -max_total_time=600``.

Arguments behind the target's name are libFuzzer's. What it finds is written to the folder that it runs in.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
from pathlib import Path
from types import FunctionType

import atheris

import coterie

sys.path.insert(0, str(Path(__file__).parent))
from targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 4096
"""Bytes of an input: enough for every shape that readers know."""
SECONDS = 10
"""What one input may take, on a busy machine; a hang takes longer."""


def instrument() -> None:
    """Let libFuzzer see which lines of coterie an input reaches; its import hook does not know editable installs."""
    for module in pkgutil.walk_packages(coterie.__path__, "coterie."):
        if module.name.split(".")[1] not in {"charts", "cli", "report", "segmenter"}:
            importlib.import_module(module.name)
    ours = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    for function in ours:
        if (function.__module__ or "").split(".")[0] in {"coterie", "csv"}:
            atheris.instrument_func(function)


def main() -> None:
    """Run libFuzzer over one target."""
    instrument()
    name, *given = sys.argv[1:]
    usual = [f"-max_len={LONGEST}", f"-timeout={SECONDS}", "-rss_limit_mb=3000"]
    places = [] if any(not argument.startswith("-") for argument in given) else [str(CORPUS / name)]
    atheris.Setup([sys.argv[0], *usual, *given, *places], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
