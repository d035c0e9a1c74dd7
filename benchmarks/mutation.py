"""How many mutants the tests notice: drawn by a seed, each met with the tests of its module and its package.

    python benchmarks/mutation.py [--mutants N] [--seed N] [--package NAME ...] [--list FILE]

Each mutant changes one place of one module, as cosmic-ray does it: a comparison, a number, an operator, a condition.
It is noticed when a test fails or runs out of time: first the test at the mirrored path and the module's own examples,
and where these pass the tests of the whole package. Before anything is changed the tests of each package have to pass.
Survivors are printed with their place; equivalent ones count as unnoticed. The source is changed in place and put back,
so the tree must hold no uncommitted change: use a clone.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cosmic_ray.commands.init import _all_work_items  # the list of mutants; only the database around it is public
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_item import TestOutcome

if TYPE_CHECKING:
    from cosmic_ray.work_item import MutationSpec

PACKAGES = ("parsing", "schema", "cleaning", "scoring", "evidence", "naming", "transactions")
SOURCE = Path("src/coterie")
SECONDS = 300  # for one run of tests; a mutant that never ends is noticed
NOT_RUN = (
    "BitOr",
    "Decorator",
)  # types such as `str | None`, which nothing evaluates; `@dataclass`, without which nothing runs


def drawn(package: str, mutants: int, seed: int) -> list[MutationSpec]:
    """Draw mutants of a package; the same seed draws the same ones."""
    modules = sorted((SOURCE / package).rglob("*.py"))
    every = [item.mutations[0] for item in _all_work_items(modules, {})]
    every = [each for each in every if not any(name in each.operator_name for name in NOT_RUN)]
    every.sort(key=lambda each: (str(each.module_path), each.start_pos, each.operator_name, each.occurrence))
    return random.Random(f"{seed} {package}").sample(every, min(mutants, len(every)))  # noqa: S311 - no secret


def noticed(mutant: MutationSpec) -> bool:
    """Return whether the tests notice a mutant."""
    return any(_fails(mutant, command) for command in commands(mutant.module_path))


def commands(module: Path) -> list[str]:
    """Return the tests of a module: its own first, then those of its package."""
    inside = module.relative_to(SOURCE)
    own = Path("tests") / inside.parent / f"test_{inside.name}"
    start = f"{sys.executable} -m pytest -x -q -p no:cacheprovider"
    mirrored = str(own) if own.exists() else ""
    return [f"{start} --doctest-modules {module} {mirrored}", f"{start} tests/{inside.parts[0]}"]


def _fails(mutant: MutationSpec, command: str) -> bool:
    outcome = mutate_and_test([mutant], command, SECONDS).test_outcome
    return bool(outcome != TestOutcome.SURVIVED)


def said(mutant: MutationSpec) -> str:
    """Return where a mutant is, and what it does."""
    line, column = mutant.start_pos
    operator = mutant.operator_name.removeprefix("core/")
    text = mutant.module_path.read_text(encoding="utf-8").splitlines()[line - 1].strip()
    return f"{mutant.module_path}:{line}:{column} {operator}: {text}"


def clean() -> bool:
    """Return whether the tree holds no uncommitted change."""
    return not subprocess.run(["git", "status", "--porcelain", "src"], capture_output=True, check=True).stdout


def passing(package: str) -> bool:
    """Return whether the tests of a package pass as it is: where they fail anyhow, every mutant would be noticed."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"tests/{package}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main(packages: list[str], mutants: int, seed: int, listed: Path | None) -> None:
    """Draw, run and print."""
    if not clean():
        sys.exit("error: src holds uncommitted changes, and mutants are made in place. Commit them, or use a clone.")
    if failing := [package for package in packages if not passing(package)]:
        sys.exit(
            f"error: the tests of {', '.join(failing)} fail as they are; install what is in the tree, or mend them."
        )
    print(f"seed {seed}, {mutants} mutants per package", flush=True)
    total: Counter[str] = Counter()
    survivors: list[str] = []
    for package in packages:
        chosen = drawn(package, mutants, seed)
        left = []
        for mutant in chosen:
            where = said(mutant)
            if not noticed(mutant):
                left.append(where)
                print(f"  not noticed: {where}", flush=True)
        total += Counter(made=len(chosen), noticed=len(chosen) - len(left))
        survivors += left
        print(f"{package}: {len(chosen) - len(left)} of {len(chosen)} noticed", flush=True)
    print(f"all: {total['noticed']} of {total['made']} noticed ({total['noticed'] / total['made']:.1%})")
    if listed is not None:
        listed.write_text("\n".join(survivors) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", nargs="+", default=list(PACKAGES))
    parser.add_argument("--list", type=Path, default=None)
    given = parser.parse_args()
    main(given.package, given.mutants, given.seed, given.list)
