"""The tests that meet mutants: collected once, each run in a fork, the quickest first, until one fails.

A first run notes how long each test takes and which functions it calls; a mutant in a function is met by the tests that
call it, and one outside of functions by those that call any function of its module.
"""

from __future__ import annotations

import contextlib
import cProfile
import functools
import importlib
import itertools
import json
import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, settings
from mutated import SOURCE, Function, Mutant, codes, dotted, exchanged, functions_of, holding, load_mutated, loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import FrameType

SURVIVED, NOTICED, NOT_EXCHANGED, FAULT, STUCK = 0, 1, 70, 71, 72  # from 0 to 5 are pytest's own
CPU_SECONDS = 240  # for the tests of one mutant: one that never ends is noticed
WALL_SECONDS = 900
MOST_SECONDS = 60.0  # of tests per mutant, as the first run took them: what only later ones notice counts as unnoticed
QUIET = (
    *("-q", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # what is loaded before pytest, once for all, is no test
)
EXAMPLES = 15


def met(package: str, mutants: Sequence[Mutant], folder: Path) -> list[dict[str, Any]]:
    """Return what the tests of a package that call what a mutant changes say of each: its code, and these tests."""
    noted, told = folder / "noted", folder / "told"
    if (code := forked(lambda: _rounds(package, mutants, noted, told), 10**6, 10**6)) != 0:
        sys.exit(f"error: the tests of {package} can't run: {code}")
    return [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]


def _rounds(package: str, mutants: Sequence[Mutant], noted: Path, told: Path) -> int:
    """Load a package, run its tests as they are, then those that meet a mutant, in a fork each."""
    early = called_while_loading(package)
    known = loaded()
    where = places(known)
    first = forked(lambda: run([f"tests/{package}", f"src/coterie/{package}"], Notes(where, noted)), 10**6, 10**6)
    if first not in {0, 1}:
        sys.exit(f"error: the first run of the tests ended with {first}")
    runs = json.loads(noted.read_text(encoding="utf-8"))
    if failing := [name for name, each in runs.items() if not each["passed"]]:
        print(f"  left out, failing as they are: {failing}", flush=True)
    runs = {name: each for name, each in runs.items() if each["passed"]}
    print(f"  {len(runs)} tests of {package} in {sum(each['took'] for each in runs.values()):.0f} s", flush=True)
    early_ones = {where[code] for code in early if code in where}
    with told.open("w", encoding="utf-8") as file:
        for mutant in mutants:
            file.write(json.dumps(_meet(mutant, runs, known, early_ones)) + "\n")
            file.flush()
    return 0


def _meet(mutant: Mutant, runs: dict[str, Any], known: dict[str, Any], early: set[Function]) -> dict[str, Any]:
    function = holding(mutant)
    stages = tests_of(mutant, function, runs)
    tests = [name for stage in stages for name in stage]
    code = NOT_EXCHANGED
    if function is not None and function not in early:  # what was made while modules were loaded is not made again

        def work(stage: Sequence[str]) -> int:
            return run(stage) if exchanged(mutant, function, known) else NOT_EXCHANGED

        for stage in filter(None, stages):
            if (code := forked(functools.partial(work, stage))) != SURVIVED:
                break
    return {"code": code, "tests": tests}


def called_while_loading(package: str) -> set[int]:
    """Load all modules of a package; return the codes that are called meanwhile."""
    called: set[int] = set()

    def note(frame: FrameType, event: str, arg: object) -> None:
        del arg
        if event == "call":
            called.add(id(frame.f_code))

    sys.setprofile(note)
    for path in sorted((SOURCE / package).rglob("*.py")):
        importlib.import_module(dotted(path))
    sys.setprofile(None)
    return called


def run(tests: Sequence[str], *plugins: object) -> int:
    """Run tests in this process; return how pytest ended."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    stop = () if plugins else ("-x",)
    return int(pytest.main([*QUIET, *stop, "--doctest-modules", *tests], plugins=[Shorter(), *plugins]))


def places(known: dict[str, list[Any]]) -> dict[int, Function]:
    """Return the function that each loaded code is of, by the code's identity."""
    found = {}
    by_file = {str(path.resolve()): functions_of(path) for path in SOURCE.rglob("*.py")}
    for name, functions in known.items():
        for each in functions:
            place = next((one for one in by_file.get(name, []) if one.holds(each.__code__.co_firstlineno)), None)
            if place is not None:
                found.update(dict.fromkeys(map(id, codes(each.__code__)), place))
    return found


def tests_of(mutant: Mutant, function: Function | None, runs: dict[str, dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Return the tests that meet a mutant: its own, and the others, the quickest first, as many as the time allows."""
    path = str(mutant.path)
    wanted = path if function is None else f"{path}:{function.first}"
    own = f"tests/{'/'.join(mutant.path.parts[2:-1])}/test_{mutant.path.stem}"
    meeting = [
        name for name, run in runs.items() if wanted in run["called"] or (function is None and _own(name, own, path))
    ]
    meeting.sort(key=lambda name: runs[name]["took"])
    mirrored = [name for name in meeting if _own(name, own, path)]
    return _in_time(mirrored, runs), _in_time([name for name in meeting if not _own(name, own, path)], runs)


def _in_time(tests: Sequence[str], runs: dict[str, dict[str, Any]]) -> list[str]:
    seconds = itertools.accumulate(runs[name]["took"] for name in tests)
    return [name for name, until in zip(tests, seconds, strict=True) if until <= MOST_SECONDS or name == tests[0]]


def _own(name: str, mirrored: str, path: str) -> bool:
    file = name.partition("::")[0]
    return file in {path, f"{mirrored}.py"} or file.startswith(f"{mirrored}_")


class Notes:
    """A plugin that notes of each test how long it takes, whether it passes, and which functions it calls.

    What fixtures call that several tests share counts for each of them.
    """

    def __init__(self, known: dict[int, Function], noted: Path) -> None:
        self.known, self.noted = known, noted
        self.called: set[int] = set()
        self.by_fixture: defaultdict[int, set[int]] = defaultdict(set)
        self.runs: dict[str, dict[str, Any]] = {}
        self.profile: cProfile.Profile | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Note what a test calls."""
        empty_caches()
        self.called = set()
        failed, started = item.session.testsfailed, time.process_time()
        with self._noting(), _in_threads(self.called):
            done = yield
        took = time.process_time() - started
        for fixtures in getattr(item, "_fixtureinfo").name2fixturedefs.values():  # noqa: B009 - pytest's own list, private
            self.called.update(*(self.by_fixture[id(each)] for each in fixtures))
        where = {self.known[code] for code in self.called if code in self.known}
        said = {str(each.path) for each in where} | {f"{each.path}:{each.first}" for each in where}
        self.runs[item.nodeid] = {"took": took, "passed": item.session.testsfailed == failed, "called": sorted(said)}
        return done

    def pytest_sessionfinish(self) -> None:
        """Write it down."""
        self.noted.write_text(json.dumps(self.runs), encoding="utf-8")

    @contextlib.contextmanager
    def _noting(self) -> Iterator[set[int]]:
        """Note which codes are called meanwhile, in this thread."""
        outer, inner = self.profile, cProfile.Profile(builtins=False)
        if outer is not None:
            outer.disable()
        self.profile = inner
        called: set[int] = set()
        try:
            inner.enable()
            yield called
        finally:
            inner.disable()
            called.update(id(each.code) for each in inner.getstats())
            self.called |= called
            self.profile = outer
            if outer is not None:
                outer.enable()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[Any]:
        """Note what a fixture calls when it is made, for every test that it is made for."""
        if fixturedef.scope == "function":
            return (yield)
        with self._noting() as called:
            try:
                return (yield)
            finally:
                self.by_fixture[id(fixturedef)] = called


@contextlib.contextmanager
def _in_threads(called: set[int]) -> Iterator[None]:
    """Note what is called in threads that begin meanwhile."""

    def note(frame: FrameType, event: str, arg: object) -> None:
        del arg
        if event == "call":
            called.add(id(frame.f_code))

    threading.setprofile(note)
    try:
        yield
    finally:
        threading.setprofile(None)


def empty_caches() -> None:
    """Forget what functions of the package keep."""
    for name, module in list(sys.modules.items()):
        if name.startswith("coterie"):
            for each in list(vars(module).values()):
                if callable(clear := getattr(each, "cache_clear", None)):
                    clear()


def shorten(item: pytest.Item) -> None:
    """Let a test of hypothesis try few examples, the same ones every time."""
    tested: Any = getattr(item, "obj", None)
    tested = getattr(tested, "__func__", tested)
    if hasattr(tested, "hypothesis"):
        given = getattr(tested, "_hypothesis_internal_use_settings", None) or settings.default
        most = min(given.max_examples, EXAMPLES)
        phases = (Phase.explicit, Phase.generate)
        tested._hypothesis_internal_use_settings = settings(
            given, max_examples=most, derandomize=True, database=None, phases=phases, deadline=None
        )


def forked(work: Callable[[], int], seconds: int = CPU_SECONDS, wall: int = WALL_SECONDS) -> int:
    """Do something in a fork; return how it ended, and let nothing of it live on."""
    child = os.fork()
    if child == 0:
        code = FAULT
        try:
            os.setpgid(0, 0)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
            code = work()
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)
    return _waited(child, wall)


def _waited(child: int, seconds: int) -> int:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return STUCK


def from_anew(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """Load everything anew, one module of it mutated, and run tests until one fails."""
    return forked(lambda: run(tests) if mutant is None or loads(mutant) else NOTICED)


def loads(mutant: Mutant) -> bool:
    """Load a mutated module; return whether it can be loaded."""
    try:
        load_mutated(mutant)
    except Exception:  # noqa: BLE001 - a mutant may fail in any way
        return False
    return True


class Shorter:
    """A plugin that shortens tests of hypothesis."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Shorten what was collected."""
        for item in items:
            shorten(item)
