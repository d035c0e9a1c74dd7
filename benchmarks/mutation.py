"""How many mutants the tests notice: drawn by a seed, each met with the tests that call what it changes.

    python benchmarks/mutation.py [--mutants N] [--seed N] [--package NAME ...] [--under FILE ...]
                                   [--list FILE] [--again FILE]

Each mutant changes one place of one module, as cosmic-ray does it: a comparison, a number, an operator, a condition.
It is noticed when a test of its package or an example of its docstrings fails or runs out of time. A first run shows
which tests pass as they are, and what each of them calls (`mutation_tests.py`); a mutant is met by those that call what
it changes, its own first, then the quickest. Mutants live in memory (`mutated.py`): no file changes, and the code of
functions is exchanged in a process that has loaded everything. Code that runs while modules are loaded is met by tests
that load everything anew. What is left is met by the tests of other packages that name its module. Survivors are
printed with their place; equivalent ones count as unnoticed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cosmic_ray.plugins
import hypothesis  # noqa: F401 - heavy, so loaded once, before anything forks
import numpy as np  # noqa: F401 - as above
import polars as pl  # noqa: F401 - as above
import pyarrow as pa  # noqa: F401 - as above
from cosmic_ray.commands.init import _all_work_items  # the list of mutants; only the database around it is public
from cosmic_ray.mutating import mutate_code
from mutated import SOURCE, Mutant, compiled, dotted
from mutation_tests import FAULT, NOT_EXCHANGED, NOTICED, from_anew, met

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cosmic_ray.work_item import MutationSpec

PACKAGES = ("parsing", "schema", "cleaning", "evidence", "naming", "transactions", "explanation", "meaning", "scoring")
NOT_COLLECTED = 2  # of pytest: tests can't even be imported
NOT_RUN = (
    "BitOr",
    "Decorator",
)  # types such as `str | None`, which nothing evaluates; `@dataclass`, without which nothing runs


def drawn(paths: Sequence[Path], mutants: int, seed: str) -> list[Mutant]:
    """Draw mutants of modules; the same seed draws the same ones."""
    every = [item.mutations[0] for item in _all_work_items(paths, {})]
    every = [each for each in every if not any(name in each.operator_name for name in NOT_RUN)]
    every = [each for each in every if not _for_types(each)]
    every.sort(key=lambda each: (str(each.module_path), each.start_pos, each.operator_name, each.occurrence))
    random.Random(seed).shuffle(every)  # noqa: S311 - no secret
    return list(islice(filter(None, map(_made, every)), mutants))


def _for_types(spec: MutationSpec) -> bool:
    """Return whether a place is no code that runs: a condition of type checkers, or the star of a signature."""
    line = spec.module_path.read_text(encoding="utf-8").splitlines()[spec.start_pos[0] - 1]
    return line.startswith("if TYPE_CHECKING") or line[spec.start_pos[1] :].startswith("*,")


def _made(spec: MutationSpec) -> Mutant | None:
    """Return a mutant; none where what comes out is no Python."""
    operator = cosmic_ray.plugins.get_operator(spec.operator_name)(**(spec.operator_args or {}))
    before = spec.module_path.read_text(encoding="utf-8")
    after = mutate_code(before, operator, spec.occurrence)
    try:
        compiled(after, str(spec.module_path))
    except SyntaxError:
        return None
    line, column = spec.start_pos
    changes = (f"{old.strip()}  →  {new.strip()}" for old, new in _lines(before, after) if old != new)
    kind = spec.operator_name.removeprefix("core/")
    says = f"{spec.module_path}:{line}:{column} {kind}: {next(changes, '')}"
    return Mutant(spec.module_path, line, column, says, after)


def _lines(before: str, after: str) -> zip[tuple[str, str]]:
    return zip(before.splitlines(), after.splitlines(), strict=False)


def unnoticed(package: str, mutants: Sequence[Mutant]) -> list[Mutant]:
    """Meet the mutants of a package with its tests; return those that nothing noticed."""
    with tempfile.TemporaryDirectory() as folder:
        quickly = met(package, mutants, Path(folder))
    left = [(mutant, each) for mutant, each in zip(mutants, quickly, strict=True) if not _fails(each["code"])]
    print(f"  {len(mutants) - len(left)} noticed at once, {len(left)} to be met otherwise", flush=True)
    return [mutant for mutant, each in left if survives(mutant, each)]


def survives(mutant: Mutant, quickly: dict[str, Any]) -> bool:
    """Return whether a mutant goes unnoticed by what could not meet it at once, and by tests that name its module."""
    anew = quickly["tests"] if quickly["code"] == NOT_EXCHANGED else []
    elsewhere = [str(path) for path in sorted(Path("tests").rglob("test_*.py")) if _names(path, mutant)]
    left = not any(asked and _fails(from_anew(mutant, asked)) for asked in (anew, elsewhere))
    if left:
        print(f"  not noticed: {mutant.says}", flush=True)
    return left


def _fails(code: int) -> bool:
    if code == FAULT:
        sys.exit("error: a mutant could not be met anew")
    return code in {NOTICED, NOT_COLLECTED} or code < 0


def _names(test: Path, mutant: Mutant) -> bool:
    return test.parts[1] != mutant.path.parts[2] and f"{dotted(mutant.path)} import" in test.read_text(encoding="utf-8")


def main(packages: list[str], mutants: int, seed: int, under: list[Path], again: set[str]) -> list[str]:
    """Draw, run and print; return the survivors."""
    print(f"seed {seed}, {mutants} mutants per package", flush=True)
    total: Counter[str] = Counter()
    survivors = []
    for package in packages:
        modules = [path for path in sorted((SOURCE / package).rglob("*.py")) if not under or path in under]
        chosen = drawn(modules, mutants, f"{seed} {package}")
        chosen = [each for each in chosen if not again or each.says in again]
        left = unnoticed(package, chosen)
        total += Counter(made=len(chosen), noticed=len(chosen) - len(left))
        survivors += [each.says for each in left]
        print(f"{package}: {len(chosen) - len(left)} of {len(chosen)} noticed", flush=True)
    print(f"all: {total['noticed']} of {total['made']} noticed ({total['noticed'] / max(total['made'], 1):.1%})")
    return survivors


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", nargs="+", default=list(PACKAGES))
    parser.add_argument("--under", nargs="+", type=Path, default=[])
    parser.add_argument("--list", type=Path, default=None)
    parser.add_argument("--again", type=Path, default=None, help="meet only those that a list of survivors names")
    given = parser.parse_args()
    again = set() if given.again is None else set(given.again.read_text(encoding="utf-8").splitlines())
    os.nice(19)
    with tempfile.TemporaryDirectory() as own:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = own  # runs of others beside this one tidy up the folder that all share
        found = main(given.package, given.mutants, given.seed, given.under, again)
    if given.list is not None:
        given.list.write_text("\n".join(found) + "\n", encoding="utf-8")
